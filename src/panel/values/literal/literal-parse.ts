/**
 * Values as text, in a small exact part of JavaScript's notation: JSON, and the literals for what structured clone
 * carries beyond it (undefined, NaN, -0, 10n, new Date("…"), new Map([…]), new Set([…]), typed arrays). Nothing is ever
 * evaluated. What is written is what is meant: nothing is rounded, cut or dropped in silence.
 */
import { Faulty, fault, type LiteralProblem, LONGEST_TEXT } from './literal-problem.ts';
import { Scanner } from './literal-scan.ts';
import { isTypedArrayName, typedArray } from './typed-arrays.ts';

/** A parsed text. */
export type Literal =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: LiteralProblem };

/** Deeper than this is refused: the one encoding (`entry/encode.ts`) would cut it off. */
const MAX_DEPTH = 300;
/** Dates as `toISOString` and people write them; other texts mean something else in every browser. */
const ISO_DATE = /^(?:\d{4}|[+-]\d{6})(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/;

const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
]);

/**
 * The value that a text stands for.
 * @param hidden the values that `hidden(1)`, `hidden(2)`… stand for: tokens that are not shown
 */
export function parseLiteral(text: string, hidden: readonly unknown[] = []): Literal {
  const scanner = new Scanner(text);
  try {
    if (text.length > LONGEST_TEXT) fault('long', LONGEST_TEXT, text.length, LONGEST_TEXT.toLocaleString());
    const value = new Parser(scanner, hidden).value(0);
    scanner.skip();
    if (scanner.at < text.length) {
      if (text.startsWith('=>', scanner.at)) scanner.unexpected('');
      fault('trailing', scanner.at, text.length, text.slice(scanner.at));
    }
    return { ok: true, value };
  } catch (error) {
    if (error instanceof Faulty) return { ok: false, problem: error.problem };
    throw error;
  }
}

class Parser {
  constructor(
    private readonly scanner: Scanner,
    private readonly hidden: readonly unknown[],
  ) {}

  value(depth: number): unknown {
    const { scanner } = this;
    scanner.skip();
    const from = scanner.at;
    if (depth > MAX_DEPTH) fault('deep', from, from + 1, String(MAX_DEPTH));
    switch (scanner.next) {
      case '[':
        return this.list(depth);
      case '{':
        return this.record(depth);
      case '"':
      case "'":
      case '`':
        return scanner.quoted();
      case '-':
      case '+':
        return this.signed(from);
      case '/':
        return fault('regexp', from, from + 1, '/');
      case '(':
        return fault('function', from, from + 1, '(');
      case '⟨': {
        const end = scanner.text.indexOf('⟩', from);
        const to = end < 0 ? scanner.text.length : end + 1;
        return fault('stand_in', from, to, scanner.text.slice(from + 1, to - 1));
      }
    }
    if (scanner.text.startsWith('...', from)) fault('spread', from, from + 3, '...');
    if (/[\d.]/.test(scanner.next)) return scanner.number(false);
    const word = scanner.word();
    return word === null ? scanner.unexpected('value') : this.named(word, from, depth);
  }

  private signed(from: number): unknown {
    const { scanner } = this;
    const negative = scanner.next === '-';
    scanner.at += 1;
    scanner.skip();
    if (scanner.word() === 'Infinity') return negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    if (!/[\d.]/.test(scanner.next)) fault('number', from, scanner.at, scanner.text.slice(from, scanner.at));
    return scanner.number(negative);
  }

  private named(word: string, from: number, depth: number): unknown {
    if (WORDS.has(word)) return WORDS.get(word);
    const to = this.scanner.at;
    if (word === 'new') return this.made(from, depth);
    if (word === 'hidden') return this.secret(from);
    if (word === 'function' || word === 'async' || word === 'class') fault('function', from, to, word);
    if (word === 'Symbol') fault('symbol', from, to, word);
    if (this.scanner.take('=>')) fault('function', from, this.scanner.at, `${word} =>`);
    return fault('word', from, to, word);
  }

  private list(depth: number): unknown[] {
    const { scanner } = this;
    const values: unknown[] = [];
    scanner.expect('[');
    while (!scanner.take(']')) {
      values.push(this.value(depth + 1));
      if (!scanner.take(',') && scanner.next !== ']') scanner.unexpected(']');
    }
    return values;
  }

  private record(depth: number): object {
    const { scanner } = this;
    const made = {};
    scanner.expect('{');
    while (!scanner.take('}')) {
      const from = scanner.at;
      const key = this.key();
      if (Object.hasOwn(made, key)) fault('twice', from, scanner.at, key);
      scanner.skip();
      if (scanner.next === '(') fault('function', from, scanner.at, key);
      scanner.expect(':');
      const value = this.value(depth + 1);
      // Assigning `__proto__` would change the object's prototype instead of adding a key.
      Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true });
      if (!scanner.take(',') && scanner.next !== '}') scanner.unexpected('}');
    }
    return made;
  }

  private key(): string {
    const { scanner } = this;
    scanner.skip();
    const from = scanner.at;
    if (scanner.text.startsWith('...', from)) fault('spread', from, from + 3, '...');
    if (/["'`]/.test(scanner.next)) return scanner.quoted();
    if (/\d/.test(scanner.next)) return String(scanner.number(false));
    if (scanner.take('[')) {
      scanner.skip();
      if (!/["'`]/.test(scanner.next)) scanner.unexpected('"');
      const key = scanner.quoted();
      scanner.expect(']');
      return key;
    }
    return scanner.word() ?? scanner.unexpected('key');
  }

  private secret(from: number): unknown {
    const { scanner } = this;
    scanner.expect('(');
    scanner.skip();
    const index = Number(scanner.number(false)) - 1;
    scanner.expect(')');
    if (!(index in this.hidden)) fault('hidden', from, scanner.at, scanner.text.slice(from, scanner.at));
    return this.hidden[index];
  }

  private made(from: number, depth: number): unknown {
    const { scanner } = this;
    scanner.skip();
    const name = scanner.word() ?? scanner.unexpected('Date');
    const known = name === 'Date' || name === 'Map' || name === 'Set' || name === 'DataView' || isTypedArrayName(name);
    if (!known) fault(name === 'Function' ? 'function' : 'constructor', from, scanner.at, name);
    scanner.expect('(');
    scanner.skip();
    const at = scanner.at;
    const isEmpty = scanner.next === ')';
    const given = isEmpty ? undefined : this.value(depth + 1);
    scanner.take(',');
    scanner.expect(')');
    const wrong = () => fault('arguments', at, scanner.at, name);
    if (name === 'Date') return dateOf(given, at, scanner.at);
    if (name === 'DataView') return given instanceof ArrayBuffer ? new DataView(given) : wrong();
    const list: unknown = isEmpty ? [] : given;
    if (!Array.isArray(list)) return wrong();
    if (name === 'Set') return new Set<unknown>(list);
    if (name === 'Map') return new Map<unknown, unknown>(list.map((pair) => (isPair(pair) ? pair : wrong())));
    const array = typedArray(name, list);
    if ('misfit' in array) fault('element', at, scanner.at, `${name}, ${array.misfit + 1}`);
    return scanner.take('.buffer') ? array.buffer : array;
  }
}

function isPair(value: unknown): value is [unknown, unknown] {
  return Array.isArray(value) && value.length === 2;
}

function dateOf(given: unknown, from: number, to: number): Date {
  if (typeof given === 'number') return new Date(given);
  const date = typeof given === 'string' && ISO_DATE.test(given) ? new Date(given) : null;
  if (!date || Number.isNaN(date.getTime())) return fault('date', from, to, typeof given === 'string' ? given : '');
  return date;
}
