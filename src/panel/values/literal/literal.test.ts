import { describe, expect, test } from 'vitest';
import { Bytes, Opaque, Reference } from '../../../entry/decode.ts';
import { parseLiteral } from './literal-parse.ts';
import { printLiteral } from './literal-print.ts';
import { LONGEST_TEXT, placeOf } from './literal-problem.ts';

const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl';

/** What a text stands for. */
function valueIn(text: string, hidden: readonly unknown[] = []): unknown {
  const parsed = parseLiteral(text, hidden);
  return parsed.ok ? parsed.value : expect.fail(`${text}: ${JSON.stringify(parsed.problem)}`);
}

/** Fault, the part of the text that it marks, and what it says. */
function faultOf(text: string): readonly [string, string, string] {
  const parsed = parseLiteral(text);
  if (parsed.ok) return expect.fail(`${text} is ${String(parsed.value)}`);
  const { is, from, to, what } = parsed.problem;
  return [is, text.slice(from, to), what];
}

describe('what can be written', () => {
  test.each<[string, unknown]>([
    [' [1, "a", null, true, {"b": false}] ', [1, 'a', null, true, { b: false }]],
    ['{b: 1, $c: 2, 3: 4, "d e": 5, ["f"]: 6,}', { 3: 4, b: 1, $c: 2, 'd e': 5, f: 6 }],
    ["['a', `b\nc`, \"\\u0041\\u{1F600}\\x42\\'\\\n\"]", ['a', 'b\nc', "A😀B'"]],
    ['// how\n[/* so */ 1]', [1]],
    ['[undefined, NaN, Infinity, -Infinity, -0]', [undefined, Number.NaN, Infinity, -Infinity, -0]],
    ['[10n, -0x1Fn, 0x1F, 0b11, 0o17, 1e3, .5, 5., +1]', [10n, -31n, 31, 3, 15, 1000, 0.5, 5, 1]],
    ['new Date("2026-01-31T10:00:00.000Z")', new Date(Date.UTC(2026, 0, 31, 10))],
    ['[new Date(5), new Date(NaN)]', [new Date(5), new Date(Number.NaN)]],
    [
      'new Map([["a", 1], [{}, new Map()]])',
      new Map<unknown, unknown>([
        ['a', 1],
        [{}, new Map()],
      ]),
    ],
    ['new Set([1, "1"])', new Set([1, '1'])],
    [
      '[new Uint8Array([1, 255]), new Float32Array([0.5]), new BigInt64Array([-1n])]',
      [new Uint8Array([1, 255]), new Float32Array([0.5]), new BigInt64Array([-1n])],
    ],
    ['new Uint8Array([1]).buffer', new Uint8Array([1]).buffer],
    ['[9007199254740992, 123456789012345680000]', [9007199254740992, 123456789012345680000]],
  ])('%s', (text, value) => {
    expect(valueIn(text)).toStrictEqual(value);
  });

  test('`__proto__` is a key like others', () => {
    const value = valueIn('{"__proto__": {"a": 1}}');
    expect(Object.entries(Object(value))).toEqual([['__proto__', { a: 1 }]]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe('what cannot be written is said, with its place', () => {
  test.each<[string, string, string, string]>([
    ['', 'end', '', 'value'],
    ['[1', 'end', '', ']'],
    ['[1 2]', 'unexpected', '2', '2'],
    ['[1] 2', 'trailing', '2', '2'],
    ['[foo]', 'word', 'foo', 'foo'],
    ['[function () {}]', 'function', 'function', 'function'],
    ['[async () => 1]', 'function', 'async', 'async'],
    ['[() => 1]', 'function', '(', '('],
    ['[x => 1]', 'function', 'x =>', 'x =>'],
    ['{on() {}}', 'function', 'on', 'on'],
    ['new Function("a")', 'function', 'new Function', 'Function'],
    ['[Symbol("a")]', 'symbol', 'Symbol', 'Symbol'],
    ['[/a/g]', 'regexp', '/', '/'],
    ['[...x]', 'spread', '...', '...'],
    ['{...x}', 'spread', '...', '...'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text is the case
    ['`a${1}`', 'template', '${', '${'],
    ['new Error("a")', 'constructor', 'new Error', 'Error'],
    ['new Map([1])', 'arguments', '[1])', 'Map'],
    ['new Set(1)', 'arguments', '1)', 'Set'],
    ['new Date()', 'date', ')', ''],
    ['new Date("tomorrow")', 'date', '"tomorrow")', 'tomorrow'],
    ['new Date("2026-13-01")', 'date', '"2026-13-01")', '2026-13-01'],
    ['"a', 'text_open', '"a', '"'],
    ['"\\', 'text_open', '\\', '"'],
    ['"a\nb"', 'text_open', '"a', '"'],
    ['"\\u12"', 'escape', '\\u', '\\u'],
    ['"\\12"', 'escape', '\\1', '\\1'],
    ['[12a]', 'number', '12a', '12a'],
    ['[012]', 'number', '012', '012'],
    ['[- a]', 'number', '- a', '- a'],
    ['[1.5n]', 'number', '1.5n', '1.5n'],
    ['[12345678901234567]', 'inexact', '12345678901234567', '12345678901234567'],
    ['[0.12345678901234567890]', 'rounded', '0.12345678901234567890', '0.12345678901234567890'],
    ['[1e999]', 'infinite', '1e999', '1e999'],
    ['{a: 1, a: 2}', 'twice', 'a', 'a'],
    ['new Uint8Array([1, 256])', 'element', '[1, 256])', 'Uint8Array, 2'],
    ['new BigInt64Array([1])', 'element', '[1])', 'BigInt64Array, 1'],
    ['[hidden(1)]', 'hidden', 'hidden(1)', 'hidden(1)'],
    ['[⟨Blob⟩]', 'stand_in', '⟨Blob⟩', 'Blob'],
    ['/* a', 'end', '/* a', '*/'],
  ])('%s', (text, is, part, what) => {
    expect(faultOf(text)).toEqual([is, part, what]);
  });

  test('a depth beyond the encoding', () => {
    expect(faultOf('['.repeat(100_000))[0]).toBe('deep');
  });

  test('line and column', () => {
    const text = '[\n  1,\n  foo\n]';
    const parsed = parseLiteral(text);
    expect(parsed.ok ? null : placeOf(text, parsed.problem.from)).toEqual({ line: 3, column: 3 });
  });
});

describe('how it is written', () => {
  test('a date that is none stays one', () => {
    expect(valueIn(printLiteral([new Date(Number.NaN)]))).toStrictEqual([new Date(Number.NaN)]);
  });

  test('JSON stays JSON, short on one line, long on several', () => {
    expect(printLiteral(['1', { ContactId: 7 }])).toBe('["1", { "ContactId": 7 }]');
    const long = { key: 'x'.repeat(40), other: 'y'.repeat(40) };
    expect(printLiteral([long])).toBe(JSON.stringify([long], null, 2));
  });

  test('tokens are dots, or names of hidden values that read back', () => {
    const value = ['1', { Auth: `Bearer ${JWT}`, password: 7, plain: 'x' }];
    expect(printLiteral(value, { tokens: 'mask' })).toBe(
      '["1", { "Auth": "Bearer ••••••••", "password": "••••••••", "plain": "x" }]',
    );
    const hidden: unknown[] = [];
    const text = printLiteral(value, { tokens: hidden });
    expect(text).toBe('["1", { "Auth": hidden(1), "password": hidden(2), "plain": "x" }]');
    expect(valueIn(text, hidden)).toEqual(value);
  });

  test('what has no literal stands in, and is refused', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    const strange = [
      new Opaque('Blob'),
      new Reference(''),
      new Bytes('Uint8Array', 9, new Uint8Array(2)),
      cycle,
      () => 1,
    ];
    const text = printLiteral(strange);
    expect(text.match(/⟨.*?⟩/g)).toEqual([
      '⟨Blob⟩',
      '⟨same as the whole⟩',
      '⟨Uint8Array, 2 of 9 bytes kept⟩',
      '⟨cycle⟩',
      '⟨function⟩',
    ]);
    expect(faultOf(text)[0]).toBe('stand_in');
  });
});

test('does not read what is too long to be read at each key', () => {
  expect(parseLiteral(`"${'x'.repeat(LONGEST_TEXT)}"`)).toMatchObject({ ok: false, problem: { is: 'long' } });
  expect(parseLiteral(`"${'x'.repeat(LONGEST_TEXT - 2)}"`).ok).toBe(true);
});
