/** What WWE says to the user's edits: sightings of the interaction, requests sent, answers. And the status that results. */
import { type Edits, isSafe, seenSlot, slotsOf } from './edits.ts';
import { isOnItsWay, type KeyChange, type KeyEdit, type KeyStatus, statusOfKey, step } from './key-edit.ts';

export type { KeyStatus } from './key-edit.ts';

/** The status of a key. */
export function statusOf(edits: Edits, key: string): KeyStatus {
  const edit = edits.byKey.get(key) ?? null;
  return statusOfKey(edit, seenSlot(edits, key), edit ? !isSafe(edits, edit) : false);
}

/**
 * A new sighting of the interaction, from an event or an answer. Call it in the order of the entries, with answers:
 * what came later in the record is taken as newer. @param userData anything but an object says nothing about the keys
 * @param at ms since the epoch
 */
export function observe(edits: Edits, userData: unknown, at: number): Edits {
  const seen = slotsOf(userData);
  if (!seen) return edits.gone ? { ...edits, gone: false } : edits;
  return keepWanted(each({ ...edits, seen, seenAt: at, gone: false }, () => ({ is: 'seen' })));
}

/**
 * Where a value that is to be moved was seen under its new name, nothing was left to be done for that name. If it is not there
 * any more, somebody else took it away: the user still wants it there, so that is a conflict. Else the old key would wait for
 * ever. Where the user gave that up meanwhile, and nothing came of the old key's deletion, the user is asked about the old key.
 */
function keepWanted(edits: Edits): Edits {
  const held = [...edits.byKey.values()].filter((edit) => !isOnItsWay(edit) && !isSafe(edits, edit));
  if (held.length === 0) return edits;
  const byKey = new Map(edits.byKey);
  for (const edit of held) {
    const { moved } = edit;
    if (!moved) continue;
    const { to: key, value } = moved;
    const wish = { present: true, value } as const;
    // WWE still shows the value although its deletion was sent: that is a conflict.
    if (moved.isGivenUp) byKey.set(edit.key, { ...edit, base: edit.wish, moved: null });
    else if (!byKey.has(key)) byKey.set(key, { key, wish, base: wish, sent: null, moved: null, due: false });
  }
  return { ...edits, byKey };
}

/** The requests' keys are on their way. @param ref the request's reference id @param at ms since the epoch */
export function markSent(edits: Edits, keys: readonly string[], ref: string, at: number): Edits {
  const sending = new Set(keys);
  const next = each(edits, ({ key }) => (sending.has(key) ? { is: 'sent', ref, at } : null));
  // What was sent cannot be taken back by Undo; it can be edited again.
  return { ...next, past: [] };
}

/** The user has applied edits that must wait (`PlannedRequest.afterSet`). */
export function markDue(edits: Edits, keys: readonly string[]): Edits {
  const waiting = new Set(keys);
  return { ...each(edits, ({ key }) => (waiting.has(key) ? { is: 'due' } : null)), past: [] };
}

/** The answer to a request came, also after its time was up. @param error WWE's own text; null for success */
export function markAnswered(edits: Edits, ref: string, error: string | null): Edits {
  const next = each(edits, () => ({ is: 'answered', ref, error }));
  return next === edits || error === null ? next : keepWanted(holdBack(next, ref));
}

/** No answer came in time. Whether WWE acted on the request is not known. */
export function markTimedOut(edits: Edits, ref: string): Edits {
  return keepWanted(
    holdBack(
      each(edits, () => ({ is: 'timed out', ref })),
      ref,
    ),
  );
}

/** The interaction is no longer among WWE's. Edits stay; a later `observe` brings it back. */
export function vanish(edits: Edits): Edits {
  return { ...each(edits, () => ({ is: 'held' })), gone: true };
}

/** What waits for the keys of a request that failed goes out by itself no more. */
function holdBack(edits: Edits, ref: string): Edits {
  return each(edits, ({ moved }) => (moved && edits.byKey.get(moved.to)?.sent?.ref === ref ? { is: 'held' } : null));
}

/** The same edits, where nothing becomes of any key. */
function each(edits: Edits, change: (edit: KeyEdit) => KeyChange | null): Edits {
  const byKey = new Map<string, KeyEdit>();
  let isSame = true;
  for (const [key, edit] of edits.byKey) {
    const happened = change(edit);
    const next = happened ? step(key, edit, seenSlot(edits, key), happened) : edit;
    if (next) byKey.set(key, next);
    isSame &&= next === edit;
  }
  return isSame ? edits : { ...edits, byKey };
}
