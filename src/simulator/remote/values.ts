/**
 * Values on the way between a desktop and Node.js. JSON has no word for much that a page can post (undefined, Date, Map,
 * BigInt, NaN, bytes, cycles, one object in two places), so a value is sent as a table, its root first: a text, a boolean,
 * null or a number stands for itself; all else is a list that begins with what it is, and names its parts by their
 * places in the table. What even structured clone keeps but this does not (a Blob, a boxed text) arrives as the text
 * `[object Blob]`; of an Error, name and message arrive.
 */

/** A value as a table. */
export type Encoded = readonly unknown[];

/** Longer numbers are not carried: to read one of millions of digits takes minutes, in which nothing else runs. */
const MOST_BITS = 300_000;
const BIG = /^-?\d{1,100000}$/;
const BYTES = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
} as const;

/** Writes any value as a table. Never throws for what structured clone can give. */
export function encode(value: unknown): Encoded {
  const table: unknown[] = [];
  const places = new Map<object, number>();
  const waiting: { readonly value: object; readonly place: number }[] = [];
  const enter = (part: unknown): number => {
    if (typeof part !== 'object' || part === null) return table.push(scalar(part)) - 1;
    const known = places.get(part);
    if (known !== undefined) return known;
    const place = table.push(null) - 1;
    places.set(part, place);
    waiting.push({ value: part, place });
    return place;
  };
  enter(value);
  // The list grows while it is walked: no recursion, so that no depth is too much.
  for (const { value: part, place } of waiting) table[place] = composite(part, enter);
  return table;
}

function scalar(value: unknown): unknown {
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : ['number', Object.is(value, -0) ? '-0' : `${value}`];
  }
  if (value === undefined) return ['undefined'];
  if (typeof value === 'bigint') {
    return BigInt.asIntN(MOST_BITS, value) === value ? ['bigint', `${value}`] : ['other', '[bigint]'];
  }
  return typeof value === 'function' || typeof value === 'symbol' ? ['other', `[${typeof value}]`] : value;
}

function composite(value: object, enter: (part: unknown) => number): readonly unknown[] {
  if (Array.isArray(value)) {
    const keys = Object.keys(value);
    if (keys.length >= value.length) return ['array', value.map(enter)];
    // A list of a few bytes may say that it has four billion places.
    const filled = keys.filter((key) => Number(key) < value.length);
    return ['holes', filled.map((key) => [Number(key), enter(value[Number(key)])]), value.length];
  }
  if (value instanceof Date) return ['date', value.getTime()];
  if (value instanceof Map) return ['map', [...value].map(([key, part]) => [enter(key), enter(part)])];
  if (value instanceof Set) return ['set', [...value].map(enter)];
  if (value instanceof RegExp) return ['regexp', value.source, value.flags];
  if (value instanceof Error) return ['error', value.name, value.message];
  if (value instanceof ArrayBuffer) return ['bytes', 'ArrayBuffer', toText(new Uint8Array(value))];
  const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
  if (ArrayBuffer.isView(value) && Object.hasOwn(BYTES, kind)) {
    return ['bytes', kind, toText(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
  }
  if (kind !== 'Object') return ['other', `[object ${kind}]`];
  return ['object', Object.entries(value).map(([key, part]) => [key, enter(part)])];
}

/** Reads a table. Throws TypeError for one that `encode` cannot have written. */
export function decode(table: unknown): unknown {
  if (!Array.isArray(table) || table.length === 0) throw malformed();
  const values: unknown[] = table.map(shell);
  const at = (place: unknown): unknown => {
    if (typeof place !== 'number' || !Object.hasOwn(values, place)) throw malformed();
    return values[place];
  };
  table.forEach((node: unknown, place) => {
    if (Array.isArray(node)) fill(values[place], node, at);
  });
  return values[0];
}

/** The value of a node, its parts still missing. */
function shell(node: unknown): unknown {
  if (!Array.isArray(node)) {
    if (typeof node === 'object' && node !== null) throw malformed();
    return node;
  }
  const [is, given, more]: readonly unknown[] = node;
  switch (is) {
    case 'undefined':
      return undefined;
    case 'array':
      return new Array(listOf(given).length);
    case 'holes':
      return new Array(lengthOf(more));
    case 'object':
      return {};
    case 'map':
      return new Map();
    case 'set':
      return new Set();
    case 'date':
      return new Date(typeof given === 'number' ? given : Number.NaN);
    case 'number':
      return Number(given);
    case 'bigint':
      return bigOf(textOf(given));
    case 'regexp':
      return new RegExp(textOf(given), textOf(more));
    case 'error':
      return Object.defineProperty(new Error(textOf(more)), 'name', { value: textOf(given), configurable: true });
    case 'bytes':
      return bytesOf(textOf(given), textOf(more));
    case 'other':
      return textOf(given);
    default:
      throw malformed();
  }
}

function fill(value: unknown, [is, parts]: readonly unknown[], at: (place: unknown) => unknown): void {
  if (is === 'holes' && Array.isArray(value)) {
    for (const [index, part] of pairs(parts)) {
      if (!isIndex(index) || index >= value.length) throw malformed();
      value[index] = at(part);
    }
  } else if (value instanceof Map) for (const [key, part] of pairs(parts)) value.set(at(key), at(part));
  else if (value instanceof Set) for (const part of listOf(parts)) value.add(at(part));
  else if (Array.isArray(value)) {
    listOf(parts).forEach((part, index) => {
      value[index] = at(part);
    });
  } else if (Object.prototype.toString.call(value) === '[object Object]' && typeof value === 'object' && value) {
    for (const [key, part] of pairs(parts)) {
      // Defined, not set: `__proto__` is a key like others.
      const own = { value: at(part), writable: true, enumerable: true, configurable: true };
      Object.defineProperty(value, textOf(key), own);
    }
  }
}

function pairs(parts: unknown): readonly (readonly [unknown, unknown])[] {
  return listOf(parts).map((pair) => {
    if (!Array.isArray(pair) || pair.length !== 2) throw malformed();
    return [pair[0], pair[1]];
  });
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw malformed();
}

function lengthOf(value: unknown): number {
  if (isIndex(value)) return value;
  throw malformed();
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 32;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw malformed();
}

function bigOf(digits: string): bigint {
  if (BIG.test(digits)) return BigInt(digits);
  throw malformed();
}

function toText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function bytesOf(kind: string, text: string): unknown {
  const { buffer } = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  if (kind === 'ArrayBuffer') return buffer;
  if (!isKindOfBytes(kind)) throw malformed();
  return Reflect.construct(BYTES[kind], [buffer]);
}

function isKindOfBytes(kind: string): kind is keyof typeof BYTES {
  return Object.hasOwn(BYTES, kind);
}

function malformed(): TypeError {
  return new TypeError('This is not a value as the simulator writes it.');
}
