/** Values as hostile as structured clone lets a page post them: cycles, shared parts, odd keys, odd types, imitated marks. */
import fc from 'fast-check';
import { character } from './character.ts';

/** Keys and texts that have gone wrong somewhere before. */
export const ODD_TEXTS = [
  '$$',
  '"$$"',
  '__proto__',
  'constructor',
  'prototype',
  'toJSON',
  'toString',
  'valueOf',
  'then',
  'hasOwnProperty',
  'length',
  '',
  '0',
  '-1',
  '~0/~1',
  'a/b~c',
  'v',
  'n',
  't',
  'line\nfeed',
  'carriage\r\nreturn',
  'nul\u0000',
  '\u2028\u2029',
  '\ud800',
  '\udc00\ud800',
  '\u202etxet\u2066',
  'іnteraction',
  '<img src=x onerror=alert(1)>',
  '\\u0024\\u0024',
  'undefined',
  'object',
  'ref',
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ODD_TEXTS) },
  fc.string({ unit: character, maxLength: 8 }),
);

/** The types of marks, and what is none. */
const TYPES = [
  'undefined',
  'number',
  'Date',
  'bigint',
  'object',
  'Map',
  'Set',
  'ref',
  'RegExp',
  'Error',
  'bytes',
  'oversize',
  'cut',
  'other',
  'Boolean',
  'nonsense',
];

/** Makes a view of 24 bytes. */
type View = (bytes: ArrayBuffer) => object;

const bytes = fc.uint8Array({ maxLength: 20 });

/** What holds no other value. Made anew for each place, since some are objects. */
const leaf: fc.Arbitrary<() => unknown> = fc.oneof(
  { weight: 4, arbitrary: text.map((one) => () => one) },
  fc
    .constantFrom<unknown>(
      null,
      undefined,
      true,
      false,
      0,
      -0,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.MAX_VALUE,
      5e-324,
      0n,
      -1n,
      2n ** 64n,
      -(2n ** 32_767n),
      2n ** 32_767n,
      2n ** 40_000n,
    )
    .map((one) => () => one),
  fc.double().map((one) => () => one),
  fc.bigInt().map((one) => () => one),
  fc.constantFrom(0, Number.NaN, 8.64e15, -1).map((time) => () => new Date(time)),
  fc.tuple(fc.constantFrom('.', '\\/', '(?:)', '[\\n"]', '\u2028'), fc.constantFrom('', 'g', 'giu', 'y')).map(
    ([source, flags]) =>
      () =>
        new RegExp(source, flags),
  ),
  fc.tuple(fc.constantFrom(Error, TypeError, RangeError), text).map(
    ([Kind, message]) =>
      () =>
        new Kind(message),
  ),
  fc
    .constantFrom<unknown>(true, false, 'boxed\n', '', 7, -0, Number.NaN, 7n)
    .map((one) => () => Object(one) as unknown),
  bytes.map((one) => () => one.slice().buffer),
  fc
    .tuple(
      bytes,
      fc.constantFrom<View>(
        (buffer) => new Int8Array(buffer, 1),
        (buffer) => new Uint8ClampedArray(buffer),
        (buffer) => new Uint16Array(buffer, 0, 2),
        (buffer) => new Float32Array(buffer, 4, 1),
        (buffer) => new BigUint64Array(buffer, 8),
        (buffer) => new Float64Array(buffer),
        (buffer) => new DataView(buffer, 3, 4),
      ),
    )
    .map(
      ([one, view]) =>
        () =>
          view(Uint8Array.from({ length: 24 }, (_, index) => one[index] ?? index).buffer),
    ),
);

/** A part of a value: what it is, and what stands in it: leaves, or other parts by number, so that circles come about. */
const part = fc.record({
  is: fc.constantFrom('object', 'object', 'bare', 'array', 'array', 'sparse', 'Map', 'Set', 'mark'),
  type: fc.constantFrom(...TYPES),
  holds: fc.array(fc.record({ key: text, leaf, to: fc.option(fc.nat({ max: 7 }), { freq: 2 }) }), { maxLength: 4 }),
});
type Part = typeof part extends fc.Arbitrary<infer Of> ? Of : never;

function own(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

/** A part before something stands in it. */
function empty({ is }: Part): object {
  if (is === 'Map') return new Map();
  if (is === 'Set') return new Set();
  if (is === 'array' || is === 'sparse') return [];
  return is === 'bare' ? Object.create(null) : {};
}

function fill(made: object, { is, type, holds }: Part, values: readonly unknown[]): void {
  if (is === 'mark') own(made, '$$', type);
  holds.forEach(({ key }, index) => {
    const value = values[index];
    if (made instanceof Map) made.set(index % 2 === 0 ? key : value, value);
    else if (made instanceof Set) made.add(value);
    else if (Array.isArray(made)) made[is === 'sparse' ? index * 3 + 1 : index] = value;
    else own(made, is === 'mark' ? (['v', 'n', 't', key][index] ?? key) : key, value);
  });
}

/** Any value that structured clone carries, as the receiver of the message gets it. */
export const posted: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 1, arbitrary: leaf.map((make) => structuredClone(make())) },
  {
    weight: 9,
    arbitrary: fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => {
      const made = parts.map(empty);
      parts.forEach((one, index) => {
        const values = one.holds.map(({ to, leaf: make }) => (to === null ? make() : made[to % made.length]));
        const holder = made[index];
        if (holder) fill(holder, one, values);
      });
      return structuredClone(made[0]);
    }),
  },
);

/** Plain JSON data full of imitated marks. */
export const imitated: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(null, 1, '', '$$', 'NaN', '/0', ['x', 'y'], [[1, 2]]),
    tie('mark'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...ODD_TEXTS), tie('value'), { maxKeys: 3 }),
  ),
  mark: fc.record(
    { $$: fc.oneof(fc.constantFrom(...TYPES), tie('value')), v: tie('value'), n: tie('value'), t: tie('value') },
    { requiredKeys: ['$$'] },
  ),
})).value;
