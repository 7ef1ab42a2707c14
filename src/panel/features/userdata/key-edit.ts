/**
 * The edit of one key of the user data: a state, and what becomes of it with each thing that happens. Pure; all that writes
 * to a key goes through `step`. Requests are asked for by `plan.ts`, for what `statusOf` calls ready.
 *
 * Two promises, which a random test holds against a WWE that takes, refuses, delays, and lets others write: WWE loses no
 * value that the user did not delete, and what somebody else wrote is not overwritten before the user has seen it.
 */
import { type Slot, sameSlot } from '../../values/json/slot.ts';

/**
 * A request that carried a key, by its reference id, and what became of it so far. `sighting`: what the last sighting since
 * then said of its wish: nothing seen yet, the same, or something else.
 */
export type Sent = { readonly wish: Slot; readonly ref: string } & (
  | { readonly phase: 'pending'; readonly at: number; readonly sighting: Sighting }
  | { readonly phase: 'accepted' | 'timeout'; readonly sighting: Sighting }
  /** `error`: WWE's own text. */
  | { readonly phase: 'failed'; readonly error: string }
);
type Sighting = 'none' | 'same' | 'other';

/** Where the value of a renamed key goes. */
export interface Moved {
  /** The new name. */
  readonly to: string;
  /** What must be seen there before the old key is deleted. */
  readonly value: unknown;
  /** The user wants it there no more, but the old key's deletion is on its way: if nothing comes of that, the user is asked. */
  readonly isGivenUp?: true;
}

/** One key that the user changed. */
export interface KeyEdit {
  readonly key: string;
  /** What the user wants. */
  readonly wish: Slot;
  /** What the user saw when deciding so. Anything else seen later is somebody else's change. */
  readonly base: Slot;
  readonly sent: Sent | null;
  /** Of the old key of a rename: where its value is to be safe before this edit may be sent. */
  readonly moved: Moved | null;
  /** The user has applied this edit, which waits for that: it goes out by itself then. */
  readonly due: boolean;
}

/** What happens to a key. */
export type KeyChange =
  /** The user wants `wish`, having seen `base` (if this is the first change of the key). */
  | { readonly is: 'edited'; readonly wish: Slot; readonly base: Slot; readonly moved: Moved | null }
  /** The user gives the edit up, or what the new key of a rename was to hold. What is on its way is not called back. */
  | { readonly is: 'given up' }
  /** The user takes an act back; `before` was the edit then. */
  | { readonly is: 'undone'; readonly before: KeyEdit | null }
  /** The user holds on to the own value, having seen the other one. */
  | { readonly is: 'insisted' }
  /** The value goes elsewhere than before: the new key was renamed again, or holds another value. */
  | { readonly is: 'moved on'; readonly moved: Moved }
  /** The user has applied an edit that must wait. */
  | { readonly is: 'due' }
  /** What waited does not go out by itself any more. */
  | { readonly is: 'held' }
  | { readonly is: 'sent'; readonly ref: string; readonly at: number }
  /** `error`: WWE's own text; null for success. Also after the time was up. */
  | { readonly is: 'answered'; readonly ref: string; readonly error: string | null }
  /** No answer in time. Whether WWE acted is not known. */
  | { readonly is: 'timed out'; readonly ref: string }
  /** WWE showed the user data. */
  | { readonly is: 'seen' };

/** Where one key stands. */
export type KeyStatus =
  | { readonly is: 'clean' }
  /**
   * Changed here, not sent. `waiting`: an earlier value of it is still on its way. `until`: its value goes to that key, and
   * must be seen there before.
   */
  | { readonly is: 'edited' | 'added' | 'removed'; readonly waiting: boolean; readonly until?: string }
  /** Sent `at` (ms since the epoch), no answer yet. */
  | { readonly is: 'pending'; readonly at: number; readonly removes: boolean }
  /** Answered with success; no sighting shows it yet. */
  | { readonly is: 'accepted'; readonly removes: boolean }
  /** Refused, with WWE's own text. */
  | { readonly is: 'failed'; readonly error: string }
  /** No answer within the time that the client gives (10 s). */
  | { readonly is: 'timeout' }
  /**
   * Something else was seen than what the user started from, or than what WWE accepted (`accepted`). `after`: nobody changed
   * it. The deletion of the old key of a rename ended so, and the user had given the rename up before.
   */
  | {
      readonly is: 'conflict';
      readonly mine: Slot;
      readonly theirs: Slot;
      readonly accepted: boolean;
      readonly after?: KeyStatus;
    };

/** Whether a request that carried this key may still show its effect: not answered, or accepted and not contradicted. */
export function inFlight(edit: KeyEdit): boolean {
  return edit.sent?.phase === 'pending' || (edit.sent?.phase === 'accepted' && edit.sent.sighting !== 'other');
}

/** Whether what is wanted of a key is on its way already. */
export function isOnItsWay(edit: KeyEdit): boolean {
  return inFlight(edit) && edit.sent !== null && sameSlot(edit.sent.wish, edit.wish);
}

/** The status of a key. @param seen what WWE showed last @param unsafe its value is to be moved, and was not seen there */
export function statusOfKey(edit: KeyEdit | null, seen: Slot, unsafe = false): KeyStatus {
  if (!edit) return { is: 'clean' };
  const { wish, sent } = edit;
  const conflict = (accepted: boolean) => ({ is: 'conflict', mine: wish, theirs: seen, accepted }) as const;
  const current = sent && sameSlot(sent.wish, wish) ? sent : null;
  if (current?.phase === 'pending') return { is: 'pending', at: current.at, removes: !wish.present };
  if (current?.phase === 'accepted') {
    return current.sighting === 'other' ? conflict(true) : { is: 'accepted', removes: !wish.present };
  }
  const ours = inFlight(edit) && sent ? [edit.base, wish, sent.wish] : [edit.base, wish];
  const ended = current && endingOf(current);
  if (!ours.some((slot) => sameSlot(slot, seen)))
    return ended && sameSlot(edit.base, wish) ? { ...conflict(false), after: ended } : conflict(false);
  if (ended) return ended;
  const waiting = sent?.phase === 'pending';
  const is = wish.present ? (seen.present ? 'edited' : 'added') : 'removed';
  return { is, waiting, ...(unsafe && edit.moved ? { until: edit.moved.to } : {}) };
}

/** How a request ended that failed or got no answer; null for any other. */
function endingOf(sent: Sent): KeyStatus | null {
  if (sent.phase === 'failed') return { is: 'failed', error: sent.error };
  return sent.phase === 'timeout' ? { is: 'timeout' } : null;
}

/** What becomes of an edit; null: there is nothing left to do for the key. @param seen what WWE showed last */
export function step(key: string, edit: KeyEdit | null, seen: Slot, change: KeyChange): KeyEdit | null {
  switch (change.is) {
    case 'edited': {
      const { wish, moved } = change;
      const base = edit?.base ?? change.base;
      return wanted(edit, { key, wish, base, sent: null, moved, due: false }, seen);
    }
    case 'given up':
      return wanted(edit, null, seen);
    case 'undone': {
      const { before } = change;
      return wanted(edit, before && { ...before, sent: isOver(before.sent) ? before.sent : null, due: false }, seen);
    }
    default:
      return edit && stepOn(edit, seen, change);
  }
}

type Later = Exclude<KeyChange, { is: 'edited' | 'given up' | 'undone' }>;

function stepOn(edit: KeyEdit, seen: Slot, change: Later): KeyEdit | null {
  const { sent } = edit;
  switch (change.is) {
    case 'insisted':
      return { ...edit, base: seen, sent: sent?.phase === 'pending' ? sent : null, due: false };
    case 'moved on':
      return { ...edit, moved: change.moved, due: false };
    case 'due':
      return { ...edit, due: true };
    case 'held':
      return edit.due ? { ...edit, due: false } : edit;
    case 'sent': {
      const { ref, at } = change;
      return { ...edit, due: false, sent: { wish: edit.wish, ref, phase: 'pending', at, sighting: 'none' } };
    }
    case 'answered': {
      if (sent?.ref !== change.ref || (sent.phase !== 'pending' && sent.phase !== 'timeout')) return edit;
      const { wish, ref, sighting } = sent;
      const { error } = change;
      const isNow = error === null ? ({ phase: 'accepted', sighting } as const) : ({ phase: 'failed', error } as const);
      return settled({ ...edit, sent: { wish, ref, ...isNow } }, seen);
    }
    case 'timed out':
      if (sent?.ref !== change.ref || sent.phase !== 'pending') return edit;
      return { ...edit, sent: { wish: sent.wish, ref: sent.ref, phase: 'timeout', sighting: sent.sighting } };
    case 'seen': {
      const looked = settled({ ...edit, sent: sent && look(sent, seen, edit.base) }, seen);
      // What waited was applied for what the user saw then.
      return looked?.due && statusOfKey(looked, seen).is === 'conflict' ? { ...looked, due: false } : looked;
    }
  }
}

/** An edit takes the place of another one. A request on its way is never forgotten, and an edit that changes nothing ends. */
function wanted(current: KeyEdit | null, next: KeyEdit | null, seen: Slot): KeyEdit | null {
  const sent = current && inFlight(current) ? current.sent : null;
  if (current && sent) {
    const { moved: goes } = current;
    const moved: Moved | null = goes && sameSlot(sent.wish, current.wish) ? { ...goes, isGivenUp: true } : null;
    return next ? { ...next, sent } : { ...current, wish: sent.wish, moved, due: false };
  }
  return !next || sameSlot(next.wish, seen) ? null : next;
}

/** Whether no effect of a request is waited for. */
function isOver(sent: Sent | null): boolean {
  return sent?.phase === 'failed' || sent?.phase === 'timeout';
}

function look(sent: Sent, seen: Slot, base: Slot): Sent {
  if (sent.phase === 'failed') return sent;
  if (sameSlot(sent.wish, seen)) return { ...sent, sighting: 'same' };
  // Before the answer the old value is no news: WWE need not have acted yet.
  const stale = sent.phase === 'pending' && sent.sighting === 'none' && sameSlot(base, seen);
  return stale ? sent : { ...sent, sighting: 'other' };
}

/** Drops what is done with: a confirmed request, and an edit whose wish is what was last seen. */
function settled(edit: KeyEdit, seen: Slot): KeyEdit | null {
  const { sent, wish } = edit;
  if (!sent) return sameSlot(wish, seen) ? null : edit;
  if (sent.phase === 'pending') return edit;
  const isNewer = !sameSlot(sent.wish, wish);
  if (sent.phase === 'failed' && !isNewer) return sameSlot(wish, seen) ? null : edit;
  if (sent.phase !== 'failed' && sent.sighting === 'same') {
    // What was there is gone, as the user wanted it: nothing of it is to be kept.
    const moved = sent.wish.present ? edit.moved : null;
    return settled({ ...edit, base: sent.wish, sent: null, moved }, seen);
  }
  const isNothing = isNewer && (sent.phase === 'failed' || sent.sighting === 'other');
  return isNothing ? settled({ ...edit, sent: null }, seen) : edit;
}
