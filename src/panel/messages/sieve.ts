/** The rows of a list that pass, kept up to date from the first one that changed. Pure. */
import type { MessageList, MessageRow } from '../../session/messages-model.ts';

/** Keeps what passes. */
export interface Sieve {
  /**
   * Judges the rows from an index on anew. @returns all rows that pass, in the list's order; the same array if it holds
   * the same rows as before
   */
  sift(from: number, passes: (row: MessageRow) => boolean): readonly MessageRow[];
  /** Lets rows of the list through that did not pass before; the list must not have changed since it was sifted. */
  add(found: readonly MessageRow[]): readonly MessageRow[];
}

/** Makes a sieve over a list; at first it has let nothing through. */
export function createSieve(list: MessageList): Sieve {
  let rows: readonly MessageRow[] = [];
  /** Where the rows stand in the list, rising. */
  const places: number[] = [];

  return {
    sift(from, passes) {
      const kept = firstNotBelow(places, from);
      const nextRows = rows.slice(0, kept);
      places.length = kept;
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
    add(found) {
      const added = found
        .map((row) => ({ row, place: list.indexOf(row.key) }))
        .filter(({ row, place }) => place >= 0 && list.at(place) === row)
        .sort((a, b) => a.place - b.place);
      if (!added[0]) return rows;
      const kept = firstNotBelow(places, added[0].place);
      const tail = places.slice(kept);
      const nextRows = rows.slice(0, kept);
      places.length = kept;
      let next = 0;
      const put = (row: MessageRow | undefined, place: number) => {
        if (!row || places.at(-1) === place) return;
        nextRows.push(row);
        places.push(place);
      };
      for (const { row, place } of added) {
        for (; (tail[next] ?? place) < place; next += 1) put(rows[kept + next], tail[next] ?? 0);
        put(row, place);
      }
      for (; next < tail.length; next += 1) put(rows[kept + next], tail[next] ?? 0);
      if (nextRows.length > rows.length) rows = nextRows;
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
