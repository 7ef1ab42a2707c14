/**
 * The one encoding of a message's data: JSON text for what JSON can carry, and marked objects for the rest of what
 * structured clone can carry (undefined, NaN, BigInt, Date, Map, Set, typed arrays, cycles…).
 *
 * A marked object is `{"$$": <type>, "v": <value>}`; an object that has a key `$$` of its own is written as
 * `{"$$": "object", "v": …}`, so that nothing from a page can be mistaken for a mark. Text without `"$$"` is plain JSON.
 * Read it with `decode.ts`.
 */

/** The key that marks an object as standing for something that JSON has no word for. */
export const MARK = '$$';

/** Text longer than this (characters) is not kept: a mark with its length and its beginning stands for it. */
export const MAX_BODY = 8 * 1024 * 1024;
/** How much of a text that is not kept is shown. */
const HEAD = 2_000;
/** Deeper than this, and longer than this (characters), the careful road is taken: there may be a cycle. */
const PLAIN_DEPTH = 100;
const PLAIN_SIZE = 32 * 1024 * 1024;
/** The careful road's own limits. */
const MAX_DEPTH = 400;
const MAX_BYTES = 64 * 1024;
const MOST_HOLES = 1_000;
const MAX_BIGINT_BITS = 32_768;

/** What is longer, in characters, is not held as it is. */
const HELD_SIZE = 64 * 1024;

/** What native JSON carries without loss, kept as it is until somebody asks for its text. */
export interface Held {
  readonly value: unknown;
  /** About how long its text will be, in characters: what JSON escapes counts as one. Its text is plain `JSON.stringify`. */
  readonly size: number;
}

/** A body as the record keeps it: text, or what will be text. */
export type Body = string | Held;

/**
 * Encodes late what can wait: most pages are never looked at, and writing text is the larger part of what recording costs.
 * Nobody else may hold `value`: what is changed meanwhile would be recorded as changed. Never throws.
 */
export function hold(value: unknown): Body {
  const size = sizeOfPlain(value, HELD_SIZE);
  return size < 0 ? encode(value) : { value, size };
}

/** Encodes what `MessageEvent.data` holds. Never throws. @returns one line of text, at most about `MAX_BODY` long */
export function encode(value: unknown): string {
  let text: string;
  try {
    text = sizeOfPlain(value, PLAIN_SIZE) < 0 ? encodeCarefully(value) : JSON.stringify(value);
  } catch {
    // A text beyond the engine's longest string, or a page's object that refuses to be read.
    text = mark('other', '"unreadable"');
  }
  if (text.length <= MAX_BODY) return text;
  return `{"${MARK}":"oversize","n":${text.length},"v":${JSON.stringify(text.slice(0, HEAD))}}`;
}

/**
 * About how long the text of what native JSON carries without loss will be, in characters; negative for everything else,
 * and beyond `most`. One cheap walk; most messages are plain.
 */
function sizeOfPlain(root: unknown, most: number): number {
  let size = 0;
  const isPlain = (value: unknown, depth: number): boolean => {
    if (typeof value === 'string') {
      size += value.length + 2;
      return true;
    }
    size += 5;
    if (typeof value === 'boolean' || value === null) return true;
    if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
    if (typeof value !== 'object' || depth === PLAIN_DEPTH || size > most) return false;
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i += 1) if (!isPlain(value[i], depth + 1)) return false;
      return true;
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return false;
    for (const key in value) {
      size += key.length + 4;
      if (key === MARK || !isPlain((value as Record<string, unknown>)[key], depth + 1)) return false;
    }
    return true;
  };
  try {
    return isPlain(root, 0) && size <= most ? size : -1;
  } catch {
    // A page's object that refuses to be read.
    return -1;
  }
}

function mark(type: string, v?: string): string {
  return v === undefined ? `{"${MARK}":"${type}"}` : `{"${MARK}":"${type}","v":${v}}`;
}

/** The slow road: every object once, a repeated one as the path of its first place. */
function encodeCarefully(root: unknown): string {
  const seen = new Map<object, string>();
  let written = 0;

  const list = (values: Iterable<unknown>, path: string, depth: number): string => {
    const parts: string[] = [];
    let index = 0;
    let gap = 0;
    for (const value of values) {
      parts.push(write(value, `${path}/${index++}`, depth));
      gap = value === undefined ? gap + 1 : 0;
      // An array of a few bytes may claim four billion holes.
      if (gap === MOST_HOLES) parts.push(mark('cut'));
      if (written > MAX_BODY || gap === MOST_HOLES) break;
    }
    return `[${parts.join(',')}]`;
  };

  const record = (value: object, path: string, depth: number): string => {
    const parts: string[] = [];
    let marked = false;
    for (const [key, inner] of Object.entries(value)) {
      marked ||= key === MARK;
      parts.push(`${JSON.stringify(key)}:${write(inner, `${path}/${pointer(key)}`, depth)}`);
    }
    const text = `{${parts.join(',')}}`;
    return marked ? mark('object', text) : text;
  };

  const object = (value: object, path: string, depth: number): string => {
    const isFull = written > MAX_BODY;
    const first = seen.get(value);
    if (first !== undefined && !isFull) return mark('ref', JSON.stringify(first));
    if (depth >= MAX_DEPTH || isFull) return mark('cut');
    seen.set(value, path);
    if (Array.isArray(value)) return list(value, path, depth + 1);
    const type = Object.prototype.toString.call(value).slice(8, -1);
    if (type === 'Object') return record(value, path, depth + 1);
    if (value instanceof Map) return mark('Map', list(value, path, depth + 1));
    if (value instanceof Set) return mark('Set', list(value, path, depth + 1));
    if (value instanceof Date) return mark('Date', JSON.stringify(value.getTime()));
    if (value instanceof RegExp) return mark('RegExp', JSON.stringify([value.source, value.flags]));
    if (value instanceof Error) return mark('Error', JSON.stringify([value.name, value.message]));
    if (value instanceof Boolean || value instanceof String) return mark(type, JSON.stringify(value.valueOf()));
    if (value instanceof Number) return mark('Number', write(value.valueOf(), path, depth));
    if (value instanceof ArrayBuffer) return bytes(type, new Uint8Array(value));
    if (ArrayBuffer.isView(value)) return bytes(type, new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    return mark('other', JSON.stringify(type));
  };

  const write = (value: unknown, path: string, depth: number): string => {
    const before = written;
    const text = scalar(value) ?? object(value as object, path, depth);
    // All counts: a long name or a buffer may be met a million times in a message that is short.
    written = before + text.length;
    return text;
  };

  return write(root, '', 0);
}

/** A value that is no object; undefined for objects. */
function scalar(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (Number.isFinite(value) && !Object.is(value, -0)) return JSON.stringify(value);
      return mark('number', `"${Object.is(value, -0) ? '-0' : value}"`);
    case 'undefined':
      return mark('undefined');
    case 'bigint':
      // A number of a million digits takes seconds to write out.
      if (BigInt.asIntN(MAX_BIGINT_BITS, value) !== value) return mark('other', '"BigInt"');
      return mark('bigint', `"${value}"`);
    case 'object':
      return value === null ? 'null' : undefined;
    default:
      return mark('other', JSON.stringify(typeof value));
  }
}

/** JSON pointer's escapes (RFC 6901). */
function pointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function bytes(type: string, view: Uint8Array): string {
  let text = '';
  for (const byte of view.subarray(0, MAX_BYTES)) text += String.fromCharCode(byte);
  return `{"${MARK}":"bytes","t":${JSON.stringify(type)},"n":${view.byteLength},"v":"${btoa(text)}"}`;
}
