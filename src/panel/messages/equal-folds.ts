/** Equal neighbours in one line, on the user's wish. Pure. */
import type { MessageRow, MessageStatus } from '../../session/messages-model.ts';
import { statusOf } from '../../session/rows/status.ts';
import type { FollowedRows, RowSeries } from './series.ts';

/** What a line of the table stands for. */
export interface Fold {
  /** So many equal neighbours. */
  readonly count: number;
  readonly isOpen: boolean;
  /** Whether the line is the first of them; the others are only there while it is open. */
  readonly isHead: boolean;
}

/** The lines of the table: each is a row, or the first of several equal ones. */
export interface MessageLines extends RowSeries {
  /** Null: the line is its row alone. */
  foldAt(index: number): Fold | null;
  /** The rows that a line stands for: all of a closed fold. */
  rowsAt(index: number): readonly MessageRow[];
  keyAt(index: number): string | undefined;
}

/** Each row is a line. */
export function unfolded(rows: RowSeries): MessageLines {
  return {
    get length() {
      return rows.length;
    },
    at: (index) => rows.at(index),
    indexOf: (key) => rows.indexOf(key),
    foldAt: () => null,
    rowsAt(index) {
      const row = rows.at(index);
      return row ? [row] : [];
    },
    keyAt: (index) => rows.at(index)?.key,
  };
}

/**
 * Makes folds that remember: in the order of the wire, only what changed is compared again.
 * @returns makes the lines. `followed` is the same as `rows` while they are in the order of the wire; else null. `opened`
 *   has the keys of the first rows of folds that are open. `now` in ms since the epoch
 */
export function createEqualFolds(): (
  rows: RowSeries,
  followed: FollowedRows | null,
  opened: ReadonlySet<string>,
  now: number,
) => MessageLines {
  /** Where each fold begins, rising; counted from the first row ever, so that a cut moves none. */
  const starts: number[] = [];
  let base = 0;
  /** The first row, counted so, that the clock alone can change. */
  let openFrom = Number.POSITIVE_INFINITY;
  let last: { readonly rows: RowSeries; readonly version: number | null; readonly now: number } | null = null;

  function compareFrom(rows: RowSeries, from: number, now: number): void {
    starts.length = firstNotBelow(starts, base + from);
    if (openFrom >= base + from) openFrom = Number.POSITIVE_INFINITY;
    let before = from > 0 ? rows.at(from - 1) : undefined;
    let statusBefore = before ? statusAt(before, now) : null;
    for (let index = from; index < rows.length; index += 1) {
      const row = rows.at(index);
      if (!row) continue;
      const status = statusAt(row, now);
      if (status === 'pending') openFrom = Math.min(openFrom, base + index);
      if (!before || status !== statusBefore || !areEqual(before, row)) starts.push(base + index);
      before = row;
      statusBefore = status;
    }
  }

  return (rows, followed, opened, now) => {
    const version = followed?.version ?? null;
    const earlier = last?.version ?? null;
    if (followed && earlier !== null && followed.version >= earlier) {
      const cut = followed.cutSince(earlier);
      base += cut;
      if (cut > 0) {
        const gone = firstNotBelow(starts, base);
        const isInside = starts[gone] !== base && rows.length > 0;
        starts.splice(0, gone, ...(isInside ? [base] : []));
      }
      const changed = followed.changedSince(earlier);
      const from = now === last?.now ? changed : Math.min(changed, openFrom - base);
      if (from < rows.length || starts.length === 0) compareFrom(rows, Math.max(0, from), now);
      else starts.length = firstNotBelow(starts, base + rows.length);
    } else if (rows !== last?.rows || (now !== last.now && openFrom !== Number.POSITIVE_INFINITY)) {
      base = 0;
      compareFrom(rows, 0, now);
    }
    last = { rows, version, now };
    return linesOf(rows, starts, base, opened);
  };
}

/** An open fold: its place among the folds, and how many rows it has. */
interface Opened {
  readonly fold: number;
  readonly count: number;
}

function linesOf(rows: RowSeries, starts: readonly number[], base: number, opened: ReadonlySet<string>): MessageLines {
  const startOf = (fold: number) => (starts[fold] ?? base + rows.length) - base;
  const countOf = (fold: number) => startOf(fold + 1) - startOf(fold);
  const foldOf = (place: number) => firstNotBelow(starts, base + place + 1) - 1;
  const open = [...opened]
    .flatMap((key): readonly Opened[] => {
      const place = rows.indexOf(key);
      const fold = place < 0 ? -1 : foldOf(place);
      return fold >= 0 && startOf(fold) === place && countOf(fold) > 1 ? [{ fold, count: countOf(fold) }] : [];
    })
    .sort((a, b) => a.fold - b.fold);
  const length = open.reduce((sum, { count }) => sum + count - 1, starts.length);

  /** The fold of a line, and which of its rows the line is. */
  function placeOf(line: number): { readonly fold: number; readonly offset: number; readonly isOpen: boolean } {
    let more = 0;
    for (const { fold, count } of open) {
      const head = fold + more;
      if (line < head) break;
      if (line < head + count) return { fold, offset: line - head, isOpen: true };
      more += count - 1;
    }
    return { fold: line - more, offset: 0, isOpen: false };
  }
  const isThere = (line: number) => line >= 0 && line < length;
  const at = (line: number) => {
    if (!isThere(line)) return undefined;
    const { fold, offset } = placeOf(line);
    return rows.at(startOf(fold) + offset);
  };

  return {
    length,
    at,
    indexOf(key) {
      const place = rows.indexOf(key);
      if (place < 0) return -1;
      const fold = foldOf(place);
      let line = fold;
      for (const one of open) {
        if (one.fold < fold) line += one.count - 1;
        else if (one.fold === fold) line += place - startOf(fold);
      }
      return line;
    },
    foldAt(line) {
      if (!isThere(line)) return null;
      const { fold, offset, isOpen } = placeOf(line);
      const count = countOf(fold);
      return count > 1 ? { count, isOpen, isHead: offset === 0 } : null;
    },
    rowsAt(line) {
      if (!isThere(line)) return [];
      const { fold, offset, isOpen } = placeOf(line);
      const first = startOf(fold) + offset;
      return Array.from({ length: isOpen ? 1 : countOf(fold) }, (_, more) => rows.at(first + more)).filter(isRow);
    },
    keyAt: (line) => at(line)?.key,
  };
}

function isRow(row: MessageRow | undefined): row is MessageRow {
  return row !== undefined;
}

function statusAt(row: MessageRow, now: number): MessageStatus | null {
  return statusOf(row, Math.max(now, row.t));
}

/** Whether the table would say the same of both, but for times and sizes. Their statuses are compared before. */
function areEqual(a: MessageRow, b: MessageRow): boolean {
  return (
    a.name === b.name &&
    a.direction === b.direction &&
    a.is === b.is &&
    a.detail === b.detail &&
    a.client === b.client &&
    a.interactionId === b.interactionId &&
    (a.request?.error ?? null) === (b.request?.error ?? null) &&
    a.marks.length === b.marks.length &&
    a.marks.every((mark, index) => mark === b.marks[index])
  );
}

/** The index of the first number that is not below a limit. The numbers rise. */
function firstNotBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
