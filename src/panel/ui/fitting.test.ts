import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitting } from './fitting.ts';

it('shows all that fit, and no menu then', () => {
  expect(fitting([50, 50, 50], 0, 150, 28)).toBeNull();
  expect(fitting([50, 50, 50], 0, 149, 28)).toEqual([true, true, false]);
});

it('shows the chosen one in any case, in the place of the last', () => {
  expect(fitting([50, 50, 50, 50], 3, 150, 28)).toEqual([true, false, false, true]);
});

it('never shows more than there is room for, but for the chosen one, and none behind one that is hidden', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(sizes, fc.nat(9), fc.nat(600), (widths, place, room) => {
      const chosen = place % widths.length;
      const fits = fitting(widths, chosen, room, 28);
      if (!fits) return;
      const taken = widths.reduce((sum, width, index) => sum + (fits[index] && index !== chosen ? width : 0), 0);
      expect(taken === 0 || taken + (widths[chosen] ?? 0) + 28 <= room).toBe(true);
      const others = fits.filter((_, index) => index !== chosen);
      expect(others).toEqual([...others].sort((a, b) => Number(b) - Number(a)));
      expect(fits[chosen]).toBe(true);
    }),
  );
});
