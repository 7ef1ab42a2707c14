import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Sorted } from './sorted.ts';

test('holds what a sort of all that is left would, however much comes and goes', () => {
  const step = fc.record({
    gone: fc.array(fc.nat(400), { maxLength: 20 }),
    added: fc.array(fc.nat(400), { maxLength: 20 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), fc.boolean(), (steps, isLong) => {
      const sorted = new Sorted<number>((a, b) => a - b);
      const left = new Set(isLong ? Array.from({ length: 500 }, (_, i) => 1_000 + i) : []);
      sorted.change([], [...left].reverse());
      for (const { gone, added } of steps) {
        const going = [...new Set(gone)].filter((one) => left.has(one));
        for (const one of going) left.delete(one);
        const coming = [...new Set(added)].filter((one) => !left.has(one));
        for (const one of coming) left.add(one);
        sorted.change(going, coming);
        const wanted = [...left].sort((a, b) => a - b);
        expect(sorted.all).toEqual(wanted);
        expect([wanted.map((one) => sorted.indexOf(one)), sorted.indexOf(-1)]).toEqual([[...wanted.keys()], -1]);
      }
    }),
  );
});

test('what comes is compared with few, whatever there is', () => {
  let compared = 0;
  const sorted = new Sorted<number>((a, b) => {
    compared += 1;
    return a - b;
  });
  sorted.change(
    [],
    Array.from({ length: 10_000 }, (_, i) => i * 2),
  );
  compared = 0;
  sorted.change([9_000], [3, 19_001]);
  expect(compared).toBeLessThan(60);
  expect([sorted.all.length, sorted.indexOf(3), sorted.indexOf(19_001)]).toEqual([10_001, 2, 9_501]);
});
