/** Putting values into the page's properties, and the former ones back. */
import { define, emptyList, ownValue, type Place } from './natives.ts';

/** So many are put back at most: a page may make clients without end, and none shall be kept alive for this. */
const MOST = 64;
const replaced = emptyList<{ readonly at: Place; readonly key: string; readonly value: unknown }>();

/** Puts a value into a property, whose flags stay, until `putBack`. */
export function replace(at: Place, key: string, value: unknown): void {
  if (define(at.holder, key, { __proto__: null, value }) && replaced.length < MOST)
    replaced[replaced.length] = { at, key, value };
}

/**
 * Puts back what stood where something was replaced, unless the page has put something else there since.
 * @param kept a property that stays as it is
 */
export function restore(kept: string | null): void {
  for (let i = 0; i < replaced.length; i += 1) {
    const one = replaced[i];
    if (!one || one.key === kept || ownValue(one.at.holder, one.key) !== one.value) continue;
    define(one.at.holder, one.key, { __proto__: null, value: one.at.found.value });
  }
}
