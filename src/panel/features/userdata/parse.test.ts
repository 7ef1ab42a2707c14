import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Opaque } from '../../../entry/decode.ts';
import { editText, parseValue, typeOf, VALUE_TYPES } from './parse.ts';

describe('typeOf', () => {
  it.each([
    ['', 'text'],
    [10, 'number'],
    [false, 'boolean'],
    [null, 'null'],
    [{ a: [1] }, 'json'],
    [undefined, 'other'],
    [Number.NaN, 'other'],
    [new Date(0), 'other'],
    [{ deep: new Map() }, 'other'],
    [new Opaque('Blob'), 'other'],
  ])('%o is %s', (value, type) => expect(typeOf(value)).toBe(type));

  it('ends on a cycle', () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(typeOf(cycle)).toBe('other');
  });
});

describe('parseValue', () => {
  it('reads back what editText wrote, with its type', () => {
    for (const value of ['', ' 10 ', 10, -2.5, true, false, null, { a: [1, 'x', null] }, []]) {
      const type = VALUE_TYPES.find((candidate) => candidate === typeOf(value));
      expect(type && parseValue(editText(value), type)).toEqual({ ok: true, value });
    }
  });

  it.each([
    ['12a', 'number', 'number'],
    ['', 'number', 'number'],
    ['0x10', 'number', 'number'],
    ['1e999', 'number', 'number'],
    ['12345678901234567890', 'number', 'inexact'],
    ['12345678901234567', 'number', 'inexact'],
    ['0.12345678901234567890', 'number', 'inexact'],
    ['1e-400', 'number', 'inexact'],
    ['007', 'number', 'written'],
    ['+49123', 'number', 'written'],
    ['1.50', 'number', 'written'],
    ['.5', 'number', 'written'],
    ['-0', 'number', 'written'],
    ['{"account": 1234567890123456789}', 'json', 'inexact'],
    ['[[1e400]]', 'json', 'inexact'],
    ['{"a": 1, "b": {"a": 1}, "\\u0061": 2}', 'json', 'twice'],
    ['yes', 'boolean', 'boolean'],
    ['{a:1}', 'json', 'json'],
  ] as const)('%s is no %s', (text, type, problem) => expect(parseValue(text, type)).toEqual({ ok: false, problem }));

  it.each([
    ['{"a": {"b": 1}, "b": [{"a": 1}, {"a": 2}]}'],
    ['{"a": "1234567890123456789 {\\"a\\":1,\\"a\\":2}", "b": 1.50, "c": -0, "d": 1E+2, "e": 0.1}'],
    ['[9007199254740991, 1e21, 5e-324, 1.7976931348623157e308]'],
  ])('%s is read as it stands', (text) => {
    expect(parseValue(text, 'json')).toEqual({ ok: true, value: JSON.parse(text) });
  });

  it('takes for a number what is written so, and nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer(), fc.maxSafeInteger()), (value) => {
        const number = typeOf(value) === 'number';
        expect(parseValue(String(value), 'number')).toEqual(number ? { ok: true, value } : expect.anything());
        const json = JSON.stringify({ value: [value] });
        expect(parseValue(json, 'json')).toEqual({ ok: true, value: JSON.parse(json) });
      }),
    );
  });

  it('keeps __proto__ in JSON as a key', () => {
    const parsed = parseValue('{"__proto__": 1}', 'json');
    expect(parsed.ok && Object.keys(Object(parsed.value))).toEqual(['__proto__']);
  });
});

it('says at once of a text of any length that it is no number', () => {
  expect(parseValue(`${'1'.repeat(8_000_000)}x`, 'number')).toEqual({ ok: false, problem: 'number' });
  expect(parseValue(`${'1.'.repeat(150)}`, 'number')).toEqual({ ok: false, problem: 'number' });
  expect(parseValue(`["${'x\\n'.repeat(3_000_000)}"]`, 'json').ok).toBe(true);
  expect(parseValue(`[${'1'.repeat(3_000_000)}]`, 'json')).toEqual({ ok: false, problem: 'inexact' });
  expect(parseValue('1.5e3', 'number')).toEqual({ ok: true, value: 1_500 });
});
