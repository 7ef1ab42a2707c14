import { describe, expect, it } from 'vitest';
import { Bytes, decode, Opaque, Reference } from '../entry/decode.ts';
import { encode } from '../entry/encode.ts';
import { decodeWhole } from '../entry/whole.ts';
import { sameContent } from './equal.ts';

function nested(depth: number): unknown {
  return depth === 0 ? 'end' : { in: nested(depth - 1) };
}

/** One of everything that a message can carry. */
const ALL: readonly (readonly [string, unknown])[] = [
  [
    'a Map',
    new Map<unknown, unknown>([
      ['a', new Map([[1, [2]]])],
      [new Date(3), null],
    ]),
  ],
  ['a Set', new Set([1, 'a', undefined])],
  ['bytes', Uint8Array.of(1, 2, 3)],
  ['a buffer', Uint8Array.of(1, 2, 3).buffer],
  ['no date', new Date(Number.NaN)],
  ['a RegExp', /a/g],
  ['an Error', new TypeError('no')],
  ['a BigInt', 10n],
  ['undefined, NaN, -0', [undefined, Number.NaN, -0]],
  ['a circle', circle()],
  ['a repeated object', repeated()],
];

function circle(): unknown {
  const one: { self?: unknown } = {};
  one.self = one;
  return one;
}

function repeated(): unknown {
  const one = { a: 1 };
  return [one, one, { one }];
}

describe('a message that is read twice', () => {
  it.each(ALL)('is alike both times: %s', (_, value) => {
    const text = encode({ value });
    expect(sameContent(decode(text), decode(text))).toBe(true);
    expect(sameContent(decodeWhole(text), decodeWhole(text))).toBe(true);
  });

  it.each(ALL)('and is unlike another one: %s', (name, value) => {
    const others = ALL.filter(([other]) => other !== name);
    for (const [, other] of others) expect(sameContent(decode(encode(value)), decode(encode(other)))).toBe(false);
  });
});

describe('sameContent', () => {
  const cyclic: { self?: unknown } = {};
  cyclic.self = cyclic;
  const ownProto: unknown = JSON.parse('{"__proto__":{"a":1}}');

  it.each<[string, unknown, unknown]>([
    ['NaN', Number.NaN, Number.NaN],
    ['records, whatever the order', { a: 1, b: [2, { c: null }] }, { b: [2, { c: null }], a: 1 }],
    [
      'records without a prototype',
      Object.assign(Object.create(null), { a: 1 }),
      Object.assign(Object.create(null), { a: 1 }),
    ],
    ['dates of one time', new Date(5), new Date(5)],
    ['a circle and itself', cyclic, cyclic],
    ['own keys named __proto__', ownProto, JSON.parse('{"__proto__":{"a":1}}')],
  ])('finds alike: %s', (_, a, b) => expect(sameContent(a, b)).toBe(true));

  it.each<[string, unknown, unknown]>([
    ['0 and -0', 0, -0],
    ['a number and its text', 10, '10'],
    ['null and undefined', null, undefined],
    ['null and a record', null, {}],
    ['an array and a record', [], {}],
    ['a record and an array', {}, []],
    ['arrays of other lengths', [1], [1, 2]],
    ['another value deep down', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
    ['a key more', { a: 1 }, { a: 1, b: 2 }],
    ['undefined and an absent key', { a: undefined }, { b: undefined }],
    ['a key and one that is inherited', { toString: 1 }, { other: 1 }],
    ['own keys named __proto__', ownProto, JSON.parse('{"__proto__":{"a":2}}')],
    ['dates', new Date(5), new Date(6)],
    ['a date and a record', new Date(5), {}],
    ['maps', new Map([[1, 1]]), new Map([[1, 2]])],
    ['a map and a longer one', new Map([[1, 1]]), new Map([...new Map([[1, 1]]), [2, 2]])],
    ['a map and a set', new Map(), new Set()],
    ['sets', new Set([1]), new Set([2])],
    ['bytes', new Bytes('Uint8Array', 1, Uint8Array.of(1)), new Bytes('Uint8Array', 1, Uint8Array.of(2))],
    [
      'bytes of other lengths',
      new Bytes('Uint8Array', 1, Uint8Array.of(1)),
      new Bytes('Uint8Array', 2, Uint8Array.of(1)),
    ],
    ['references', new Reference('/a'), new Reference('/b')],
    ['a reference and a record', new Reference('/a'), { path: '/a' }],
    ['things not carried', new Opaque('Blob'), new Opaque('File')],
  ])('tells apart: %s', (_, a, b) => expect(sameContent(a, b)).toBe(false));

  it('gives up at its depth, rather than the stack', () => {
    expect(sameContent(nested(60), nested(60))).toBe(true);
    expect(sameContent(nested(5_000), nested(5_000))).toBe(false);
    const other: { self?: unknown } = {};
    other.self = other;
    expect(sameContent(cyclic, other)).toBe(false);
  });
});
