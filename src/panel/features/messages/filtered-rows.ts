/** The rows of a list that pass, kept up to date where it changed. Pure. */
import type { MessageList, MessageRow } from '../../../session/messages-model.ts';
import { ChangeLog } from '../../../session/rows/change-log.ts';
import type { FollowedRows } from './series.ts';

/** Keeps what passes. */
export interface FilteredRows {
  /** All rows that pass, in the list's order. */
  readonly rows: FollowedRows;
  /**
   * Judges the rows from an index on anew. @returns all that pass; the same object where they are the same as before
   * @param cut rows that have gone from the list's beginning since
   */
  refilter(from: number, cut: number, passes: (row: MessageRow) => boolean): FollowedRows;
  /** Lets rows of the list through that did not pass before; the list must not have changed since it was sifted. */
  add(found: readonly MessageRow[]): FollowedRows;
}

/** Makes the filtered rows of a list; at first none passes. */
export function createFilteredRows(list: MessageList): FilteredRows {
  const kept: MessageRow[] = [];
  /** Where the rows stand in the list, rising; counted from the list's first beginning on, so that a cut moves none. */
  const places: number[] = [];
  let base = 0;
  const log = new ChangeLog();
  let rows = view(0);

  function view(version: number): FollowedRows {
    return {
      version,
      get length() {
        return kept.length;
      },
      at: (index) => kept.at(index),
      indexOf(key) {
        // By its time, not by its place in the list, which may have moved on since it was sifted.
        const row = list.get(key);
        if (!row) return -1;
        let index = firstNotBelow(kept, row.t, timeOf);
        while (kept[index]?.t === row.t && kept[index]?.key !== row.key) index += 1;
        return kept[index]?.t === row.t ? index : -1;
      },
      changedSince: (earlier) => log.changedSince(earlier, kept.length),
      cutSince: (earlier) => log.cutSince(earlier),
    };
  }

  /** Puts rows in the place of those from an index on. */
  function replace(from: number, cut: number, next: readonly MessageRow[], nextPlaces: readonly number[]): void {
    let same = 0;
    while (same < next.length && next[same] === kept[from + same]) same += 1;
    const isSame = same === next.length && kept.length === from + same;
    places.length = from;
    for (const place of nextPlaces) places.push(place);
    if (isSame && cut === 0) return;
    kept.length = from + same;
    for (let index = same; index < next.length; index += 1) {
      const row = next[index];
      if (row) kept.push(row);
    }
    const version = rows.version + 1;
    log.note(version, isSame ? Number.POSITIVE_INFINITY : from + same, cut);
    rows = view(version);
  }

  return {
    get rows() {
      return rows;
    },
    refilter(from, cut, passes) {
      base += cut;
      const gone = firstNotBelow(places, base, itself);
      if (gone > 0) {
        kept.splice(0, gone);
        places.splice(0, gone);
      }
      const next: MessageRow[] = [];
      const nextPlaces: number[] = [];
      for (let place = from; place < list.length; place += 1) {
        const row = list.at(place);
        if (!row || !passes(row)) continue;
        next.push(row);
        nextPlaces.push(base + place);
      }
      replace(firstNotBelow(places, base + from, itself), gone, next, nextPlaces);
      return rows;
    },
    add(found) {
      const added = found
        .map((row) => ({ row, place: list.indexOf(row.key) }))
        .filter(({ row, place }) => place >= 0 && list.at(place) === row)
        .map(({ row, place }) => ({ row, place: base + place }))
        .sort((a, b) => a.place - b.place);
      if (!added[0]) return rows;
      const from = firstNotBelow(places, added[0].place, itself);
      const next: MessageRow[] = [];
      const nextPlaces: number[] = [];
      const put = (row: MessageRow | undefined, place: number | undefined) => {
        if (!row || place === undefined || nextPlaces.at(-1) === place) return;
        next.push(row);
        nextPlaces.push(place);
      };
      let at = from;
      for (const { row, place } of added) {
        for (; (places[at] ?? place) < place; at += 1) put(kept[at], places[at]);
        put(row, place);
      }
      for (; at < places.length; at += 1) put(kept[at], places[at]);
      replace(from, 0, next, nextPlaces);
      return rows;
    },
  };
}

const itself = (place: number) => place;
const timeOf = ({ t }: MessageRow) => t;

/** The index of the first member that is not ranked below a limit. The ranks rise. */
function firstNotBelow<Member>(members: readonly Member[], limit: number, rank: (one: Member) => number): number {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = members[middle];
    if (one !== undefined && rank(one) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
