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
  /** A document ended. @returns those to forget */
  ended(document: string): readonly string[];
  /** It is known no more. */
  forget(document: string): void;
}

/** What is looked at. */
export interface LeftPagesParts {
  /** All documents, in the order in which they were first seen. */
  readonly connections: () => readonly DocumentConnection[];
  /**
   * The user wants to keep pages that are left. These stay until the browser says that another one was left, when the user
   * does not want that any more.
   */
  readonly keepsThem: () => boolean;
}

/** Of a tab that has gone nowhere yet. */
export function createLeftPages({ connections, keepsThem }: LeftPagesParts): LeftPages {
  const tops = new Set<string>();
  /** Of a page that was left, as far as is known: they are forgotten as soon as they end. */
  const leaving = new Set<string>();
  const kept = new Set<string>();

  /** All that were first seen before the top document that is there; where none is, all. */
  function beforeTop(): readonly DocumentConnection[] {
    const all = connections();
    const newest = all.findLastIndex(({ info, present }) => tops.has(info.document) && present);
    return newest === -1 ? all : all.slice(0, newest);
  }

  /** @returns those that ended already and are to be forgotten */
  function leave(page: readonly DocumentConnection[]): readonly string[] {
    const left = page.filter(({ info }) => !kept.has(info.document));
    for (const { info } of left) (keepsThem() ? kept : leaving).add(info.document);
    return left.flatMap(({ info, state }) => (state === 'ended' && leaving.has(info.document) ? info.document : []));
  }

  /** Another top document is there than one that ended. */
  function isReplaced(page: readonly DocumentConnection[]): boolean {
    const isEnded = ({ info, state }: DocumentConnection) => tops.has(info.document) && state === 'ended';
    return connections().length > page.length && page.some((one) => isEnded(one) && !kept.has(one.info.document));
  }

  return {
    navigated(documents) {
      for (const document of documents) leaving.add(document);
    },
    present({ document, path }) {
      leaving.delete(document);
      if (path !== 'top') return [];
      tops.add(document);
      const page = beforeTop();
      return isReplaced(page) ? leave(page) : [];
    },
    ended(document) {
      const isLeaving = leaving.has(document);
      const itself = isLeaving ? [document] : [];
      if (!tops.has(document)) return itself;
      // The others of its page may have said, too early, that they are there.
      const page = beforeTop();
      return isLeaving || isReplaced(page) ? [...new Set([...itself, ...leave(page)])] : [];
    },
    forget(document) {
      for (const documents of [tops, leaving, kept]) documents.delete(document);
    },
  };
}
