/** Tells rows that are made late what they would have been told early. */
import { isFromClient } from '../../protocol/kind.ts';
import type { WatchedDocument } from '../documents.ts';
import type { KeptEntry } from '../entry-store.ts';
import { messageOf } from '../intake.ts';
import { ALL_INVALIDATED } from '../invalidation.ts';
import type { MessagesHeld, MessagesPart } from '../messages-part.ts';
import { isMessage, isNote } from '../notes.ts';
import type { Called } from '../requests-seen.ts';
import { rematchEvicted } from './rematch-evicted.ts';

/** Calls of one document, by number of their entries. */
type Calls = ReadonlyMap<number, Called>;

const NO_CALLS: Calls = new Map();

/**
 * Tells all that is held: entries by document and number, then the requests as they are matched now. Those that the session
 * has dropped stay as they are now. All is taken before the first step ends. @param step so many entries are told in one
 */
export function* replay(part: MessagesPart, held: MessagesHeld, step: number): Generator<void, void> {
  const leftover = rematchEvicted(held);
  const exchanges = [...leftover, ...held.exchanges];
  const calls = new Map<WatchedDocument, Map<number, Called>>();
  for (const { pair } of exchanges) {
    const { called } = pair;
    if (!called) continue;
    const known = calls.get(called.document);
    if (known) known.set(called.n, called);
    else calls.set(called.document, new Map([[called.n, called]]));
  }
  const all = held.documents.map((document) => {
    const entries = held.store.of(document.id);
    const first = entries[0]?.entry.n ?? Number.POSITIVE_INFINITY;
    // What the store has dropped comes before what it has.
    return [document, [...held.lastingOf(document).filter(({ entry }) => entry.n < first), ...entries]] as const;
  });
  let count = 0;
  for (const [document, entries] of all) {
    const own = calls.get(document) ?? NO_CALLS;
    for (const one of entries) {
      tell(part, document, one, own);
      count += 1;
      if (count % step === 0) yield;
    }
  }
  part.exchangesChanged([], exchanges, false);
  if (leftover.length === 0) return;
  yield* part.commitInSteps(held.documents, ALL_INVALIDATED);
  part.exchangesChanged(leftover, [], true);
}

function tell(part: MessagesPart, document: WatchedDocument, { entry, t }: KeptEntry, calls: Calls): void {
  if (isNote(entry)) part.note(document, entry, t, calls.get(entry.n) ?? null);
  else if (isMessage(entry) && !isFromClient(entry.kind) && entry.kind !== 'success' && entry.kind !== 'failure')
    part.receive(document, entry, t, entry.kind === 'event' ? messageOf(entry) : {});
}
