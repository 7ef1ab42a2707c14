/** Joins the requests that the session does not join any more, but of which it still has entries. */
import { callOf } from '../calls.ts';
import type { WatchedDocument } from '../documents.ts';
import type { KeptEntry } from '../entry-store.ts';
import type { Exchange } from '../exchange.ts';
import { takeAnswer, takeRequest } from '../intake.ts';
import type { MessagesHeld } from '../messages-part.ts';
import { isMessage, isNote } from '../notes.ts';
import { RequestCorrelation } from '../request-correlation.ts';

const NO_LIMITS = { requests: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY };

/** The requests and answers among the held entries that belong to none of the session's own requests. */
export function rematchEvicted({ store, documents, exchanges }: MessagesHeld): readonly Exchange[] {
  const known = new Map<WatchedDocument, Set<number>>(documents.map((document) => [document, new Set()]));
  for (const { pair } of exchanges) {
    for (const one of [pair.asked, pair.arrived, pair.answered, pair.called, ...pair.more])
      if (one) known.get(one.document)?.add(one.n);
  }
  const nobody = () => {};
  const books = new RequestCorrelation(NO_LIMITS, nobody, nobody, NO_LIMITS.requests);
  for (const [document, numbers] of known) {
    for (const one of store.of(document.id)) if (!numbers.has(one.entry.n)) take(document, one, books);
  }
  books.correlate(documents);
  return books.exchanges();
}

function take(document: WatchedDocument, { entry, t }: KeptEntry, books: RequestCorrelation): void {
  if (isNote(entry)) {
    const call = callOf(document, entry, t);
    if (call) books.ask(entry.ref, call);
    return;
  }
  if (!isMessage(entry)) return;
  const { kind, sort } = entry;
  if (kind === 'request' || kind === 'subscribe' || kind === 'unsubscribe')
    takeRequest(document, entry, t, kind, books);
  else if (sort === 'wire' && (kind === 'success' || kind === 'failure')) takeAnswer(document, entry, t, books);
}
