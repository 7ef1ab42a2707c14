/** A session as the facts that it was made of: what recordings hold (docs/recording.md). `feed-facts.ts` makes one of them. */
import type { Fact } from '../entry/fact.ts';
import type { Clocks, PastStep } from './clocks.ts';
import type { WatchedDocument } from './documents.ts';
import type { EntryStore } from './entry-store.ts';

/** A fact with its place among those of other documents, ms since the epoch. */
interface Timed {
  readonly t: number;
  readonly fact: Fact;
}

/**
 * All that is kept of some documents, by time; what was told of one document keeps its order. What happens to them from now
 * on changes nothing of it.
 */
export function factsOf(
  documents: readonly WatchedDocument[],
  clocks: Clocks,
  store: EntryStore,
): IterableIterator<Fact> {
  // Taken now: whoever writes a file takes the facts one by one, while more entries come.
  const lanes = [...documents]
    .sort((a, b) => a.born - b.born)
    .map((document) => timed(document, clocks.toldOf(document.id), clocks.pastOf(document, store)));
  return merged(lanes);
}

/** The facts of one document. Their times never fall. */
function* timed(
  { id, born }: WatchedDocument,
  offset: number | null,
  steps: readonly PastStep[],
): Generator<Timed, void> {
  let latest = born;
  for (const { input, entries } of steps) {
    if (input) yield { t: latest, fact: input };
    // The clock is told before all that it puts right.
    if (input?.what === 'document' && offset !== null) {
      yield { t: latest, fact: { what: 'clock', document: id, offset } };
      offset = null;
    }
    for (const { entry, t } of entries) {
      latest = Math.max(latest, t);
      yield { t: latest, fact: { what: 'entry', document: id, entry } };
    }
  }
}

/** @param lanes by the time of their first fact */
function* merged(lanes: readonly Iterator<Timed, void>[]): Generator<Fact, void> {
  const firsts = lanes.map((lane) => lane.next());
  /** Those that have begun and have not ended, with the fact that comes next. */
  const open: { readonly lane: Iterator<Timed, void>; next: Timed }[] = [];
  let begun = 0;
  for (;;) {
    let least = open[0];
    for (const one of open) if (least && one.next.t < least.next.t) least = one;
    const lane = lanes[begun];
    const first = firsts[begun]?.value;
    if (lane && first && (!least || first.t <= least.next.t)) {
      open.push({ lane, next: first });
      begun += 1;
      continue;
    }
    if (!least) return;
    yield least.next.fact;
    const { value } = least.lane.next();
    if (value) least.next = value;
    else open.splice(open.indexOf(least), 1);
  }
}
