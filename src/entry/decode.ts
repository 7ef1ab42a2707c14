/** Reads what `encode.ts` wrote. Never throws: what cannot be read becomes an `Opaque`. */
import { type Marked, revive, reviveValue } from './revive.ts';

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

/** The value that a text of the one encoding stands for. */
export function decode(text: string): unknown {
  try {
    return revive(text, standIn);
  } catch {
    return new Opaque('unreadable', text.length, text.slice(0, 2_000));
  }
}

function standIn(type: string, { v, n, t }: Marked): unknown {
  switch (type) {
    case 'ref':
      return new Reference(String(v));
    case 'RegExp':
      return Array.isArray(v) ? new Opaque('RegExp', null, `/${v[0]}/${v[1]}`) : new Opaque(type);
    case 'Error':
      return Array.isArray(v) ? new Opaque('Error', null, `${v[0]}: ${v[1]}`) : new Opaque(type);
    case 'Boolean':
    case 'String':
      return new Opaque(type, null, String(v));
    case 'Number':
      return new Opaque(type, null, String(reviveValue(v, standIn)));
    case 'bytes':
      return new Bytes(String(t), Number(n), bytesOf(v));
    case 'oversize':
      return new Opaque('oversize', Number(n), String(v));
    case 'other':
      return new Opaque(String(v));
    default:
      return new Opaque(type);
  }
}

function bytesOf(base64: unknown): Uint8Array {
  try {
    return Uint8Array.from(atob(String(base64)), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
