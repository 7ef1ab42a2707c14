import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { may, need, type Parameter } from '../../../protocol/service.ts';
import { SERVICE_NAMES } from '../../../protocol/services.ts';
import {
  emptyField,
  type Field,
  fieldOf,
  namedKeys,
  parametersOf,
  pickFrom,
  readField,
  retype,
  takesInteraction,
} from './fields.ts';

const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl';
const field = (type: Field['type'], text = '', rows: Field['rows'] = []): Field => ({ type, text, rows });

/** What a field stands for. */
function read(one: Field, hidden: readonly unknown[] = []): unknown {
  const found = readField(one, hidden);
  return found.ok ? found.value : [found.problem.is, found.row];
}

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 5_000 : 300 } as const;

describe('a field begins as the catalogue says', () => {
  test.each<[Parameter, Field['type'], string]>([
    [need('interactionId'), 'text', ''],
    [need('recordHandle', 'number'), 'number', ''],
    [need('options', 'object {a, b}'), 'keys', ''],
    [need('flag', 'boolean'), 'boolean', 'true'],
    [need('target', 'string, or object {destination, target or type}'), 'text', ''],
    [may('userData', 'object {key: value}'), 'undefined', ''],
  ])('%j', (parameter, type, text) => {
    expect(emptyField(parameter)).toEqual(field(type, text));
  });

  test('keys that it names are suggested, examples of keys are not', () => {
    expect(namedKeys(need('target', 'string, or object {destination, target or type}'))).toEqual([
      'destination',
      'target',
      'type',
    ]);
    expect(namedKeys(need('keyValues', 'object {key: value}'))).toEqual([]);
  });

  test('ids of interactions and of cases can be picked', () => {
    expect([need('interactionId'), need('consultInteractionId'), need('caseId'), need('key')].map(pickFrom)).toEqual([
      'interactions',
      'interactions',
      'cases',
      null,
    ]);
    expect([takesInteraction('voice.hold'), takesInteraction('voice.dial'), takesInteraction('no.such')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('for every service of the catalogue', () => {
    for (const name of SERVICE_NAMES)
      expect(parametersOf(name).map(emptyField)).toHaveLength(parametersOf(name).length);
  });
});

test('types are kept: 10 is a number, "10" a text, what is left out is undefined', () => {
  const all = [
    field('text', '10'),
    field('number', '10'),
    field('boolean', 'false'),
    field('null'),
    field('undefined'),
  ];
  expect(all.map((one) => read(one))).toEqual(['10', 10, false, null, undefined]);
  expect(read(field('literal', 'new Set([1])'))).toEqual(new Set([1]));
});

test('what is wrong is said, with the row', () => {
  const row = (id: number, key: string, text = '') => ({ id, key, type: 'number' as const, text });
  expect([
    read(field('number', '"10"')),
    read(field('number', '')),
    read(field('number', '+49')),
    read(field('number', '1.50')),
    read(field('keys', '', [row(4, 'a', 'x')])),
    read(field('keys', '', [row(1, 'a', '1'), row(2, 'a', '1')])),
    read(field('keys', '', [row(7, '', '1')])),
  ]).toEqual([
    ['number', null],
    ['end', null],
    ['written', null],
    ['written', null],
    ['word', 4],
    ['twice', 2],
    ['key_empty', 7],
  ]);
});

test('a value gets the field that shows it best, and a token none that shows it', () => {
  const hidden: unknown[] = [];
  const value = { name: 'Robin', count: 3, nested: { a: 1 }, password: 'x', none: undefined };
  const { type, rows } = fieldOf(value, 'userData', hidden);
  expect([type, rows.map((row) => [row.key, row.type, row.text])]).toEqual([
    'keys',
    [
      ['name', 'text', 'Robin'],
      ['count', 'number', '3'],
      ['nested', 'literal', '{ "a": 1 }'],
      ['password', 'literal', 'hidden(1)'],
      ['none', 'undefined', ''],
    ],
  ]);
  expect(fieldOf(`Bearer ${JWT}`, 'x', hidden)).toEqual(field('literal', 'hidden(2)'));
  expect(hidden).toEqual(['x', `Bearer ${JWT}`]);
  expect(fieldOf(JWT, 'x', null)).toEqual(field('text', JWT));
  expect(fieldOf({ '': 1 }, 'x', []).type).toBe('literal');
});

test('another type keeps what it can, and never shows a token', () => {
  const hidden = [JWT];
  expect(retype(field('text', '12'), 'number', [])).toEqual(field('number', '12'));
  expect(retype(field('text', 'a"b'), 'literal', [])).toEqual(field('literal', '"a\\"b"'));
  expect(retype(field('literal', '"a"'), 'text', [])).toEqual(field('text', 'a'));
  expect(retype(field('literal', 'hidden(1)'), 'text', hidden)).toEqual(field('text', ''));
  expect(read(retype(field('literal', '{"a": [1]}'), 'keys', []))).toEqual({ a: [1] });
  expect(read(retype(field('text', '{"a": 1}'), 'keys', []))).toEqual({ a: 1 });
  const keys = fieldOf({ a: 1, b: JWT }, 'x', hidden);
  const text = retype(keys, 'literal', hidden);
  expect([text.text.includes('eyJ'), read(text, hidden)]).toEqual([false, { a: 1, b: JWT }]);
});

test('a field holds every value exactly', () => {
  const values = fc.oneof(
    fc.anything({ withBigInt: true, withMap: true, withSet: true }),
    fc.date({ noInvalidDate: true }),
    fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(undefined)), {
      noNullPrototype: true,
    }),
  );
  fc.assert(
    fc.property(values, (value) => {
      const hidden: unknown[] = [];
      const found = readField(fieldOf(value, 'x', hidden), hidden);
      expect(isDeepStrictEqual(found, { ok: true, value })).toBe(true);
    }),
    RUNS,
  );
});
