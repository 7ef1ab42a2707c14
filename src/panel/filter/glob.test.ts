import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fits } from './glob.ts';

it('fits as a pattern with .* would', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 });
  const glob = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 8 });
  fc.assert(
    fc.property(text, glob, (name, pattern) => {
      const same = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
      expect(fits(name, pattern)).toBe(same.test(name));
    }),
    { numRuns: 3_000 },
  );
});
