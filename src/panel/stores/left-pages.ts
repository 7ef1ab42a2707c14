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

  /**
   * A top document came or ended. Where another one than an ended one is there, all that were first seen before it leave.
   *
   * @param isOver the browser said that the page of the one that ended was left: where no other is there yet, all leave
   * @returns those that ended already and are to be forgotten
   */
  function leave(isOver: boolean): readonly string[] {
    const all = connections();
    const newest = all.findLast(({ info, present }) => tops.has(info.document) && present);
    const older = newest ? all.slice(0, all.indexOf(newest)) : all;
    const page = older.filter(({ info }) => !kept.has(info.document));
    const ended = page.filter(({ state }) => state === 'ended').map(({ info }) => info.document);
    if (!isOver && !(newest && ended.some((one) => tops.has(one)))) return [];
    for (const { info } of page) (keepsThem() ? kept : leaving).add(info.document);
    return ended.filter((one) => leaving.has(one));
  }

  return {
    navigated(documents) {
      for (const document of documents) leaving.add(document);
    },
    present({ document, path }) {
      leaving.delete(document);
      if (path !== 'top') return [];
      tops.add(document);
      return leave(false);
    },
    ended(document) {
      const isLeaving = leaving.has(document);
      // The others of its page may have said, too early, that they are there.
      const found = tops.has(document) ? leave(isLeaving) : [];
      return isLeaving ? [...found, document] : found;
    },
    forget(document) {
      for (const documents of [tops, leaving, kept]) documents.delete(document);
    },
  };
}
