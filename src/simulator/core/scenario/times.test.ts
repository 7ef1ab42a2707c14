import { describe, expect, it } from 'vitest';
import { msOfTime, readTime, TIME_PATTERN, writeTime } from './times.ts';

const GOOD: readonly (readonly [string | number, number])[] = [
  [0, 0],
  [1500, 1500],
  ['1:20', 80_000],
  ['0:00.5', 500],
  ['1:02:03', 3_723_000],
  ['90:00', 5_400_000],
  ['2.5s', 2500],
  ['300ms', 300],
  ['5min', 300_000],
  ['1h', 3_600_000],
  ['3 s', 3000],
];

describe('times', () => {
  it.each(GOOD)('%j is %d ms', (time, ms) => {
    expect(readTime(time)).toBe(ms);
    expect(msOfTime(time)).toBe(ms);
    if (typeof time === 'string') expect(time).toMatch(new RegExp(TIME_PATTERN));
  });
  it.each([
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '',
    '5',
    '1:60',
    '1:60:00',
    '2 m',
    '-3s',
    '1:2:3',
    'soon',
    null,
    {},
    3e9,
  ])('%j is none', (time) => expect(readTime(time)).toBeNull());
  it.each([0, 500, 59_999, 60_000, 80_000, 3_599_250, 3_600_000, 86_400_001])(
    '%d ms are written so that they read back',
    (ms) => {
      expect(readTime(writeTime(ms))).toBe(ms);
    },
  );
  it('are written as a clock has them', () => {
    expect([0, 80_000, 2500, 3_723_000].map(writeTime)).toEqual(['0:00', '1:20', '0:02.5', '1:02:03']);
  });
  it('are explained', () => {
    expect(() => msOfTime('soon')).toThrow('"soon" is no time: it is ms as a number, or a text such as "1:20"');
  });
});
