/** The parser's cursor: blanks, comments, words, texts and numbers of a literal. */
import { isExact } from '../json/exact.ts';
import { fault } from './literal-problem.ts';

const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
/** A number as JavaScript writes it, with or without the `n` of a BigInt. */
const NUMBER = /(?:0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)n?/y;
/** What hangs on a number and makes it none: `12abc`, `1.2.3`. */
const TAIL = /[\p{ID_Continue}$.]+/uy;
const BLANK = /\s/;

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
  '\n': '',
  '\u2028': '',
  '\u2029': '',
};

/** Reads one text from the front. Every method throws `Faulty` where the text is not what it must be. */
export class Scanner {
  at = 0;

  constructor(readonly text: string) {}

  /** The character at the cursor; empty at the end. */
  get next(): string {
    return this.text[this.at] ?? '';
  }

  /** Skips blanks and comments. */
  skip(): void {
    for (;;) {
      while (BLANK.test(this.next)) this.at += 1;
      if (this.text.startsWith('//', this.at)) {
        const end = this.text.indexOf('\n', this.at);
        this.at = end < 0 ? this.text.length : end;
      } else if (this.text.startsWith('/*', this.at)) {
        const end = this.text.indexOf('*/', this.at + 2);
        if (end < 0) fault('end', this.at, this.text.length, '*/');
        this.at = end + 2;
      } else return;
    }
  }

  /** Takes a sign if it is the next thing. */
  take(sign: string): boolean {
    this.skip();
    if (!this.text.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }

  /** Takes a sign that must come now. */
  expect(sign: string): void {
    if (!this.take(sign)) this.unexpected(sign);
  }

  /** @param wanted what should have come */
  unexpected(wanted: string): never {
    if (this.at >= this.text.length) fault('end', this.text.length, this.text.length, wanted);
    if (this.text.startsWith('=>', this.at)) fault('function', this.at, this.at + 2, '=>');
    const one = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    return fault('unexpected', this.at, this.at + one.length, one);
  }

  /** A word, or null where none begins. */
  word(): string | null {
    return this.match(WORD);
  }

  /** A number or BigInt without its sign. */
  number(negative: boolean): number | bigint {
    const from = this.at;
    const digits = this.match(NUMBER) ?? this.unexpected('0');
    const tail = this.match(TAIL);
    // `012` is 12 in JSON's eyes an error, and 10 in old JavaScript's.
    if (tail !== null || /^0\d/.test(digits)) fault('number', from, this.at, digits + (tail ?? ''));
    if (digits.endsWith('n')) {
      const whole = digits.slice(0, -1);
      if (!/^(?:0[xXoObB])?[\da-fA-F]+$/.test(whole)) fault('number', from, this.at, digits);
      return negative ? -BigInt(whole) : BigInt(whole);
    }
    const value = Number(digits);
    if (!Number.isFinite(value)) fault('infinite', from, this.at, digits);
    // Account numbers of 17 digits would be rounded in silence.
    const isWhole = /^(?:\d+|0[xXoObB][\da-fA-F]+)$/.test(digits);
    if (isWhole && String(value) !== digits && BigInt(digits) !== BigInt(value)) {
      fault('inexact', from, this.at, digits);
    }
    if (!isWhole && !isExact(digits, value)) fault('rounded', from, this.at, digits);
    return negative ? -value : value;
  }

  /** A text in double, single or backward quotes. */
  quoted(): string {
    const from = this.at;
    const quote = this.next;
    this.at += 1;
    let value = '';
    for (;;) {
      const one = this.next;
      if (one === '' || (quote !== '`' && (one === '\n' || one === '\r'))) fault('text_open', from, this.at, quote);
      this.at += 1;
      if (one === quote) return value;
      if (quote === '`' && one === '$' && this.next === '{') fault('template', this.at - 1, this.at + 1, '${');
      value += one === '\\' ? this.escape(quote) : one;
    }
  }

  private escape(quote: string): string {
    const from = this.at - 1;
    const one = this.next;
    if (one === '') return fault('text_open', from, this.at, quote);
    this.at += 1;
    if (one === 'u' || one === 'x') {
      const code = /^(?:u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\}|x([\da-fA-F]{2}))/.exec(
        this.text.slice(this.at - 1, this.at + 9),
      );
      const point = Number.parseInt(code?.[1] ?? code?.[2] ?? code?.[3] ?? '', 16);
      if (!code || point > 0x10ffff) return fault('escape', from, this.at, `\\${one}`);
      this.at += code[0].length - 1;
      return String.fromCodePoint(point);
    }
    if (one === '\r') {
      if (this.next === '\n') this.at += 1;
      return '';
    }
    if (/\d/.test(one) && (one !== '0' || /\d/.test(this.next))) return fault('escape', from, this.at, `\\${one}`);
    return Object.hasOwn(ESCAPES, one) ? (ESCAPES[one] ?? '') : one;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }
}
