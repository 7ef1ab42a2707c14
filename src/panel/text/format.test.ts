import { expect, test } from 'vitest';
import { clockTime, duration, exactDuration, exactTime, fineDuration, runningTime } from './format.ts';

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

test('times: to the second in sight, with milliseconds on hover', () => {
  const t = new Date(2024, 4, 6, 7, 8, 9, 45).getTime() + 0.75;
  expect(clockTime(t)).toBe(new Date(2024, 4, 6, 7, 8, 9).toLocaleTimeString());
  expect(exactTime(t)).toContain('.045');
  expect(exactTime(t)).toContain(new Date(2024, 4, 6, 7, 8, 9).toLocaleString());
});
