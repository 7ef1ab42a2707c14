/** Equality of decoded message content. */
import { isRecord } from '../scapi/kind.ts';

/** Whether two decoded values are alike. Only plain records and arrays are looked into; depth is limited. */
export function sameContent(a: unknown, b: unknown, depth = 64): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || depth === 0) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    return a.every((value, index) => sameContent(value, b[index], depth - 1));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const prototype: unknown = Object.getPrototypeOf(a);
  if (prototype !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (prototype !== Object.prototype && prototype !== null) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys) if (!Object.hasOwn(b, key) || !sameContent(a[key], b[key], depth - 1)) return false;
  return true;
}
