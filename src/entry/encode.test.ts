import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Bytes, decode, Opaque, Reference } from './decode.ts';
import { encode, MAX_BODY } from './encode.ts';

const roundTrip = (value: unknown) => decode(encode(value));

describe('encode and decode', () => {
  test('plain data is plain JSON, so that anything can read it', () => {
    const message = { userAgent: 'WWE Server', protocolVersion: 2, data: [1, 'a', null, { deep: true }] };
    expect(encode(message)).toBe(JSON.stringify(message));
  });

  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['undefined in an object', { a: undefined, b: 1 }],
    ['NaN and infinities', [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0]],
    ['a big integer', { id: 12345678901234567890n }],
    ['a date', new Date(1_700_000_000_000)],
    ['an invalid date', new Date(Number.NaN)],
    [
      'a map with odd keys',
      new Map<unknown, unknown>([
        [{ a: 1 }, undefined],
        [1n, 'one'],
      ]),
    ],
    ['a set', new Set([1, 'a', undefined])],
    ['an object that looks like a mark', { $$: 'Date', v: 1 }],
    ['a mark inside a mark', { $$: 'object', v: { $$: 'undefined' } }],
  ])('keeps %s', (_, value) => {
    expect(roundTrip(value)).toEqual(value);
  });

  test('an own key __proto__ stays a key', () => {
    const hostile = JSON.parse('{"a": 1, "__proto__": {"polluted": true}}') as Record<string, unknown>;
    for (const value of [hostile, { ...hostile, x: undefined, inner: hostile }]) {
      const back = roundTrip(value) as Record<string, unknown>;
      expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
      expect(back).not.toHaveProperty('polluted');
    }
    expect(Object.keys(roundTrip(hostile) as object)).toEqual(['a', '__proto__']);
  });

  test('a cycle becomes a reference to its first place', () => {
    const loop: Record<string, unknown> = { name: 'a/b' };
    loop['x/y'] = { back: loop };
    const back = roundTrip({ loop }) as { loop: Record<string, { back: unknown }> };
    expect(back.loop['x/y']?.back).toEqual(new Reference('/loop'));
  });

  test('objects shared a billion times are written once each', () => {
    let shared: unknown = { leaf: true };
    for (let i = 0; i < 40; i += 1) shared = [shared, shared];
    expect(encode(shared).length).toBeLessThan(10_000);
  });

  test('binary content keeps its type, its length and its beginning', () => {
    const back = roundTrip(new Uint8Array(100_000).fill(7)) as Bytes;
    expect(back).toBeInstanceOf(Bytes);
    expect([back.type, back.length, back.kept.length, back.kept[0]]).toEqual(['Uint8Array', 100_000, 65_536, 7]);
  });

  test('what is too long is named, with its length', () => {
    const back = roundTrip({ text: 'x'.repeat(MAX_BODY) }) as Opaque;
    expect(back).toBeInstanceOf(Opaque);
    expect([back.type, (back.size ?? 0) > MAX_BODY, back.head.slice(0, 12)]).toEqual([
      'oversize',
      true,
      '{"text":"xxx',
    ]);
  });

  test('an array of four billion holes ends', () => {
    const holes: unknown[] = [];
    holes.length = 4_000_000_000;
    const text = encode({ before: 1, holes, after: 2 });
    expect(text.length).toBeLessThan(30_000);
    expect(decode(text)).toMatchObject({ before: 1, after: 2 });
    expect(Object(decode(text)).holes.at(-1)).toEqual(new Opaque('cut'));
  });

  test('depth beyond reason is cut, not a crash', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 20_000; i += 1) deep = [deep];
    expect(() => roundTrip(deep)).not.toThrow();
  });

  test('any value that structured clone carries comes back', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: false }),
        (value) => {
          const text = encode(value);
          expect(text).not.toContain('\n');
          expect(roundTrip(value)).toEqual(value);
        },
      ),
    );
  });

  test('any text decodes to something', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void decode(text)));
    expect(() => decode('{"$$":"Map","v":[1]}')).not.toThrow();
    expect(() => decode('{"$$":"bytes","v":"%%"}')).not.toThrow();
    expect(() => decode('{"$$":"bigint","v":"x"}')).not.toThrow();
  });
});
