/** Equality of decoded message content. */
import { Bytes, Opaque, Reference } from '../entry/decode.ts';
import { isRecord } from '../protocol/kind.ts';

/** Whether two decoded values are alike, in all that an entry carries (`entry/decode.ts`). Depth is limited. */
export function sameContent(a: unknown, b: unknown, depth = 64): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || depth === 0) return false;
  const prototype: unknown = Object.getPrototypeOf(a);
  if (prototype !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a)) return Array.isArray(b) && sameLists(a, b, depth);
  if (a instanceof Date && b instanceof Date) return Object.is(a.getTime(), b.getTime());
  if (a instanceof Map && b instanceof Map) return sameLists([...a].flat(), [...b].flat(), depth);
  if (a instanceof Set && b instanceof Set) return sameLists([...a], [...b], depth);
  if (a instanceof Bytes && b instanceof Bytes) {
    return a.type === b.type && a.length === b.length && sameLists(a.kept, b.kept, depth);
  }
  const isKnown = a instanceof Reference || a instanceof Opaque;
  if (prototype !== Object.prototype && prototype !== null && !isKnown) return false;
  return isRecord(a) && isRecord(b) && sameRecords(a, b, depth);
}

function sameLists(a: ArrayLike<unknown>, b: ArrayLike<unknown>, depth: number): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (!sameContent(a[i], b[i], depth - 1)) return false;
  return true;
}

function sameRecords(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
  depth: number,
): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && sameContent(a[key], b[key], depth - 1));
}
