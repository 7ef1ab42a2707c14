import { describe, expect, it } from 'vitest';
import { Opaque } from '../../entry/decode.ts';
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
    ['yes', 'boolean', 'boolean'],
    ['{a:1}', 'json', 'json'],
  ] as const)('%s is no %s', (text, type, problem) => expect(parseValue(text, type)).toEqual({ ok: false, problem }));

  it('keeps __proto__ in JSON as a key', () => {
    const parsed = parseValue('{"__proto__": 1}', 'json');
    expect(parsed.ok && Object.keys(Object(parsed.value))).toEqual(['__proto__']);
  });
});

it('says at once of a text of any length that it is no number', () => {
  expect(parseValue(`${'1'.repeat(8_000_000)}x`, 'number')).toEqual({ ok: false, problem: 'number' });
  expect(parseValue(`${'1.'.repeat(150)}`, 'number')).toEqual({ ok: false, problem: 'number' });
  expect(parseValue('1.5e3', 'number')).toEqual({ ok: true, value: 1_500 });
});
