/** The jump to a time: which of many moments is the nearest to one that was written. Pure. */
import type { Span } from './read-moment.ts';

/** Something with its moment, ms, by the same clock as the time to which one jumps. */
export interface Dated<Key> {
  readonly key: Key;
  readonly at: number;
}

/** Where a jump leads. */
export interface Jump<Key> {
  readonly to: Dated<Key>;
  /** The time is before all moments, or after all of them. */
  readonly outside: 'before' | 'after' | null;
}

/** The nearest to a time; the first one where several are. Null where there is none at all. */
export function nearestTo<Key>(spans: readonly Span[], all: Iterable<Dated<Key>>): Jump<Key> | null {
  let best: Dated<Key> | null = null;
  let least = Number.POSITIVE_INFINITY;
  let isBefore = true;
  let isAfter = true;
  for (const one of all) {
    for (const { from, to } of spans) {
      const away = one.at < from ? from - one.at : Math.max(0, one.at - to + 1);
      if (one.at < to) isBefore = false;
      if (one.at >= from) isAfter = false;
      const isEarlier = away === least && best !== null && one.at < best.at;
      if (away < least || isEarlier) {
        best = one;
        least = away;
      }
    }
  }
  if (!best) return null;
  return { to: best, outside: isBefore ? 'before' : isAfter ? 'after' : null };
}
