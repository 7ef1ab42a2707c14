/** A key's value, where there may be none. Pure. */
import { sameValue } from './equal.ts';

/** What a key holds, or is wanted to hold: a value, or nothing at all. */
export type Slot = { readonly present: true; readonly value: unknown } | { readonly present: false };

/** No value: the key is not in the user data, or shall not be. */
export const ABSENT: Slot = { present: false };

/** Whether two slots hold the same. */
export function sameSlot(a: Slot, b: Slot): boolean {
  if (a.present !== b.present) return false;
  return !a.present || !b.present || sameValue(a.value, b.value);
}
