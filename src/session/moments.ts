/** The order of documents, and of what was seen in them. */
import type { WatchedDocument } from './documents.ts';

/** The order of documents: by when they began, then by id. */
export function compareDocuments(a: WatchedDocument, b: WatchedDocument): number {
  return a.born - b.born || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** By `compareDocuments`. */
export function inOrder(documents: Iterable<WatchedDocument>): readonly WatchedDocument[] {
  return [...documents].sort(compareDocuments);
}

/** Something seen at a time, in a document, as entry `n`. */
export interface Moment {
  readonly t: number;
  readonly document: WatchedDocument;
  readonly n: number;
}

/** The one order of everything seen: by time, then document, then number. */
export function compareMoments(a: Moment, b: Moment): number {
  return a.t - b.t || compareDocuments(a.document, b.document) || a.n - b.n;
}
