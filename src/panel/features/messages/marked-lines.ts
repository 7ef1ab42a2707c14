/** The user's marks between the lines of the table. Pure. */
import { firstNot } from '../../../table/first-not.ts';
import type { LogMark } from './annotations.ts';
import type { MessageLines } from './equal-folds.ts';

/** Lines of which some are marks. */
export interface MarkedLines extends MessageLines {
  /** The mark that a line is; undefined: it is a row. */
  markAt(index: number): LogMark | undefined;
  /** The time of a line, ms. */
  timeAt(index: number): number | undefined;
}

/**
 * Puts marks where their times are.
 * @param marks by time
 * @param isReversed the latest line is the first
 */
export function withMarks(lines: MessageLines, marks: readonly LogMark[], isReversed = false): MarkedLines {
  const inOrder = isReversed ? marks.toReversed() : marks;
  // What a mark was put after, comes before it: rows of the same moment, too.
  const isBefore = (line: number, t: number) => {
    const at = lines.at(line)?.t ?? t;
    return isReversed ? at > t : at <= t;
  };
  /** Where each mark stands among all lines. They rise. */
  const places = inOrder.map(({ t }, index) => firstNot(lines.length, (line) => isBefore(line, t)) + index);
  const byKey = new Map(inOrder.map(({ key }, index) => [key, places[index] ?? -1]));
  const passed = (line: number) => firstNot(places.length, (index) => (places[index] ?? line) < line);
  const markAt = (line: number) => {
    const index = passed(line);
    return places[index] === line ? inOrder[index] : undefined;
  };
  const inner = (line: number) => (markAt(line) ? -1 : line - passed(line));
  return {
    length: lines.length + inOrder.length,
    markAt,
    timeAt: (line) => markAt(line)?.t ?? lines.at(inner(line))?.t,
    at: (line) => lines.at(inner(line)),
    indexOf(key) {
      const own = byKey.get(key);
      if (own !== undefined) return own;
      const line = lines.indexOf(key);
      if (line < 0) return -1;
      // So many marks stand before it: their own places count those before them.
      return line + firstNot(places.length, (index) => (places[index] ?? 0) - index <= line);
    },
    foldAt: (line) => lines.foldAt(inner(line)),
    rowsAt: (line) => (markAt(line) ? [] : lines.rowsAt(inner(line))),
    keyAt: (line) => markAt(line)?.key ?? lines.keyAt(inner(line)),
  };
}
