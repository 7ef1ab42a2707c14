/** A copy of a page's message for a note, where structured clone refuses the whole. */
import { clone, define, getOwnPropertyDescriptor, getPrototypeOf, isArray, ownKeys, typeName } from './natives.ts';

/** Deeper than this, and after so many parts, a type's name stands for what cannot be cloned. */
const DEEPEST = 5;
const MOST_PARTS = 500;

/** A copy in which each part that cannot be cloned is a text: `[object Function]`. Accessors are not run. Never throws. */
export function cloneable(message: unknown): unknown {
  let parts = 0;

  function record(value: object, depth: number): unknown {
    const above = getPrototypeOf(value);
    // A promise or an element has its values elsewhere.
    if (!isArray(value) && above !== null && getPrototypeOf(above) !== null) return typeName(value);
    const copy = isArray(value) ? [] : {};
    const keys = ownKeys(value);
    for (let i = 0; i < keys.length && parts < MOST_PARTS; i += 1) {
      const key = keys[i];
      const found = key === undefined ? undefined : getOwnPropertyDescriptor(value, key);
      if (typeof key !== 'string' || !found?.enumerable) continue;
      const part = found.get || found.set ? '[accessor]' : copyOf(found.value, depth + 1);
      define(copy, key, { __proto__: null, value: part, enumerable: true, writable: true, configurable: true });
    }
    return copy;
  }

  function copyOf(value: unknown, depth: number): unknown {
    parts += 1;
    try {
      return clone(value);
    } catch {
      if (typeof value !== 'object' || value === null || depth === DEEPEST) return typeName(value);
      try {
        return record(value, depth);
      } catch {
        // A proxy may refuse to be looked at.
        return typeName(value);
      }
    }
  }

  return copyOf(message, 0);
}
