import { expect, test } from 'vitest';
import { nearestTo } from './jump.ts';

const ALL = [10, 20, 35, 35.5, 50].map((at) => ({ key: `at ${at}`, at }));
const jump = (from: number, to: number, all = ALL) => {
  const found = nearestTo([{ from, to }], all);
  return found && [found.to.at, found.outside];
};

test.each<[number, number, number, 'before' | 'after' | null]>([
  [20, 21, 20, null],
  [21, 22, 20, null],
  [28, 29, 35, null],
  // The first one within it.
  [30, 40, 35, null],
  [0, 5, 10, 'before'],
  [10, 11, 10, null],
  [51, 60, 50, 'after'],
  [50, 51, 50, null],
])('from %d to %d the nearest is %d (%s)', (from, to, at, outside) => {
  expect(jump(from, to)).toEqual([at, outside]);
  expect(jump(from, to, ALL.toReversed())).toEqual([at, outside]);
});

test('of a time that clocks show twice, both moments count', () => {
  const spans = [
    { from: 0, to: 1 },
    { from: 49, to: 50 },
  ];
  expect(nearestTo(spans, ALL)?.to.at).toBe(50);
  expect(nearestTo(spans, ALL)?.outside).toBeNull();
});

test('among nothing, nothing is near', () => {
  expect(jump(1, 2, [])).toBeNull();
});
