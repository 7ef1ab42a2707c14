import { describe, expect, test } from 'vitest';
import type { HandlerRun } from '../../../session/messages-model.ts';
import { makeRequest, makeRow } from './testdata/rows.ts';
import { axisOf, endOf, placeOn, type RowTimes, timesOf } from './time-axis.ts';

const times = (from: number, to = from, runs: readonly HandlerRun[] = []): RowTimes => ({
  from,
  to,
  isOpen: false,
  isSpan: to !== from,
  runs,
});
const run = (t: number, took: number): HandlerRun => ({ t, took, threw: null, name: 'success', handler: null });

describe('the times of a row', () => {
  test('a request lasts from its call to its answer', () => {
    const row = makeRequest('r100', 'agent.get', { answeredAt: 180 });
    expect(timesOf(row, 'ok', 95, 1_000)).toMatchObject({ from: 95, to: 180, isOpen: false, isSpan: true });
    expect(timesOf(row, 'ok', undefined, 1_000)).toMatchObject({ from: 100, to: 180 });
  });

  test('one without an answer lasts until now, and until the client gave up at most', () => {
    const row = makeRequest('r100', 'agent.get');
    expect(timesOf(row, 'pending', undefined, 4_000)).toMatchObject({ to: 4_000, isOpen: true });
    expect(timesOf(row, 'timeout', undefined, 60_000)).toMatchObject({ to: 10_100, isOpen: false });
    const unloaded = { ...row, marks: ['client unloaded'] as const };
    expect(timesOf(unloaded, 'pending', undefined, 4_000)).toMatchObject({ to: 100, isSpan: false });
  });

  test('an event is a moment, and what handled it comes after', () => {
    const row = makeRow('e100', { runs: [run(101, 7)] });
    const times = timesOf(row, null, undefined, 1_000);
    expect(times).toMatchObject({ from: 100, to: 100, isSpan: false });
    expect(endOf(times)).toBe(108);
  });

  test('an answer before the call, by clocks that differ, is no span backwards', () => {
    expect(timesOf(makeRequest('r100', 'agent.get', { answeredAt: 90 }), 'ok', undefined, 0)).toMatchObject({
      to: 100,
    });
  });
});

describe('the axis', () => {
  test('holds everything, and begins and ends at whole steps', () => {
    expect(axisOf([times(1_012, 1_340), times(1_700, 1_700, [run(1_701, 50)])])).toEqual({
      from: 1_000,
      to: 1_800,
      step: 100,
    });
  });

  test('stays where it is until something goes beyond it', () => {
    const before = axisOf([times(1_012), times(1_700)]);
    expect(axisOf([times(1_012), times(1_790)])).toEqual(before);
    expect(axisOf([times(1_012), times(1_801)])).not.toEqual(before);
  });

  test('of one moment it is a millisecond, of nothing there is none, of years it has few steps', () => {
    expect(axisOf([times(7)])).toEqual({ from: 7, to: 8, step: 1 });
    expect(axisOf([])).toBeNull();
    const years = axisOf([times(0), times(10 * 365 * 86_400_000)]);
    expect((years?.to ?? 0) / (years?.step ?? 1)).toBeLessThan(10);
    expect(axisOf([times(Number.NaN)])).toBeNull();
  });

  test('a place is a share of its length', () => {
    expect(placeOn({ from: 100, to: 300, step: 100 }, 150)).toBe(25);
  });
});
