/**
 * Which documents belong to pages that the tab has left. The browser says that the tab went to another page, or to another
 * place in the same one, and who is still there says so. But the process of an old page may end a moment later: its
 * documents then still say that they are there, and end. So, whatever the browser said and when: where a top document ended
 * and a later one is there, the page was left.
 */
import type { DocumentInfo } from '../../entry/entry.ts';
import type { DocumentConnection } from '../../transport/document-connections.ts';

/** What becomes of a tab's documents when it goes to another page. */
export interface LeftPages {
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
export interface LeftPagesParts {
  /** All documents, in the order in which they were first seen. */
  readonly connections: () => readonly DocumentConnection[];
  /** The user wants to keep pages that are left now. These stay until the browser says that another one was left. */
  readonly keepsThem: () => boolean;
}

/** Of a tab that has gone nowhere yet. */
export function createLeftPages({ connections, keepsThem }: LeftPagesParts): LeftPages {
  const tops = new Set<string>();
  /** Of a page that the browser says was left, unless they say that they are there: forgotten as soon as they end. */
  const leaving = new Set<string>();
  /** Likewise, whatever they say: another page is in their place. */
  const replaced = new Set<string>();
  /** Were there when their top document ended, and no other page is there yet. */
  let orphans: readonly string[] = [];

  /** @returns those that ended already and are to be forgotten */
  function replace(page: readonly string[]): readonly string[] {
    if (keepsThem()) return [];
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
      const page = orphans;
      orphans = [];
      // A page may come back from the back/forward cache.
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
      orphans = page;
      return [];
    },
    forget(document) {
      for (const documents of [tops, leaving, replaced]) documents.delete(document);
    },
  };
}
