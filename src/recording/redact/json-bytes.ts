/** Reads JSON from its bytes, value by value, and writes it with some of them replaced. */
import { stepA, stepB } from './prints.ts';

export const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const [ZERO, NINE] = [0x30, 0x39];
export const OPENS_OBJECT = 0x7b;
export const CLOSES_OBJECT = 0x7d;
export const OPENS_LIST = 0x5b;
export const CLOSES_LIST = 0x5d;
const FIRST_PRINTED = 0x20;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const LITERALS = ['true', 'false', 'null'].map((one) => encoder.encode(one));

/** Ends the reading of what must be parsed, or cannot be: whoever parses it tells that. */
export const NOT_PLAIN = new Error('This JSON is not read byte by byte.');

/** A JSON text without blanks, and a place in it. */
export class JsonBytes {
  private text = '';
  private bytes = new Uint8Array(0);
  private length = 0;
  private out = new Uint8Array(0);
  private outLength = 0;
  /** Up to here, the bytes are in `out`. */
  private done = 0;
  at = 0;
  /** The print of the value that was passed. */
  a = 0;
  b = 0;

  /** Begins with a text. */
  open(text: string): void {
    // A unit is three bytes at most. The zero at the end ends each text.
    if (this.bytes.length <= 3 * text.length) this.bytes = new Uint8Array(4 * text.length + 1);
    this.text = text;
    this.length = encoder.encodeInto(text, this.bytes).written;
    this.bytes[this.length] = 0;
    this.at = 0;
    this.done = 0;
    this.outLength = 0;
  }

  /** All that was read, with what was put into it. @throws NOT_PLAIN if there is more */
  close(): string {
    if (this.at !== this.length) throw NOT_PLAIN;
    this.copy(this.bytes, this.done, this.length);
    return decoder.decode(this.out.subarray(0, this.outLength));
  }

  /** The byte that stands here. */
  get next(): number {
    return this.bytes[this.at] ?? 0;
  }

  /** Whether a key, or another value, or a part of one, stands here. */
  isAt(what: Uint8Array, at = this.at): boolean {
    const { bytes } = this;
    for (let i = 0; i < what.length; i += 1) if (bytes[at + i] !== what[i]) return false;
    return true;
  }

  /** Whether there is a further member, or one more of a list. Then it begins here. @param start where the first one is */
  hasMore(close: number, start: number): boolean {
    const byte = this.next;
    if (byte === close) {
      this.at += 1;
      return false;
    }
    if (this.at === start) return true;
    if (byte !== COMMA) throw NOT_PLAIN;
    this.at += 1;
    return true;
  }

  /** Goes behind a text, and takes its print. */
  passText(seedA: number, seedB: number): void {
    const { bytes } = this;
    let a = seedA;
    let b = seedB;
    let at = this.at + 1;
    for (let byte = bytes[at] ?? 0; byte !== QUOTE; byte = bytes[at] ?? 0) {
      if (byte < FIRST_PRINTED) throw NOT_PLAIN;
      a = stepA(a, byte);
      b = stepB(b, a);
      at += 1;
      if (byte !== BACKSLASH) continue;
      // What is escaped is part of the text, even a quote.
      const escaped = bytes[at] ?? 0;
      a = stepA(a, escaped);
      b = stepB(b, a);
      at += 1;
    }
    this.at = at + 1;
    this.a = a;
    this.b = b;
  }

  /** Goes behind a number, and takes its print, which no text has. */
  passNumber(seedA: number, seedB: number): void {
    const { bytes } = this;
    let a = stepA(seedA, QUOTE);
    let b = seedB;
    let { at } = this;
    for (let byte = bytes[at] ?? 0; isOfNumber(byte); byte = bytes[at] ?? 0) {
      a = stepA(a, byte);
      b = stepB(b, a);
      at += 1;
    }
    this.at = at;
    this.a = a;
    this.b = b;
  }

  passLiteral(): void {
    const found = LITERALS.find((one) => this.isAt(one));
    if (!found) throw NOT_PLAIN;
    this.at += found.length;
  }

  /** Goes behind a key, and gives its name. */
  passKey(): string {
    const { at: from, next } = this;
    if (next !== QUOTE) throw NOT_PLAIN;
    this.passText(0, 0);
    const written = this.written(from);
    const name = String(valueIn(written));
    // Somebody compares keys with how they are mostly written.
    if (this.next !== COLON || JSON.stringify(name) !== written) throw NOT_PLAIN;
    this.at += 1;
    return name;
  }

  /** Goes behind any value, without a look at it. */
  pass(): void {
    const { bytes, length } = this;
    for (let depth = 0; this.at < length; this.at += 1) {
      const byte = bytes[this.at];
      if (byte === QUOTE) {
        this.passText(0, 0);
        this.at -= 1;
      } else if (byte === OPENS_OBJECT || byte === OPENS_LIST) depth += 1;
      else if (byte === CLOSES_OBJECT || byte === CLOSES_LIST) {
        if (depth === 0) return;
        depth -= 1;
      } else if (byte === COMMA && depth === 0) return;
    }
  }

  /** Where the value of a member begins, wherever it is in its object; -1 if there is none. @param start where the first one is */
  placeOf(key: Uint8Array, start: number): number {
    const { at: here } = this;
    let found = -1;
    this.at = start;
    while (found < 0 && this.hasMore(CLOSES_OBJECT, start)) {
      if (this.isAt(key)) found = this.at + key.length;
      if (this.next !== QUOTE) throw NOT_PLAIN;
      this.passText(0, 0);
      this.at += 1;
      this.pass();
    }
    this.at = here;
    return found;
  }

  /** As `placeOf`, the value; undefined if there is none. */
  member(key: Uint8Array, start: number): unknown {
    const { at: here } = this;
    const from = this.placeOf(key, start);
    if (from < 0) return undefined;
    this.at = from;
    this.pass();
    const value = this.valueFrom(from);
    this.at = here;
    return value;
  }

  /** How what was passed is written. */
  written(from: number): string {
    // If each byte is one unit.
    if (this.length === this.text.length) return this.text.slice(from, this.at);
    return decoder.decode(this.bytes.subarray(from, this.at));
  }

  /** The value that was passed. @throws SyntaxError */
  valueFrom(from: number): unknown {
    return valueIn(this.written(from));
  }

  /** Puts other bytes in the place of what was passed. */
  replace(from: number, what: Uint8Array, start = 0, end = what.length): void {
    this.copy(this.bytes, this.done, from);
    this.copy(what, start, end);
    this.done = this.at;
  }

  /** Leaves out a member that was passed, and a comma: the one before it, or if it is the first one that after it. */
  drop(from: number, isFirst: boolean): void {
    this.copy(this.bytes, this.done, isFirst ? from : from - 1);
    this.done = isFirst && this.next === COMMA ? this.at + 1 : this.at;
  }

  private copy(what: Uint8Array, start: number, end: number): void {
    const { outLength: to } = this;
    const length = to + end - start;
    if (length > this.out.length) this.widen(length);
    const { out } = this;
    // For some bytes a loop is faster than the engine's `set`.
    for (let i = start; i < end; i += 1) out[to + i - start] = what[i] ?? 0;
    this.outLength = length;
  }

  private widen(length: number): void {
    const out = new Uint8Array(2 * length);
    out.set(this.out);
    this.out = out;
  }
}

/** A value, from how it is written. @throws SyntaxError */
export function valueIn(written: string): unknown {
  // Whoever passed a text has proved that it has an end, and no line breaks.
  return written.startsWith('"') && !written.includes('\\') ? written.slice(1, -1) : JSON.parse(written);
}

/** Whether a value that begins with this byte is a number. */
export function beginsNumber(byte: number): boolean {
  return (byte >= ZERO && byte <= NINE) || byte === MINUS;
}

function isOfNumber(byte: number): boolean {
  // + . e E
  return beginsNumber(byte) || byte === 0x2b || byte === 0x2e || (byte | 0x20) === 0x65;
}
