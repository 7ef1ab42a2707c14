/** The types of values that the user can choose. */
import { childCount } from '../../values/json/shape.ts';

/** What the user can choose. `json` is an object or a list. */
export type ValueType = 'text' | 'number' | 'boolean' | 'null' | 'json';

/** All types, in the order of the menu. */
export const VALUE_TYPES: readonly ValueType[] = ['text', 'number', 'boolean', 'null', 'json'];

/** Objects with more values than this are not looked through, and count as `other`. */
const MOST_VALUES = 20_000;

/** The type of a value; `other` for what JSON cannot carry, which can be replaced but not edited. */
export function typeOf(value: unknown): ValueType | 'other' {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? 'number' : 'other';
    case 'boolean':
      return 'boolean';
    default:
      return isJson(value) ? 'json' : 'other';
  }
}

function isJson(root: unknown): boolean {
  const open: unknown[] = [root];
  let left = MOST_VALUES;
  while (open.length > 0) {
    const value = open.pop();
    if (value === null || typeof value === 'string' || typeof value === 'boolean') continue;
    if (typeof value === 'number' && Number.isFinite(value) && !Object.is(value, -0)) continue;
    if (typeof value !== 'object') return false;
    const prototype: unknown = Object.getPrototypeOf(value);
    if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return false;
    left -= childCount(value);
    // A cycle ends here too: it never runs out of values.
    if (left < 0) return false;
    open.push(...Object.values(value));
  }
  return true;
}
