/** A copy of a page's message for a note, where structured clone refuses the whole, or would run what is the page's. */
import {
  clone,
  define,
  get,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasGetter,
  isArray,
  isView,
  ownKeys,
  typeName,
} from './natives.ts';

/** Deeper than this, and after so many parts, a type's name stands for what there is. */
const DEEPEST = 10;
const MOST_PARTS = 2_000;

/** So much of a message is looked at for accessors, in values: looking takes half as long as cloning. */
const MOST_LOOKED_AT = 5_000;

/** Whether a clone of a message runs nothing of the page's: accessors would run once more than without us. */
export function isPlain(message: unknown): boolean {
  let looked = 0;

  function look(value: unknown, depth: number): boolean {
    looked += 1;
    if (typeof value !== 'object' || value === null || isView(value)) return true;
    if (isArray(value) && value.length > MOST_LOOKED_AT) return true;
    for (const key in value) {
      if (hasGetter(value, key) || depth > DEEPEST * DEEPEST || !look(get(value, key), depth + 1)) return false;
      if (looked > MOST_LOOKED_AT) return true;
    }
    return true;
  }

  return look(message, 0);
}

/** A copy in which each part that cannot be cloned is a text: `[object Function]`. Accessors are not run. Never throws. */
export function cloneable(message: unknown): unknown {
  let parts = 0;

  function record(value: object, depth: number): unknown {
    const above = getPrototypeOf(value);
    // A promise or an element has its values elsewhere, a Map within.
    if (!isArray(value) && above !== null && getPrototypeOf(above) !== null) return clone(value);
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
      if (typeof value === 'function' || typeof value === 'symbol' || depth > DEEPEST) return typeName(value);
      return typeof value === 'object' && value ? record(value, depth) : value;
    } catch {
      // It cannot be cloned, or is a proxy that refuses to be looked at.
      return typeName(value);
    }
  }

  return copyOf(message, 0);
}
