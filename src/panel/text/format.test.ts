import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  clockTime,
  duration,
  exactDuration,
  exactTime,
  fineDuration,
  installClocks,
  installTimes,
  runningTime,
  type ShownTimes,
  wallTime,
  wireTime,
} from './format.ts';
import { localZone } from './zone.ts';

const M = 60_000;
const H = 60 * M;

test.each([
  [-5, '0 ms'],
  [0, '0 ms'],
  [0.9, '0 ms'],
  [999.9, '999 ms'],
  [1_000, '1 s'],
  [59_999, '59 s'],
  [M, '1 m 00 s'],
  [72_000, '1 m 12 s'],
  [H - 1, '59 m 59 s'],
  [H, '1 h 00 m'],
  [2 * H + 5 * M + 59_000, '2 h 05 m'],
  [100 * H, '100 h 00 m'],
])('a duration of %d ms is %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test.each([
  [-1, '0 s'],
  [999, '0 s'],
  [1_999, '1 s'],
  [72_000, '1 m 12 s'],
])('a running time of %d ms is %s', (ms, text) => {
  expect(runningTime(ms)).toBe(text);
});

test.each([
  [-1, '0.0 ms'],
  [12.345, '12.3 ms'],
  [999.99, '999.9 ms'],
  [5_327.9, '5.327 s'],
  [65_327, '1 m 05.327 s'],
  [2 * H + 5 * M + 9_012, '2 h 05 m 09.012 s'],
])('%d ms is exactly %s', (ms, text) => {
  expect(exactDuration(ms)).toBe(text);
  // What is short says no other time.
  if (ms >= 1_000) expect(fineDuration(ms)).toBe(duration(ms));
});

describe('a moment', () => {
  const wall = Date.UTC(2026, 10, 30, 13, 5, 10, 123);
  const clocks = { at: (t: number) => t + wall, jumps: () => [], now: () => 0 };
  const times = signal<ShownTimes>({ zone: 'Europe/Berlin', origin: null, today: wall });
  beforeEach(() => {
    installClocks(clocks);
    installTimes(times);
  });
  afterEach(() => {
    installClocks({ at: (t) => t, jumps: () => [], now: () => 0 });
    installTimes(signal({ zone: localZone(), origin: null, today: null }));
  });

  test('is a time of day to the second in a sentence, to the millisecond in a column, and exact on hover', () => {
    expect(clockTime(0.75)).toBe('14:05:10');
    expect(wireTime(0.75)).toBe('14:05:10.123');
    expect(exactTime(0.75)).toBe('2026-11-30 14:05:10.123 +01:00');
    expect(wallTime(wall)).toBe('14:05:10');
  });

  test('of another day has its date', () => {
    expect(wireTime(-86_400_000)).toBe('2026-11-29 14:05:10.123');
  });

  test('is in UTC, or a distance, where that is chosen; exactly it stays a time of day', () => {
    times.value = { zone: 'UTC', origin: null, today: wall };
    expect([wireTime(0), exactTime(0)]).toEqual(['13:05:10.123', '2026-11-30 13:05:10.123 Z']);
    times.value = { zone: 'Europe/Berlin', origin: 1_000, today: wall };
    expect([clockTime(62_500), wireTime(0), exactTime(0)]).toEqual([
      '+01:01',
      '-00:01.000',
      '2026-11-30 14:05:10.123 +01:00',
    ]);
  });
});
