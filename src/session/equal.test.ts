import { describe, expect, it } from 'vitest';
import { sameContent } from './equal.ts';

function nested(depth: number): unknown {
  return depth === 0 ? 'end' : { in: nested(depth - 1) };
}

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
    ['maps, which it does not look into', new Map([[1, 1]]), new Map([[1, 1]])],
  ])('tells apart: %s', (_, a, b) => expect(sameContent(a, b)).toBe(false));

  it('gives up at its depth, rather than the stack', () => {
    expect(sameContent(nested(60), nested(60))).toBe(true);
    expect(sameContent(nested(5_000), nested(5_000))).toBe(false);
    const other: { self?: unknown } = {};
    other.self = other;
    expect(sameContent(cyclic, other)).toBe(false);
  });
});
