/** The rows of a list that pass, kept up to date from the first one that changed. Pure. */
import type { MessageList, MessageRow } from '../../session/messages-model.ts';

/** Keeps what passes. */
export interface Sieve {
  /**
   * Judges the rows from an index on anew. @returns all rows that pass, in the list's order; the same array if it holds
   * the same rows as before
   */
  sift(from: number, passes: (row: MessageRow) => boolean): readonly MessageRow[];
}

/** Makes a sieve over a list; at first it has let nothing through. */
export function createSieve(list: MessageList): Sieve {
  let rows: readonly MessageRow[] = [];
  /** Where the rows stand in the list, rising. */
  let places: number[] = [];

  return {
    sift(from, passes) {
      const kept = firstNotBelow(places, from);
      const nextRows = rows.slice(0, kept);
      places = places.slice(0, kept);
      for (let place = from; place < list.length; place += 1) {
        const row = list.at(place);
        if (!row || !passes(row)) continue;
        nextRows.push(row);
        places.push(place);
      }
      const isSame = nextRows.length === rows.length && nextRows.every((row, index) => row === rows[index]);
      if (!isSame) rows = nextRows;
      return rows;
    },
  };
}

/** The index of the first number that is not below a limit. */
function firstNotBelow(rising: readonly number[], limit: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
