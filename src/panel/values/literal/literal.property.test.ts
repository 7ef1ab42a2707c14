import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode } from '../../../entry/decode.ts';
import { encode } from '../../../entry/encode.ts';
import { character } from '../../testdata/character.ts';
import { parseLiteral } from './literal-parse.ts';
import { printLiteral } from './literal-print.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 5_000 : 300 } as const;
const bytes = fc.uint8Array({ maxLength: 24 });
const binary = fc.oneof(
  bytes,
  bytes.map((one) => new Int8Array(one)),
  bytes.map((one) => new Uint8ClampedArray(one)),
  bytes.map((one) => new Uint8Array(one).buffer),
  bytes.map((one) => new DataView(new Uint8Array(one).buffer)),
  fc.uint16Array({ maxLength: 8 }),
  fc.int32Array({ maxLength: 8 }),
  fc.float32Array({ maxLength: 8 }),
  fc.float64Array({ maxLength: 8 }),
  fc.bigInt64Array({ maxLength: 8 }),
  fc.bigUint64Array({ maxLength: 8 }),
);
const leaf = fc.oneof(
  fc.string({ unit: character }),
  fc.double(),
  fc.integer(),
  fc.bigInt(),
  fc.boolean(),
  fc.constantFrom(null, undefined, -0, Number.NaN, '__proto__', '$$', '⟨x⟩', 'hidden(1)'),
  // An invalid date equals no other for `isDeepStrictEqual`; literal.test.ts has it.
  fc.date({ noInvalidDate: true }),
  binary,
);
const keys = fc.oneof(fc.string({ unit: character }), fc.constantFrom('__proto__', '$$', 'constructor', '0'));

/** Values as they cross `postMessage`: nothing is in them twice, as the parser never makes one thing twice. */
const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 5, noNullPrototype: true }),
    fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 4 }).map((pairs) => new Map(pairs)),
    fc.array(tie('value'), { maxLength: 4 }).map((ones) => new Set(ones)),
  ),
}));

/** Every value anew: a generator may give the same object twice, which the encoding writes as a reference. */
function anew(value: unknown): unknown {
  const parsed = parseLiteral(printLiteral(value));
  return parsed.ok ? parsed.value : expect.fail(JSON.stringify(parsed.problem));
}

test('what is printed reads back as the same value', () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(isDeepStrictEqual(anew(value), value)).toBe(true);
    }),
    RUNS,
  );
});

test('every value that the encoding carries can be written, from its decoded form too', () => {
  fc.assert(
    fc.property(values, (given) => {
      const text = encode(anew(given));
      const parsed = parseLiteral(printLiteral(decode(text)));
      expect(parsed.ok ? encode(parsed.value) : parsed).toBe(text);
    }),
    RUNS,
  );
});

test('with hidden values as well', () => {
  fc.assert(
    fc.property(values, (value) => {
      const hidden: unknown[] = [];
      const parsed = parseLiteral(printLiteral(value, { tokens: hidden, names: ['token'] }), hidden);
      expect(isDeepStrictEqual(parsed, { ok: true, value })).toBe(true);
    }),
    RUNS,
  );
});

test('no text makes the parser throw, and a fault lies inside the text', () => {
  const bits = fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"',
    "'",
    '\\',
    'new ',
    'Map(',
    'Date(',
    '-',
    '1',
    'n',
    'a',
    '`',
    '/*',
    '//',
    '⟨',
    '.',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: character }),
        fc.array(bits).map((parts) => parts.join('')),
      ),
      (text) => {
        const parsed = parseLiteral(text);
        if (parsed.ok) return;
        expect(parsed.problem.from).toBeGreaterThanOrEqual(0);
        expect(parsed.problem.to).toBeLessThanOrEqual(text.length);
      },
    ),
  );
});

test('JSON is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(isDeepStrictEqual(parseLiteral(text), { ok: true, value: JSON.parse(text) })).toBe(true);
    }),
    RUNS,
  );
});
