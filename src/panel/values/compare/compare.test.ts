import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bytes, Opaque, Reference } from '../../../entry/decode.ts';
import { sameValue } from '../json/equal.ts';
import { MOST_A_STEP, runAll, type Steps } from '../steps.ts';
import { applyDifferences, type Compared, compareValues as compareInSteps } from './compare.ts';
import { compareRows as rowsInSteps } from './compare-rows.ts';

const compareValues = (before: unknown, after: unknown) => runAll(compareInSteps(before, after));
const compareRows = (...of: Parameters<typeof rowsInSteps>) => runAll(rowsInSteps(...of));

/** Values of all kinds that a message can hold. */
const leaf = fc.oneof(
  fc.string({ maxLength: 3 }),
  fc.double(),
  fc.bigInt(),
  fc.constantFrom<unknown>(null, undefined, true, new Opaque('Blob'), new Reference('/a'), new Reference('/b')),
  fc.date(),
  fc.uint8Array({ maxLength: 2 }).map((kept) => new Bytes('Uint8Array', kept.length, kept)),
);
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.oneof(fc.constantFrom('a', 'b', 'c', '__proto__'), fc.string()), tie('value'), { maxKeys: 5 }),
    fc.array(fc.tuple(fc.oneof(fc.string(), tie('value')), tie('value')), { maxLength: 4 }).map((all) => new Map(all)),
    fc.array(tie('value'), { maxLength: 4 }).map((all) => new Set(all)),
  ),
}));

const differences = ({ is, children, label, before, after }: Compared): readonly string[] => {
  if (is === 'same') return [];
  if (is === 'inside') return children.flatMap(differences);
  return [`${is} ${label}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`];
};

describe('compareValues', () => {
  it('finds nothing between equal values, and something between all others', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (left, right) => {
        expect(compareValues(left, left).is).toBe('same');
        expect(compareValues(left, right).is === 'same').toBe(sameValue(left, right));
      }),
    );
  });

  it('gives the second value when what differs is applied to the first', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (left, right) => {
        expect(sameValue(applyDifferences(left, compareValues(left, right)), right)).toBe(true);
      }),
    );
  });

  it('counts as many the other way round, added for removed', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (left, right) => {
        const { added, removed, changed, byNature } = compareValues(left, right).counts;
        const back = compareValues(right, left).counts;
        expect(back).toEqual({ added: removed, removed: added, changed, byNature });
      }),
    );
  });

  it('names the deepest that differs, in the order in which one reads', () => {
    const before = { state: 'RINGING', gone: 1, userData: { a: 1, b: [1, 2, 3] }, same: { x: 1 } };
    const after = { state: 'TALKING', userData: { a: '1', b: [0, 1, 2, 3], c: null }, same: { x: 1 } };
    const compared = compareValues(before, after);
    expect(differences(compared)).toEqual([
      'changed state: "RINGING" → "TALKING"',
      'removed gone: 1 → undefined',
      'changed a: 1 → "1"',
      'added 0: undefined → 0',
      'added c: undefined → null',
    ]);
    expect(compared.counts).toEqual({ added: 2, removed: 1, changed: 2, byNature: 0 });
  });

  it('tells ids and times that differ by nature apart, and no others', () => {
    const before = {
      referenceId: '1',
      startTime: 1_790_000_000_000,
      callTime: '5 min',
      id: '1',
      CreatedDate: '2026-11-30T10:00Z',
    };
    const after = {
      referenceId: '2',
      startTime: 1_790_000_000_500,
      callTime: '6 min',
      id: '2',
      CreatedDate: '2026-11-30T11:00Z',
    };
    expect(compareValues(before, after).counts).toEqual({ added: 0, removed: 0, changed: 2, byNature: 3 });
  });

  it('survives what holds itself, what is shared, and great depth', () => {
    const cycle = (end: number) => {
      const value: Record<string, unknown> = { end };
      value.self = value;
      return value;
    };
    expect(compareValues(cycle(1), cycle(1)).is).toBe('same');
    expect(compareValues(cycle(1), cycle(2)).counts.changed).toBe(1);
    const shared = { x: 1 };
    expect(compareValues({ a: shared, b: shared }, { a: { x: 2 }, b: { x: 2 } }).counts.changed).toBe(2);
    let [left, right]: [unknown, unknown] = [1, 2];
    for (let depth = 0; depth < 20_000; depth += 1) [left, right] = [[left], [right]];
    expect(compareValues(left, right).counts.changed).toBe(1);
  });

  it('reads a bounded number of values in one step, and finds the same as in one go', () => {
    let read = 0;
    const made = (length: number, other: number) => {
      const values = Array.from({ length }, (_, id) =>
        Object.defineProperty({}, 'id', {
          enumerable: true,
          get() {
            read += 1;
            return id % other;
          },
        }),
      );
      const keyed = values.map((value, at) => [`key ${at}`, value] as const);
      return { list: values, object: Object.fromEntries(keyed), map: new Map(keyed), whole: [...values, ...values] };
    };
    const [left, right] = [made(20_000, 1_000), made(20_010, 999)];
    const mostOf = <Result>(steps: Steps<Result>) => {
      let most = 0;
      for (;;) {
        read = 0;
        const next = steps.next();
        most = Math.max(most, read);
        if (next.done) return { most, result: next.value };
      }
    };
    const compared = mostOf(compareInSteps(left, right));
    // Each comparison reads both values.
    expect(compared.most).toBeLessThanOrEqual(2 * MOST_A_STEP);
    expect(compared.result).toEqual(compareValues(left, right));
    expect(compared.result.counts.added).toBeGreaterThan(0);
    expect(mostOf(rowsInSteps(compared.result, new Set(), false)).result).toEqual(
      compareRows(compared.result, new Set(), false),
    );
  });

  it('reads each value of two long lists a few times, however long they are', () => {
    let read = 0;
    const reading = (id: number) => () => {
      read += 1;
      return id;
    };
    const list = (length: number) =>
      Array.from({ length }, (_, id) => Object.defineProperty({}, 'id', { enumerable: true, get: reading(id) }));
    const readsOf = (length: number) => {
      read = 0;
      expect(compareValues(list(length), list(length + 1)).counts).toMatchObject({ added: 1, changed: 0 });
      return read;
    };
    const few = readsOf(1_000);
    expect(readsOf(10_000)).toBeLessThanOrEqual(11 * few);
  });
});

describe('compareRows', () => {
  const compared = compareValues(
    { a: 1, b: 2, c: { d: 1, e: 1 }, f: 1, referenceId: '1' },
    { a: 1, b: 2, c: { d: 2, e: 1 }, f: 1, referenceId: '2' },
  );
  const words = (opened: ReadonlySet<string>, countsNature = false) =>
    compareRows(compared, opened, countsNature).map((row) =>
      row.kind === 'equal'
        ? `${row.level} ${row.count} equal`
        : `${row.level} ${row.of.label}${row.isDifference ? '!' : ''}`,
    );

  it('folds what is equal, and lists it when asked for', () => {
    expect(words(new Set())).toEqual(['1 2 equal', '1 c', '2 d!', '2 1 equal', '1 1 equal', '1 referenceId']);
    expect(words(new Set(['/0=']))).toEqual(expect.arrayContaining(['1 2 equal', '2 a', '2 b']));
    expect(words(new Set(), true).at(-1)).toBe('1 referenceId!');
  });
});
