/**
 * Edits as requests (docs/protocol.md#interaction-services): one `setUserData` for all that is set, then one
 * `deleteUserData` a removed key.
 */
import { type Edits, isSafe } from './edits.ts';
import type { KeyEdit } from './key-edit.ts';
import { statusOf } from './sightings.ts';

/** A request to send for the edits. */
export interface PlannedRequest {
  readonly service: 'interaction.setUserData' | 'interaction.deleteUserData';
  readonly parameters: readonly unknown[];
  /** The keys that it carries; give them to `markSent`. */
  readonly keys: readonly string[];
  /**
   * It would destroy a value whose new key is set by this plan's `setUserData`: send it only once that value was seen there
   * (`planDue`), or it could be lost. WWE may drop in silence what it accepts.
   */
  readonly afterSet: boolean;
}

/** An interaction's id, as WWE gave it (`wireId`). */
type WireId = string | number;

/** The requests for all edits that can be sent now. Keys on their way and keys in conflict are left out. */
export function plan(edits: Edits, interactionId: WireId): readonly PlannedRequest[] {
  if (edits.gone) return [];
  const ready = [...edits.byKey.values()].filter(({ key }) => isReady(edits, key));
  const free = ready.filter((edit) => isSafe(edits, edit));
  const coming = new Set(free.filter(({ wish }) => wish.present).map(({ key }) => key));
  const late = new Set<KeyEdit>();
  for (let before = -1; before < late.size; ) {
    before = late.size;
    for (const edit of ready) {
      if (late.has(edit) || !edit.moved || isSafe(edits, edit) || !coming.has(edit.moved.to)) continue;
      late.add(edit);
      if (edit.wish.present) coming.add(edit.key);
    }
  }
  return requests(
    ready.filter((edit) => free.includes(edit) || late.has(edit)),
    interactionId,
    (edit) => late.has(edit),
  );
}

/** The requests that waited, and can go out now. */
export function planDue(edits: Edits, interactionId: WireId): readonly PlannedRequest[] {
  if (edits.gone) return [];
  const due = [...edits.byKey.values()].filter((edit) => edit.due && isReady(edits, edit.key) && isSafe(edits, edit));
  return requests(due, interactionId, () => false);
}

/** References of the requests that WWE has accepted, and under whose keys what waits is to be seen. */
export function awaitedRefs(edits: Edits): ReadonlySet<string> {
  const refs = [...edits.byKey.values()].map(({ key, due, moved }) => {
    const isAwaited = due && moved && isReady(edits, key) && statusOf(edits, moved.to).is === 'accepted';
    return isAwaited ? edits.byKey.get(moved.to)?.sent?.ref : undefined;
  });
  return new Set(refs.flatMap((ref) => ref ?? []));
}

/** References of the requests whose answers are waited for, also after their time was up. */
export function openRefs(edits: Edits): ReadonlySet<string> {
  const isOpen = (phase: string) => phase === 'pending' || phase === 'timeout';
  return new Set([...edits.byKey.values()].flatMap(({ sent }) => (sent && isOpen(sent.phase) ? sent.ref : [])));
}

function requests(
  ready: readonly KeyEdit[],
  id: WireId,
  isLate: (edit: KeyEdit) => boolean,
): readonly PlannedRequest[] {
  const setting = (afterSet: boolean): readonly PlannedRequest[] => {
    const sets = ready.filter((edit) => edit.wish.present && isLate(edit) === afterSet);
    if (sets.length === 0) return [];
    // fromEntries makes `__proto__` a key like any other.
    const data = Object.fromEntries(sets.flatMap(({ key, wish }) => (wish.present ? [[key, wish.value]] : [])));
    const keys = sets.map(({ key }) => key);
    return [{ service: 'interaction.setUserData', parameters: [id, data], keys, afterSet }];
  };
  const deleting = ready
    .filter(({ wish }) => !wish.present)
    .map((edit): PlannedRequest => {
      const { key } = edit;
      return { service: 'interaction.deleteUserData', parameters: [id, key], keys: [key], afterSet: isLate(edit) };
    });
  return [...setting(false), ...deleting, ...setting(true)];
}

/** How many keys wait for the user's word in a conflict. */
export function conflictCount(edits: Edits): number {
  return [...edits.byKey.keys()].filter((key) => statusOf(edits, key).is === 'conflict').length;
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
