import { expect, test } from 'vitest';
import {
  NO_SELECTION,
  type SelectableLines,
  selectAll,
  selectedPlaces,
  selectOnly,
  selectTo,
  toggle,
} from './selection.ts';

const linesOf = (...keys: string[]): SelectableLines => ({
  length: keys.length,
  keyAt: (index) => keys[index],
  indexOf: (key) => keys.indexOf(key),
});
const LINES = linesOf('a', 'b', 'c', 'd', 'e');
const keys = ({ keys: selected }: { readonly keys: ReadonlySet<string> }) => [...selected].join('');

test('a range goes from the line that was selected last without Shift, in both directions, and can shrink again', () => {
  const from = selectOnly('c');
  expect(keys(selectTo(from, LINES, 'e'))).toBe('cde');
  const back = selectTo(selectTo(from, LINES, 'e'), LINES, 'a');
  expect(keys(back)).toBe('abc');
  expect(keys(selectTo(back, LINES, 'b'))).toBe('bc');
  expect(keys(selectTo(NO_SELECTION, LINES, 'd'))).toBe('d');
});

test('a line is added and taken away; the next range begins there', () => {
  const two = toggle(selectOnly('a'), 'd');
  expect(keys(two)).toBe('ad');
  expect(keys(toggle(two, 'a'))).toBe('d');
  expect(keys(selectTo(two, LINES, 'e'))).toBe('de');
});

test('all are selected; in another order they are read from the top; what is gone is not among them', () => {
  const all = selectAll(selectOnly('b'), LINES);
  expect(keys(all)).toBe('abcde');
  expect(selectedPlaces(all, linesOf('e', 'x', 'a'))).toEqual([0, 2]);
  // A range whose beginning is gone is the one line.
  expect(keys(selectTo(all, linesOf('e', 'x', 'a'), 'x'))).toBe('x');
});
