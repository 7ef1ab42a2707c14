/** Equal neighbours in one line, on the user's wish. Pure. */
import type { MessageRow, MessageStatus } from '../../../session/messages-model.ts';
import { statusOf } from '../../../session/rows/status.ts';
import { firstNot } from '../../../table/first-not.ts';
import type { RowSeries } from './series.ts';

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
 * Makes folds that remember: only from the first row on that is another one, rows are compared again.
 * @returns makes the lines. `opened` has the keys of the first rows of folds that are open. `now` in ms since the epoch
 */
export function createEqualFolds(): (rows: RowSeries, opened: ReadonlySet<string>, now: number) => MessageLines {
  /** The rows as they were. */
  let known: readonly (MessageRow | undefined)[] = [];
  /** Where each fold begins, rising. */
  let starts: number[] = [];
  /** The first row that the clock alone can change. */
  let openFrom = Number.POSITIVE_INFINITY;
  let last: { readonly rows: RowSeries; readonly now: number } | null = null;

  function compareFrom(rows: RowSeries, from: number, now: number): void {
    starts.length = firstNotBelow(starts, from);
    if (openFrom >= from) openFrom = Number.POSITIVE_INFINITY;
    let before = from > 0 ? rows.at(from - 1) : undefined;
    let statusBefore = before ? statusAt(before, now) : null;
    for (let index = from; index < rows.length; index += 1) {
      const row = rows.at(index);
      if (!row) continue;
      const status = statusAt(row, now);
      if (status === 'pending') openFrom = Math.min(openFrom, index);
      if (!before || status !== statusBefore || !areEqual(before, row)) starts.push(index);
      before = row;
      statusBefore = status;
    }
  }

  /** Takes out rows that have gone from the beginning. */
  function cut(count: number): void {
    const moved = starts.map((start) => start - count).filter((start) => start > 0);
    starts = known.length > count ? [0, ...moved] : [];
    known = known.slice(count);
    openFrom = Math.max(0, openFrom - count);
  }

  /** Follows the rows. @returns the first place where another row is than was there */
  function follow(rows: RowSeries): number {
    const gone = known.indexOf(rows.at(0));
    if (gone > 0) cut(gone);
    const next = Array.from({ length: rows.length }, (_, index) => rows.at(index));
    const changed = next.findIndex((row, index) => row !== known[index]);
    known = next;
    return changed < 0 ? next.length : changed;
  }

  return (rows, opened, now) => {
    const isOther = rows !== last?.rows;
    const from = Math.min(isOther ? follow(rows) : rows.length, now === last?.now ? rows.length : openFrom);
    if (isOther || from < rows.length) compareFrom(rows, from, now);
    last = { rows, now };
    return linesOf(rows, starts, opened);
  };
}

/** An open fold: its place among the folds, and how many rows it has. */
interface Opened {
  readonly fold: number;
  readonly count: number;
}

function linesOf(rows: RowSeries, starts: readonly number[], opened: ReadonlySet<string>): MessageLines {
  const startOf = (fold: number) => starts[fold] ?? rows.length;
  const countOf = (fold: number) => startOf(fold + 1) - startOf(fold);
  const foldOf = (place: number) => firstNotBelow(starts, place + 1) - 1;
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
  return firstNot(numbers.length, (index) => (numbers[index] ?? limit) < limit);
}
