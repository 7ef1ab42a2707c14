/** Reads what `encode.ts` wrote. Never throws: what cannot be read becomes an `Opaque`. */
import { MARK } from './encode.ts';

/** Stands for an object that was met before in the same message: a cycle, or the same object twice. */
export class Reference {
  /** @param path JSON pointer (RFC 6901) of its first place; the empty text is the message itself */
  constructor(readonly path: string) {}
}

/** Stands for something that was not carried: a blob, a port, a text too long, a depth beyond reason. */
export class Opaque {
  /**
   * @param type what it was, as far as known (`Blob`, `oversize`, `cut`)
   * @param size its length in characters, where known
   * @param head its beginning, where known
   */
  constructor(
    readonly type: string,
    readonly size: number | null = null,
    readonly head: string = '',
  ) {}
}

/** Binary content: its type, its whole length in bytes, and as many of the bytes as were kept. */
export class Bytes {
  constructor(
    readonly type: string,
    readonly length: number,
    readonly kept: Uint8Array,
  ) {}
}

const HAS_MARK = `"${MARK}"`;

/** The value that a text of the one encoding stands for. Plain JSON takes the native road. */
export function decode(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return new Opaque('unreadable', text.length, text.slice(0, 2_000));
  }
  return text.includes(HAS_MARK) ? revive(value) : value;
}

function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(revive);
  const record = value as Readonly<Record<string, unknown>>;
  const type = record[MARK];
  if (Object.hasOwn(record, MARK) && typeof type === 'string') return unmark(type, record);
  return reviveRecord(record);
}

function reviveRecord(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(record)) {
    // Assigning `__proto__` would change the copy's prototype instead of adding a key.
    Object.defineProperty(copy, key, { value: revive(inner), enumerable: true, configurable: true, writable: true });
  }
  return copy;
}

function unmark(type: string, { v, n, t }: Readonly<Record<string, unknown>>): unknown {
  const opaque = () => new Opaque(type);
  switch (type) {
    case 'undefined':
      return undefined;
    case 'number':
      return Number(v);
    case 'bigint':
      return typeof v === 'string' && /^-?\d{1,10000}$/.test(v) ? BigInt(v) : opaque();
    case 'object':
      return typeof v === 'object' && v !== null ? reviveRecord(v as Readonly<Record<string, unknown>>) : opaque();
    case 'ref':
      return new Reference(String(v));
    case 'Date':
      return new Date(typeof v === 'number' ? v : Number.NaN);
    case 'Map':
      return Array.isArray(v) ? new Map(v.map(pair)) : opaque();
    case 'Set':
      return Array.isArray(v) ? new Set(v.map(revive)) : opaque();
    case 'RegExp':
      return Array.isArray(v) ? new Opaque('RegExp', null, `/${v[0]}/${v[1]}`) : opaque();
    case 'Error':
      return Array.isArray(v) ? new Opaque('Error', null, `${v[0]}: ${v[1]}`) : opaque();
    case 'Boolean':
    case 'String':
      return new Opaque(type, null, String(v));
    case 'Number':
      return new Opaque(type, null, String(revive(v)));
    case 'bytes':
      return new Bytes(String(t), Number(n), bytesOf(v));
    case 'oversize':
      return new Opaque('oversize', Number(n), String(v));
    case 'other':
      return new Opaque(String(v));
    default:
      return opaque();
  }
}

function pair(entry: unknown): [unknown, unknown] {
  return Array.isArray(entry) ? [revive(entry[0]), revive(entry[1])] : [new Opaque('pair'), undefined];
}

function bytesOf(base64: unknown): Uint8Array {
  try {
    return Uint8Array.from(atob(String(base64)), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
