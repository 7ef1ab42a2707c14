import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type LayoutColumn,
  movedColumn,
  orderedColumns,
  rememberedWidths,
  resized,
  shownColumns,
  widthsOf,
} from './column-layout.ts';

const column = (id: string, width: number, least: number, more: Partial<LayoutColumn> = {}): LayoutColumn => ({
  id,
  key: `t-${id}`,
  width,
  least,
  from: 0,
  staysBeside: false,
  ...more,
});
const COLUMNS = [
  column('time', 100, 90),
  column('name', 300, 120, { staysBeside: true }),
  column('status', 150, 90, { staysBeside: true }),
  column('size', 50, 40, { from: 700 }),
];
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const ids = (columns: readonly LayoutColumn[]) => columns.map(({ id }) => id);

describe('widths', () => {
  test('fill the table exactly, whatever it is wide and whatever was chosen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 300, max: 4_000 }),
        fc.dictionary(fc.constantFrom(...COLUMNS.map(({ key }) => key)), fc.integer({ min: 1, max: 2_000 })),
        (total, chosen) => {
          const widths = widthsOf(COLUMNS, chosen, total);
          expect(sum(widths)).toBe(total);
          expect(Math.min(...widths)).toBeGreaterThanOrEqual(20);
        },
      ),
    );
  });

  test('are by weight, and none is below its least while there is room', () => {
    expect(widthsOf(COLUMNS, {}, 1_200)).toEqual([200, 600, 300, 100]);
    expect(widthsOf(COLUMNS.slice(0, 3), {}, 400)).toEqual([90, 207, 103]);
    // There is no room for all: all shrink.
    expect(widthsOf(COLUMNS.slice(0, 3), {}, 150)).toEqual([45, 60, 45]);
  });

  test('a column that grows takes from those after it, then from those before it; what is left goes to the next one', () => {
    expect(resized([100, 100, 100], 0, 150)).toEqual([150, 50, 100]);
    expect(resized([100, 100, 100], 1, 250)).toEqual([26, 250, 24]);
    expect(resized([100, 100, 100], 1, 9_000)).toEqual([24, 252, 24]);
    expect(resized([100, 100, 100], 0, 1)).toEqual([24, 176, 100]);
    expect(resized([100, 100, 100], 2, 60)).toEqual([100, 140, 60]);
  });

  test('what was changed is the same again, also after columns were away', () => {
    const beside = shownColumns(COLUMNS, {}, 400, true);
    const chosen = rememberedWidths(beside, {}, resized(widthsOf(beside, {}, 400), 0, 200));
    expect(widthsOf(beside, chosen, 400)).toEqual([200, 200]);
    // Name and status together have what they had.
    const all = widthsOf(COLUMNS, chosen, 1_200);
    expect([all[0], all[3], all[1]]).toEqual([200, 100, 450]);
  });
});

test('columns without a choice are shown where there is room; those that were chosen always', () => {
  expect(ids(shownColumns(COLUMNS, {}, 699, false))).toEqual(['time', 'name', 'status']);
  expect(ids(shownColumns(COLUMNS, {}, 700, false))).toEqual(['time', 'name', 'status', 'size']);
  expect(ids(shownColumns(COLUMNS, { 't-size': true, 't-time': false }, 300, false))).toEqual([
    'name',
    'status',
    'size',
  ]);
  expect(ids(shownColumns(COLUMNS, {}, 1_200, true))).toEqual(['name', 'status']);
  const none = Object.fromEntries(COLUMNS.map(({ key }) => [key, false]));
  expect(ids(shownColumns(COLUMNS, none, 1_200, false))).toEqual(['time']);
});

test('an order that was chosen holds; a column that it does not name stands after the one before it', () => {
  expect(ids(orderedColumns(COLUMNS, ['status', 'time', 'gone', 'status']))).toEqual([
    'status',
    'size',
    'time',
    'name',
  ]);
  expect(movedColumn(['a', 'b', 'c'], 'c', 'a')).toEqual(['c', 'a', 'b']);
  expect(movedColumn(['a', 'b', 'c'], 'a', null)).toEqual(['b', 'c', 'a']);
  expect(movedColumn(['a', 'b', 'c'], 'b', 'b')).toEqual(['a', 'b', 'c']);
});
