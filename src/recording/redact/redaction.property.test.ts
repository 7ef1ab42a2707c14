import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decode } from '../../entry/decode.ts';
import type { Fact } from '../../entry/fact.ts';
import { anyFacts, entryOf, INFO, readAll } from '../testdata/facts.ts';
import { redactAll, redactedBytes } from '../testdata/redacted.ts';
import { leaksIn } from '../testdata/search.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 20_000 : 150 };

/** Names, numbers and addresses that stand nowhere by chance. */
const secret = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'QWXZJKVYqwxzjkvy'), minLength: 8, maxLength: 14 }),
  fc.string({ unit: fc.constantFrom(...'ÄÖÜßéñøЖЯ漢字'), minLength: 8, maxLength: 12 }),
  fc.bigInt({ min: 10n ** 9n, max: 10n ** 14n }).map((n) => `+${n}`),
  fc.string({ unit: fc.constantFrom(...'qwxzjk'), minLength: 6, maxLength: 9 }).map((name) => `${name}@vvxq.example`),
  fc
    .tuple(
      fc.constantFrom('Zqrxa', 'Wxkjo'),
      fc.string({ unit: fc.constantFrom(...'qwxzjk'), minLength: 6, maxLength: 9 }),
    )
    .map((parts) => parts.join(' ')),
);

type Wrap = (inner: unknown, text: string) => unknown;
const key = fc.constantFrom(
  'a',
  'Customer Name',
  '__proto__',
  'userData',
  'data',
  'state',
  'caseId',
  'errorMessage',
  'url',
  '$$',
  'v',
  'parameters',
  'interactionId',
);
const own = (name: string, value: unknown) =>
  Object.defineProperty({}, name, { value, enumerable: true, configurable: true, writable: true });
const wrap: fc.Arbitrary<Wrap> = fc.oneof(
  key.map(
    (name): Wrap =>
      (inner) =>
        own(name, inner),
  ),
  fc.constantFrom<Wrap[]>(
    (inner) => [inner, 1],
    (inner) => new Map([[inner, inner]]),
    (inner) => new Set([inner]),
    (inner) => JSON.stringify({ inner: typeof inner === 'string' ? inner : 'x' }),
    (_, text) => `https://page.example.com/${encodeURIComponent(text)}/x.js?q=${encodeURIComponent(text)}#${text}`,
    (_, text) => `He said: “${text}” (twice)`,
    (_, text) => new RangeError(`no ${text}`),
    (_, text) => new TextEncoder().encode(text),
    (_, text) => `Error: ${text}\n    at ${text} (https://page.example.com/${text}/a.js:1:2)`,
    (inner, text) => ({ interactionId: text, state: text, parties: [{ name: text }], userData: inner }),
    (inner, text) => ({ request: text, parameters: [text, inner], referenceId: text }),
    (inner, text) => ({ [`${text} as a key`]: inner, text }),
  ),
);
const planted = fc.record({ secret, wraps: fc.array(wrap, { minLength: 1, maxLength: 5 }), isInHeader: fc.boolean() });

const factsWith = (
  all: readonly { secret: string; wraps: readonly Wrap[]; isInHeader: boolean }[],
): readonly Fact[] => [
  { what: 'document', info: INFO },
  ...all.map(({ secret: text, wraps, isInHeader }, index): Fact => {
    let data: unknown = text;
    for (const one of wraps) data = one(data, text);
    const more = isInHeader ? { name: text, ref: text } : {};
    return { what: 'entry', document: INFO.document, entry: entryOf(index + 1, { data }, more) };
  }),
];

it('leaves nothing of random secrets in random structures', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(planted, { minLength: 1, maxLength: 6 }), async (all) => {
      const bytes = await redactedBytes(factsWith(all));
      expect([
        leaksIn(
          bytes,
          all.map(({ secret: text }) => text),
        ),
        String(bytes),
      ]).toEqual([[], String(bytes)]);
      expect((await readAll([bytes])).problems).toEqual([]);
    }),
    RUNS,
  );
});

it('finds each of them if nothing is redacted', async () => {
  await fc.assert(
    fc.asyncProperty(planted, async (one) => {
      const plain = { ...one, wraps: one.wraps.slice(0, 1) };
      const bytes = await redactedBytes(factsWith([plain]), { isFull: false });
      expect(leaksIn(bytes, [one.secret])).toEqual([one.secret]);
    }),
    RUNS,
  );
});

/** What a value is, without what it says. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (value instanceof Map) return ['Map', ...[...value].map(shapeOf)];
  if (value instanceof Set) return ['Set', value.size];
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value === '' : typeof value;
  const name = value.constructor?.name;
  return name === 'Object' ? Object.entries(value).map(([name_, inner]) => [name_, shapeOf(inner)]) : name;
}

it('never fails, and keeps what each value is', async () => {
  await fc.assert(
    fc.asyncProperty(anyFacts, fc.boolean(), async (facts, isFull) => {
      const after = redactAll(facts, { isFull });
      expect(after.map(({ what }) => what)).toEqual(facts.map(({ what }) => what));
      expect(after.length).toBe(facts.length);
    }),
    RUNS,
  );
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom('a', 'b', '__proto__', 'Note'),
        fc.anything({
          withMap: true,
          withSet: true,
          withDate: true,
          withBigInt: true,
          key: fc.constantFrom('k', 'l', 'm'),
        }),
      ),
      (data) => {
        const entry = entryOf(1, { userData: data });
        const [after] = redactAll([{ what: 'entry', document: 'd', entry }]);
        expect(shapeOf(after?.what === 'entry' && decode(after.entry.body))).toEqual(shapeOf(decode(entry.body)));
      },
    ),
    RUNS,
  );
});
