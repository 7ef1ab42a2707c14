import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { alignKeys } from './align.ts';

const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });

/** The length of the longest common subsequence, by trying all. */
function longest(left: readonly string[], right: readonly string[]): number {
  const [first, ...rest] = left;
  if (first === undefined || right.length === 0) return 0;
  const at = right.indexOf(first);
  const without = longest(rest, right);
  return at < 0 ? without : Math.max(without, 1 + longest(rest, right.slice(at + 1)));
}

describe('alignKeys', () => {
  it('finds as many matches as there can be, of equal keys, in the order of both', () => {
    fc.assert(
      fc.property(keys, keys, (left, right) => {
        const matches = alignKeys(left, right);
        expect(matches).toHaveLength(longest(left, right));
        let [a, b] = [-1, -1];
        for (const [nextA, nextB] of matches) {
          expect(left[nextA]).toBe(right[nextB]);
          expect(nextA > a && nextB > b).toBe(true);
          [a, b] = [nextA, nextB];
        }
      }),
    );
  });

  test('long lists that differ everywhere a little are aligned window by window', () => {
    const left = Array.from({ length: 6_000 }, (_, at) => `k${at}`);
    const right = left.flatMap((key, at) => (at % 10 === 0 ? [`new ${key}`] : at % 7 === 0 ? [key, 'more'] : [key]));
    const matches = alignKeys(left, right);
    expect(matches).toHaveLength(left.length * 0.9);
    expect(matches.filter(([a, b]) => left[a] !== right[b])).toEqual([]);
  });

  test('what is common after more than a window that one alone has ends up without a match, and it ends', () => {
    const alone = Array.from({ length: 5_000 }, (_, at) => `a${at}`);
    const shared = Array.from({ length: 50 }, (_, at) => `s${at}`);
    expect(alignKeys([...alone, ...shared], [...shared, 'x'])).toHaveLength(0);
    expect(alignKeys([...alone, ...shared], ['x', ...shared])).toHaveLength(50);
  });
});
