import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstNot } from './first-not.ts';

test('finds where something ends to hold, from a place on', () => {
  const at = fc.nat(40);
  fc.assert(
    fc.property(at, at, at, (from, to, end) => {
      const looked: number[] = [];
      const found = firstNot(
        to,
        (place) => {
          looked.push(place);
          return place < end;
        },
        from,
      );
      expect(found).toBe(from >= to ? from : Math.min(to, Math.max(from, end)));
      expect(looked.length).toBeLessThanOrEqual(6);
      expect(looked.every((place) => place >= from && place < to)).toBe(true);
    }),
  );
});
