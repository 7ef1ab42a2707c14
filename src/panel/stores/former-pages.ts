/**
 * Which documents belong to pages that the tab has left. The browser tells when the tab goes to another page, or to another
 * place in the same page; then each document that is still there says so. But an old page may end a moment after that: its
 * documents say that they are there, and end. So the browser's word is not enough. Where a top document has ended and
 * another one is there, the old page was left.
 */
import type { DocumentInfo } from '../../entry/entry.ts';
import type { DocumentConnection } from '../../transport/document-connections.ts';

/** What becomes of a tab's documents when it goes to another page. */
export interface FormerPages {
  /** The tab went to another page, or to another place in this one. @param documents all that are known */
  navigated(documents: readonly string[]): void;
  /** A document says that it is there. @returns those to forget */
  present(info: DocumentInfo): readonly string[];
  /** A document ended. @returns those to forget, perhaps one twice */
  ended(document: string): readonly string[];
  /** It is known no more. */
  forget(document: string): void;
}

/** What is looked at. */
export interface FormerPagesParts {
  /** All documents, in the order in which they were first seen. */
  readonly connections: () => readonly DocumentConnection[];
  /** Whether a page that is left now stays, until the tab leaves one while this is off. */
  readonly preserveLog: () => boolean;
}

/** Of a tab that has gone nowhere yet. */
export function createFormerPages({ connections, preserveLog }: FormerPagesParts): FormerPages {
  const tops = new Set<string>();
  /** By the browser's word, and they have not said since that they are there. They are forgotten as soon as they end. */
  const leaving = new Set<string>();
  /** Another page is in their place. They are forgotten as soon as they end, also if they say that they are there. */
  const replaced = new Set<string>();
  /** The documents of a page whose top document has ended, while no other page is there. */
  let endedPage: readonly string[] = [];

  /** Another page is in the place of this one. @returns those that have ended and are to be forgotten */
  function replace(page: readonly string[]): readonly string[] {
    if (preserveLog()) return [];
    for (const document of page) replaced.add(document);
    return connections().flatMap(({ info, state }) =>
      state === 'ended' && replaced.has(info.document) ? info.document : [],
    );
  }

  return {
    navigated(documents) {
      for (const document of documents) leaving.add(document);
    },
    present({ document, path }) {
      leaving.delete(document);
      if (path !== 'top') return [];
      tops.add(document);
      const page = endedPage;
      endedPage = [];
      // The same page comes back from the back/forward cache.
      return page.includes(document) ? [] : replace(page);
    },
    ended(document) {
      const itself = leaving.has(document) || replaced.has(document) ? [document] : [];
      if (!tops.has(document)) return itself;
      const all = connections();
      const other = all.findLastIndex(({ info, present }) => tops.has(info.document) && present);
      // Those that came after the other page's top document belong to that.
      const page = all.slice(0, other < 0 ? all.length : other).map(({ info }) => info.document);
      if (other >= 0 || itself.length > 0) return [...itself, ...replace(page)];
      endedPage = page;
      return [];
    },
    forget(document) {
      for (const documents of [tops, leaving, replaced]) documents.delete(document);
    },
  };
}
