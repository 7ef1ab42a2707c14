import { describe, expect, test } from 'vitest';
import type { LogMark } from './annotations.ts';
import { unfolded } from './equal-folds.ts';
import { withMarks } from './marked-lines.ts';
import { makeRow } from './testdata/rows.ts';

const mark = (t: number): LogMark => ({ is: 'mark', by: 'user', key: `mark ${t}`, t, name: '' });

function linesOf(times: readonly number[], marks: readonly number[], isReversed = false) {
  const rows = times.map((t) => makeRow(`r${t}`, { t }));
  const series = {
    length: rows.length,
    at: (index: number) => rows[index],
    indexOf: (key: string) => rows.findIndex((row) => row.key === key),
  };
  return withMarks(unfolded(series), marks.map(mark), isReversed);
}
const keys = (lines: ReturnType<typeof linesOf>) =>
  Array.from({ length: lines.length }, (_, index) => lines.keyAt(index));

describe('marks between rows', () => {
  test('stand where their time is, after what was there at that moment', () => {
    const lines = linesOf([10, 20, 30], [5, 20, 25, 26, 99]);
    expect(keys(lines)).toEqual(['mark 5', 'r10', 'r20', 'mark 20', 'mark 25', 'mark 26', 'r30', 'mark 99']);
    expect([0, 1, 3].map((index) => [lines.markAt(index)?.t, lines.at(index)?.key])).toEqual([
      [5, undefined],
      [undefined, 'r10'],
      [20, undefined],
    ]);
  });

  test('each line is found where it stands, and has its time', () => {
    const lines = linesOf([10, 20, 30], [5, 20, 25, 99]);
    for (const [index, key] of keys(lines).entries()) expect([key, lines.indexOf(key ?? '')]).toEqual([key, index]);
    expect(keys(lines).map((_, index) => lines.timeAt(index))).toEqual([5, 10, 20, 20, 25, 30, 99]);
    expect(lines.indexOf('nothing')).toBe(-1);
    expect([lines.at(-1), lines.at(7), lines.keyAt(7)]).toEqual([undefined, undefined, undefined]);
  });

  test('stand where they belong when the latest row is the first', () => {
    expect(keys(linesOf([30, 20, 10], [15, 99], true))).toEqual(['mark 99', 'r30', 'r20', 'mark 15', 'r10']);
  });

  test('a mark stands for no row', () => {
    const lines = linesOf([10], [20]);
    expect([lines.rowsAt(0).length, lines.rowsAt(1), lines.foldAt(1)]).toEqual([1, [], null]);
  });
});
