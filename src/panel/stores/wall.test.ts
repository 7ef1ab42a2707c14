import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWallTimes } from './wall.ts';

const HOUR = 3_600_000;

test('what was before the clock jumped keeps its time of day, whatever was heard first', () => {
  const wall = createWallTimes();
  expect(wall.at(5_000)).toBe(5_000);
  wall.note(9_000, HOUR);
  expect(wall.at(1_000)).toBe(1_000 + HOUR);
  wall.note(2_000, 10);
  wall.note(4_000, -20);
  wall.note(7_000, HOUR + 50);
  expect([1_000, 2_000, 4_000, 6_999, 7_000, 9_000, 20_000].map((t) => Math.round(wall.at(t) - t))).toEqual([
    10,
    10,
    10,
    10,
    HOUR,
    HOUR,
    HOUR,
  ]);
  wall.note(Number.NaN, 5);
  wall.note(30_000, Number.NaN);
  expect(wall.at(30_000)).toBe(30_000 + HOUR);
});

test('each sample is told as it was, in any order, whatever the jumps', () => {
  const sample = fc.record({
    t: fc.integer({ min: 0, max: 10_000 }),
    jump: fc.constantFrom(0, 0, 0, HOUR, -HOUR, 5_000),
  });
  fc.assert(
    fc.property(fc.uniqueArray(sample, { selector: ({ t }) => t, minLength: 1, maxLength: 30 }), (samples) => {
      let ahead = 0;
      const known = [...samples]
        .sort((a, b) => a.t - b.t)
        .map(({ t, jump }) => {
          ahead += jump;
          return { t, ahead };
        });
      const wall = createWallTimes();
      for (const { t } of samples) wall.note(t, known.find((one) => one.t === t)?.ahead ?? 0);
      // Between two samples without a jump nobody can know of two that undid each other.
      for (const one of known) {
        const isInside = known.some(
          (a) => a.t < one.t && a.ahead !== one.ahead && known.some((b) => b.t > one.t && b.ahead === a.ahead),
        );
        if (!isInside) expect(wall.at(one.t)).toBe(one.t + one.ahead);
      }
    }),
  );
});

test('says which jumps were surely between two times', () => {
  const wall = createWallTimes();
  expect(wall.jumps(0, 10_000)).toEqual([]);
  wall.note(1_000, 0);
  wall.note(3_000, 10);
  wall.note(5_000, HOUR);
  wall.note(8_000, HOUR + 300);
  wall.note(9_000, -HOUR);
  expect(wall.jumps(1_000, 3_000)).toEqual([]);
  expect(wall.jumps(2_000, 6_000)).toEqual([HOUR]);
  // It may have been before, or is still to come.
  expect([wall.jumps(4_000, 6_000), wall.jumps(2_000, 4_000)]).toEqual([[], []]);
  // What was put right bit by bit is no jump.
  expect(wall.jumps(5_000, 8_500)).toEqual([]);
  expect(wall.jumps(0, 20_000)).toEqual([HOUR, -2 * HOUR - 300]);
});
