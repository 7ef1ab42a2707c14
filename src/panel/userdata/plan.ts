/** Edits as requests (scapi.md §4.1): one `setUserData` for all that is set, then one `deleteUserData` a removed key. */
import type { Edits } from './edits.ts';
import { statusOf } from './sightings.ts';

/** A request to send for the edits. */
export interface PlannedRequest {
  readonly service: 'interaction.setUserData' | 'interaction.deleteUserData';
  readonly parameters: readonly unknown[];
  /** The keys that it carries; give them to `markSent`. */
  readonly keys: readonly string[];
  /**
   * The deletion that ends a rename whose new key is set by this plan's `setUserData`: send it only once that one was
   * accepted, or the value would be lost.
   */
  readonly afterSet: boolean;
}

/** The requests for all edits that can be sent now. Keys on their way and keys in conflict are left out. */
export function plan(edits: Edits, interactionId: string): readonly PlannedRequest[] {
  if (edits.gone) return [];
  const sets: [string, unknown][] = [];
  const deletes: { key: string; renamedTo: string | null }[] = [];
  for (const { key, wish, renamedTo } of edits.byKey.values()) {
    if (!isReady(edits, key)) continue;
    if (wish.present) sets.push([key, wish.value]);
    else deletes.push({ key, renamedTo });
  }
  const requests: PlannedRequest[] = [];
  if (sets.length > 0) {
    requests.push({
      service: 'interaction.setUserData',
      // fromEntries makes `__proto__` a key like any other.
      parameters: [interactionId, Object.fromEntries(sets)],
      keys: sets.map(([key]) => key),
      afterSet: false,
    });
  }
  const setting = new Set(sets.map(([key]) => key));
  for (const { key, renamedTo } of deletes) {
    if (renamedTo !== null && isHeldUp(edits, renamedTo)) continue;
    requests.push({
      service: 'interaction.deleteUserData',
      parameters: [interactionId, key],
      keys: [key],
      afterSet: renamedTo !== null && setting.has(renamedTo),
    });
  }
  return requests;
}

/** How many keys wait for the user's word in a conflict. */
export function conflictCount(edits: Edits): number {
  return [...edits.byKey.keys()].filter((key) => statusOf(edits, key).is === 'conflict').length;
}

/** The keys whose change WWE accepted and nobody has seen yet. */
export function unseenKeys(edits: Edits): readonly string[] {
  return [...edits.byKey.keys()].filter((key) => statusOf(edits, key).is === 'accepted');
}

/** The user's wishes as one object, to be copied: removed keys are named in a list. */
export function wishes(edits: Edits): { readonly set: Record<string, unknown>; readonly delete: readonly string[] } {
  const all = [...edits.byKey.values()];
  return {
    set: Object.fromEntries(all.flatMap(({ key, wish }) => (wish.present ? [[key, wish.value]] : []))),
    delete: all.flatMap(({ key, wish }) => (wish.present ? [] : [key])),
  };
}

function isReady(edits: Edits, key: string): boolean {
  const status = statusOf(edits, key);
  switch (status.is) {
    case 'edited':
    case 'added':
    case 'removed':
      return !status.waiting;
    case 'failed':
    case 'timeout':
      return true;
    default:
      return false;
  }
}

/** Whether the new key of a rename is not settled: its old key must then stay. */
function isHeldUp(edits: Edits, key: string): boolean {
  const status = statusOf(edits, key);
  return status.is === 'pending' || status.is === 'conflict' || ('waiting' in status && status.waiting);
}
