/** Values of a recording as they can be posted again. */
import { Bytes, decodeWhole, Opaque, Reference } from '../../../recording/index.ts';
import { isRecord } from '../settings/is-record.ts';

/** A message, and whether all of it could be made again. */
export interface PostableValue {
  readonly value: unknown;
  /** False: of something only its type or its beginning is known. A text stands in its place. */
  readonly isWhole: boolean;
}

const VIEWS: Readonly<Record<string, (bytes: Uint8Array<ArrayBuffer>) => unknown>> = {
  ArrayBuffer: ({ buffer }) => buffer,
  Uint8Array: (bytes) => bytes,
  Int8Array: ({ buffer }) => new Int8Array(buffer),
  Uint8ClampedArray: ({ buffer }) => new Uint8ClampedArray(buffer),
  DataView: ({ buffer }) => new DataView(buffer),
};

/** Reads a body. */
export function postable(body: string): PostableValue {
  let isWhole = true;
  const lost = (words: string): string => {
    isWhole = false;
    return words;
  };
  const make = (value: unknown): unknown => {
    if (value instanceof Opaque) return lost(value.head === '' ? `[${value.type}]` : value.head);
    if (value instanceof Reference) return lost(`[the same as ${value.path || 'the message'}]`);
    if (value instanceof Bytes) {
      const view = Object.hasOwn(VIEWS, value.type) ? VIEWS[value.type] : undefined;
      const isKept = view !== undefined && value.kept.length === value.length;
      return isKept ? view(Uint8Array.from(value.kept)) : lost(`[${value.type} of ${value.length} bytes]`);
    }
    if (Array.isArray(value)) return value.map(make);
    if (value instanceof Map) return new Map([...value].map(([key, one]) => [make(key), make(one)]));
    if (value instanceof Set) return new Set([...value].map(make));
    if (!isRecord(value) || value instanceof Date) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, make(one)]));
  };
  const value = make(decodeWhole(body));
  return { value, isWhole };
}
