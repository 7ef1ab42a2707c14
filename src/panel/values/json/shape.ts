/** What a decoded value is, what it holds and how it reads in one line. Pure; every walk is bounded. */
import { Bytes, Opaque, Reference } from '../../../entry/decode.ts';
import { maskToken } from '../../../protocol/secret-names.ts';
import { t } from '../../text/i18n.ts';

/** What a value is, as far as the panel tells values apart. `marker`: stands for something that was not carried whole. */
export type Shape =
  | 'text'
  | 'number'
  | 'boolean'
  | 'null'
  | 'undefined'
  | 'bigint'
  | 'date'
  | 'array'
  | 'object'
  | 'map'
  | 'set'
  | 'bytes'
  | 'marker';

/** The shapes of what can hold other values. */
export const HOLDERS: ReadonlySet<Shape> = new Set(['array', 'object', 'map', 'set']);

/** Tells a decoded value's shape. */
export function shapeOf(value: unknown): Shape {
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'undefined':
      return 'undefined';
    case 'bigint':
      return 'bigint';
    case 'object':
      return shapeOfObject(value);
    default:
      return 'marker';
  }
}

function shapeOfObject(value: object | null): Shape {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof Map) return 'map';
  if (value instanceof Set) return 'set';
  if (value instanceof Bytes || value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return 'bytes';
  if (value instanceof Reference || value instanceof Opaque) return 'marker';
  return 'object';
}

/** One value inside another. */
export interface Child {
  /** Its key, index, or a Map's key in words. */
  readonly label: string;
  /** Its part of the path: the key or the index. */
  readonly step: string;
  /** The key that may say that it is a token: an object's, or a Map's text; null: it has none. */
  readonly name: string | null;
  readonly value: unknown;
}

/** Objects with more keys than this are listed once: a page may send a million, and a tree asks at each stroke. */
const MANY_KEYS = 500;
const keyLists = new WeakMap<object, readonly string[]>();

/** The keys of an object. What is shown is never written to, so they stay as they are. */
export function keysOf(value: object): readonly string[] {
  const known = keyLists.get(value);
  if (known) return known;
  const keys = Object.keys(value);
  if (keys.length > MANY_KEYS) keyLists.set(value, keys);
  return keys;
}

/** How many values a value holds; 0 for those that hold none. */
export function childCount(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (value instanceof Map || value instanceof Set) return value.size;
  return shapeOf(value) === 'object' ? keysOf(Object(value)).length : 0;
}

/** The values that a value holds, in order, one after the other. @param from how many are left out at the beginning */
export function* eachChild(value: unknown, from = 0): Generator<Child, void> {
  if (Array.isArray(value)) {
    for (let i = from; i < value.length; i += 1)
      yield { label: String(i), step: String(i), name: null, value: value[i] };
  } else if (value instanceof Map) {
    let i = 0;
    for (const [key, inner] of value) {
      if (i >= from)
        yield {
          label: `${oneLine(key, 60)} →`,
          step: String(i),
          name: typeof key === 'string' ? key : null,
          value: inner,
        };
      i += 1;
    }
  } else if (value instanceof Set) {
    let i = 0;
    for (const inner of value) {
      if (i >= from) yield { label: String(i), step: String(i), name: null, value: inner };
      i += 1;
    }
  } else if (shapeOf(value) === 'object') {
    const object = Object(value);
    const keys = keysOf(object);
    for (let i = from; i < keys.length; i += 1) {
      const key = keys[i] ?? '';
      yield { label: key, step: key, name: key, value: Reflect.get(object, key) };
    }
  }
}

/** `most` of the values that a value holds, in order. @param from how many are left out at the beginning */
export function childrenOf(value: unknown, most: number, from = 0): readonly Child[] {
  const found: Child[] = [];
  if (most <= 0) return found;
  for (const child of eachChild(value, from)) {
    found.push(child);
    if (found.length >= most) break;
  }
  return found;
}

/** The path of a child: JSON pointer (RFC 6901), the root being the empty text. */
export function childPath(path: string, step: string): string {
  return `${path}/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * A value in one line of at most about `most` characters, for cells and folded rows. Texts stand in quotes, tokens are
 * masked. @param names the keys on the way to the value, which may say that it is a token
 */
export function oneLine(value: unknown, most: number, names: readonly string[] = []): string {
  const text = write(value, most, names, 0);
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** How deep a line looks into objects before it writes `…`. */
const LINE_DEPTH = 6;

function write(value: unknown, room: number, names: readonly string[], depth: number): string {
  switch (shapeOf(value)) {
    case 'text': {
      const text = String(value).slice(0, Math.max(room, 1));
      return JSON.stringify(maskToken(names, text) ?? text);
    }
    case 'array':
    case 'object':
    case 'map':
    case 'set':
      return writeHolder(value, room, names, depth);
    default:
      return maskToken(names, value) ?? scalarText(value);
  }
}

function writeHolder(value: unknown, room: number, names: readonly string[], depth: number): string {
  const shape = shapeOf(value);
  const [open, close] = shape === 'array' ? ['[', ']'] : ['{', '}'];
  const name = shape === 'map' ? 'Map ' : shape === 'set' ? 'Set ' : '';
  const count = childCount(value);
  if (depth >= LINE_DEPTH && count > 0) return `${name}${open}…${close}`;
  const parts: string[] = [];
  let used = 0;
  // Every part takes at least two characters, so more than `room` of them are never seen.
  for (const child of childrenOf(value, Math.max(1, Math.ceil(room / 2)))) {
    const inner = write(child.value, room - used, shape === 'object' ? [...names, child.step] : names, depth + 1);
    const label = shape === 'object' ? `${JSON.stringify(child.label.slice(0, room))}: ` : '';
    const part = shape === 'map' ? `${child.label} ${inner}` : label + inner;
    parts.push(part);
    used += part.length + 2;
    if (used > room) break;
  }
  const more = parts.length < count ? ', …' : '';
  return `${name}${open}${parts.join(', ')}${more}${close}`;
}

/** The text of a value that holds no others: what it is where JSON has no word for it. */
export function scalarText(value: unknown): string {
  if (value instanceof Date)
    return `Date ${Number.isNaN(value.getTime()) ? t('json_invalid_date') : value.toISOString()}`;
  if (value instanceof Reference) return t('json_same_as', value.path || t('json_whole'));
  if (value instanceof Opaque) return [value.type, value.head].filter(Boolean).join(' ');
  if (value instanceof Bytes) return t('json_bytes', value.type, value.length, hex(value.kept));
  if (value instanceof ArrayBuffer) return t('json_bytes', 'ArrayBuffer', value.byteLength, hex(new Uint8Array(value)));
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return t('json_bytes', Object.prototype.toString.call(value).slice(8, -1), value.byteLength, hex(bytes));
  }
  if (typeof value === 'bigint') return `${value}n`;
  if (Object.is(value, -0)) return '-0';
  return typeof value === 'symbol' || typeof value === 'function' ? typeof value : String(value);
}

const HEX_BYTES = 32;

function hex(bytes: Uint8Array): string {
  const shown = Array.from(bytes.subarray(0, HEX_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return bytes.length > HEX_BYTES ? `${shown} …` : shown;
}
