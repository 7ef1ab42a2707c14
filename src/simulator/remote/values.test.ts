import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from './values.ts';

const across = (value: unknown): unknown => decode(JSON.parse(JSON.stringify(encode(value))));

describe('values between a desktop and Node.js', () => {
  it('arrive as what they were', () => {
    const value = {
      nothing: undefined,
      zero: -0,
      numbers: [Number.NaN, Infinity, -Infinity, 1.5],
      big: 12n,
      when: new Date(5),
      never: new Date(Number.NaN),
      map: new Map<unknown, unknown>([[{ a: 1 }, new Set([1, undefined])]]),
      pattern: /a+/gi,
      bytes: new Uint8Array([0, 255, 7]),
      doubles: new Float64Array([0.5, -3]),
      buffer: new Uint8Array([1, 2]).buffer,
    };
    const arrived = across(value);
    expect(arrived).toEqual(value);
    expect(arrived).toHaveProperty('nothing');
    expect(across(new RangeError('too far'))).toMatchObject({ name: 'RangeError', message: 'too far' });
    expect(across(new RangeError('too far'))).toBeInstanceOf(Error);
  });
  it('keep cycles, one object in two places, holes and odd keys', () => {
    const shared = { a: 1 };
    const holes: unknown[] = [1];
    holes[2] = 3;
    const value: Record<string, unknown> = { shared, again: shared, holes };
    value.self = value;
    Object.defineProperty(value, '__proto__', { value: 'a key', enumerable: true, configurable: true });
    const arrived = across(value);
    expect(arrived).toMatchObject({ shared: { a: 1 } });
    const read = (key: string): unknown => Object.getOwnPropertyDescriptor(arrived, key)?.value;
    expect(read('self')).toBe(arrived);
    expect(read('again')).toBe(read('shared'));
    expect(Object.keys(Object(read('holes')))).toEqual(['0', '2']);
    expect(read('__proto__')).toBe('a key');
    expect(Object.getPrototypeOf(arrived)).toBe(Object.prototype);
  });
  it('may be as deep as they like', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 50_000; level++) deep = [deep];
    let arrived = across(deep);
    while (Array.isArray(arrived)) arrived = arrived[0];
    expect(arrived).toBe('bottom');
  });
  it('may be a list of four billion places', () => {
    const list: unknown[] = [];
    list[4_000_000_000] = 'last';
    list[7] = list;
    const arrived = across(list);
    if (!Array.isArray(arrived)) throw new TypeError('It is no list.');
    expect([arrived.length, Object.keys(arrived), arrived[4_000_000_000]]).toEqual([
      4_000_000_001,
      ['7', '4000000000'],
      'last',
    ]);
    expect(arrived[7]).toBe(arrived);
  });
  it('say what they were where they cannot be kept', () => {
    expect(across([new Blob(['a']), () => 1])).toEqual(['[object Blob]', '[function]']);
    expect(across([2n ** 200_000n, 2n ** 400_000n])).toEqual([2n ** 200_000n, '[bigint]']);
  });
  it('are the same for whatever structured clone takes', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        const cloned: unknown = structuredClone(value);
        expect(across(cloned)).toEqual(cloned);
      }),
    );
  });
  it.each([
    [[]],
    ['x'],
    [[['array', [4]]]],
    [[['object', [['a']]]]],
    [[['magic']]],
    [[{ a: 1 }]],
    [[['bytes', 'Blob', '']]],
    [[['bigint', '9'.repeat(200_000)]]],
    [[['bigint', '0x10']]],
    [[['holes', [], -1]]],
    [[['holes', [], 0.5]]],
    [[['holes', [[5, 0]], 5]]],
    [[['holes', [['length', 0]], 5]]],
  ])('are refused when no desktop can have written them: %j', (table) => {
    expect(() => decode(table)).toThrow(TypeError);
  });
});
