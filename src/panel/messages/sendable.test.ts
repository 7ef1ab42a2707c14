import { expect, test } from 'vitest';
import { decode } from '../../entry/decode.ts';
import { encode } from '../../entry/encode.ts';
import { firstUnsendable } from './sendable.ts';

const shared = { a: 1 };
test.each<[string, unknown, string | null]>([
  ['plain', { a: [1, 'x', null, undefined, 10n, new Date(0)] }, null],
  ['maps and sets', new Map([['k', new Set([1])]]), null],
  ['bytes', { a: { b: new Uint8Array(3) } }, '/a/b'],
  ['a repeated object', [shared, shared, undefined], '/1'],
  ['a pattern as a key of a map', { m: new Map([[/x/, 1]]) }, '/m'],
])('%s', (_, value, path) => {
  expect(firstUnsendable(decode(encode(value)))).toBe(path);
});
