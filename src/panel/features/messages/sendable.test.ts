import { expect, test } from 'vitest';
import { decode } from '../../../entry/decode.ts';
import { encode } from '../../../entry/encode.ts';
import { asItWas, firstUnsendable } from './sendable.ts';

const shared = { a: 1 };
test.each<[string, unknown, string | null]>([
  ['plain', { a: [1, 'x', null, undefined, 10n, new Date(0)] }, null],
  ['maps and sets', new Map([['k', new Set([1])]]), null],
  ['bytes', { a: { b: new Uint8Array(3), c: [new DataView(new ArrayBuffer(2)), new ArrayBuffer(1)] } }, null],
  ['more bytes than are kept', { a: { b: new Uint8Array(100_000) } }, '/a/b'],
  ['a repeated object', [shared, shared, undefined], '/1'],
  ['a pattern as a key of a map', { m: new Map([[/x/, 1]]) }, '/m'],
])('%s', (_, value, path) => {
  expect(firstUnsendable(decode(encode(value)))).toBe(path);
});

test('what can be sent again is sent as it was', () => {
  const value = [
    { list: [undefined, -0, Number.NaN, 10n, new Date(5)], ['__proto__']: { a: 1 } },
    new Map<unknown, unknown>([[new Uint8Array([1]), new Set([new Float64Array([Number.NaN, -0])])]]),
    new Uint16Array([1, 65_535]),
    new BigInt64Array([-1n]),
    new DataView(new Uint8Array([1, 2]).buffer),
    new Uint8Array([3]).buffer,
  ];
  const again = asItWas(decode(encode(value)));
  expect(again).toEqual(value);
  expect(encode(again)).toBe(encode(value));
});
