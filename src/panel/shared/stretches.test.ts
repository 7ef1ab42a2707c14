import { expect, test } from 'vitest';
import type { Transition } from '../../session/model.ts';
import { stretches, totals } from './stretches.ts';

const to = (t: number, state: string): Transition => ({
  t,
  from: null,
  to: state,
  gap: null,
  source: { by: 'event', eventType: 'X' },
  entry: { document: 'd', n: t },
});
const CALL = [to(100, 'RINGING'), to(130, 'TALKING'), to(200, 'HELD'), to(260, 'TALKING')];

test('each stay lasts until the next one; the last one until now', () => {
  const list = stretches(CALL, 300);
  expect(list.map(({ transition, ms, running }) => [transition.to, ms, running])).toEqual([
    ['RINGING', 30, false],
    ['TALKING', 70, false],
    ['HELD', 60, false],
    ['TALKING', 40, true],
  ]);
  expect(list[0]?.transition).toBe(CALL[0]);
});

test('a stay before a gap says that it lasted so long at most', () => {
  const list = stretches([to(100, 'TALKING'), { ...to(200, 'TALKING'), from: 'TALKING', gap: 'HELD' }], 300);
  expect(list.map(({ ms, isInterrupted }) => [ms, isInterrupted])).toEqual([
    [100, true],
    [100, false],
  ]);
});

test('a clock that is behind the page’s gives no time below nothing', () => {
  expect(stretches(CALL, 255).at(-1)?.ms).toBe(0);
});

test('what has ended is in no state any more', () => {
  expect(stretches(CALL, 300, true).map(({ running }) => running)).toEqual([false, false, false, false]);
});

test('nothing was seen: nothing is shown', () => {
  expect([stretches([], 300), totals([])]).toEqual([[], []]);
});

test('all stays in a state together, in the order of first appearance', () => {
  expect(totals(stretches(CALL, 300))).toEqual([
    { state: 'RINGING', ms: 30, times: 1 },
    { state: 'TALKING', ms: 110, times: 2 },
    { state: 'HELD', ms: 60, times: 1 },
  ]);
});

test('a state may have any name', () => {
  expect(totals(stretches([to(1, '__proto__'), to(2, 'constructor')], 3)).map(({ state }) => state)).toEqual([
    '__proto__',
    'constructor',
  ]);
});
