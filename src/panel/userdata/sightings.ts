/** What WWE says to the user's edits: sightings of the interaction, requests sent, answers. And the status that results. */
import { type Edits, inFlight, type KeyEdit, type Sent, type Slot, sameSlot, seenSlot, slotsOf } from './edits.ts';

/** Where one key stands. */
export type KeyStatus =
  | { readonly is: 'clean' }
  /** Changed here, not sent. `waiting`: an earlier value of it is still on its way. */
  | { readonly is: 'edited' | 'added' | 'removed'; readonly waiting: boolean }
  /** Sent `at` (ms since the epoch), no answer yet. */
  | { readonly is: 'pending'; readonly at: number; readonly removes: boolean }
  /** Answered with success; no sighting shows it yet. */
  | { readonly is: 'accepted'; readonly removes: boolean }
  /** Refused, with WWE's own text. */
  | { readonly is: 'failed'; readonly error: string }
  /** No answer within the time that the client gives (10 s). */
  | { readonly is: 'timeout' }
  /** Something else was seen than what the user started from, or than what WWE accepted (`accepted`). */
  | { readonly is: 'conflict'; readonly mine: Slot; readonly theirs: Slot; readonly accepted: boolean };

/** The status of a key. */
export function statusOf(edits: Edits, key: string): KeyStatus {
  const edit = edits.byKey.get(key);
  if (!edit) return { is: 'clean' };
  const theirs = seenSlot(edits, key);
  const { wish, sent } = edit;
  const conflict = (accepted: boolean): KeyStatus => ({ is: 'conflict', mine: wish, theirs, accepted });
  const current = sent && sameSlot(sent.wish, wish) ? sent : null;
  if (current?.phase === 'pending') return { is: 'pending', at: current.at, removes: !wish.present };
  if (current?.phase === 'accepted') {
    return current.sighting === 'other' ? conflict(true) : { is: 'accepted', removes: !wish.present };
  }
  const ours = inFlight(edit) && sent ? [edit.base, wish, sent.wish] : [edit.base, wish];
  if (!ours.some((slot) => sameSlot(slot, theirs))) return conflict(false);
  if (current?.phase === 'failed') return { is: 'failed', error: current.error ?? '' };
  if (current?.phase === 'timeout') return { is: 'timeout' };
  const waiting = sent?.phase === 'pending';
  if (!wish.present) return { is: 'removed', waiting };
  return { is: theirs.present ? 'edited' : 'added', waiting };
}

/**
 * A new sighting of the interaction, from an event or an answer. Call it in the order of the entries, with answers:
 * what came later in the record is taken as newer. @param userData anything but an object says nothing about the keys
 * @param at ms since the epoch
 */
export function observe(edits: Edits, userData: unknown, at: number): Edits {
  const seen = slotsOf(userData);
  if (!seen) return { ...edits, gone: false };
  const next = { ...edits, seen, seenAt: at, gone: false };
  return withEdits(next, (edit) => {
    const slot = seenSlot(next, edit.key);
    const looked = { ...edit, sent: edit.sent && look(edit.sent, slot, edit.base) };
    return settle(next, looked);
  });
}

/** The requests' keys are on their way. @param ref the request's reference id @param at ms since the epoch */
export function markSent(edits: Edits, keys: readonly string[], ref: string, at: number): Edits {
  const sending = new Set(keys);
  const next = withEdits(edits, (edit) => {
    if (!sending.has(edit.key)) return edit;
    return { ...edit, sent: { wish: edit.wish, ref, at, phase: 'pending', error: null, sighting: 'none' } };
  });
  // What was sent cannot be taken back by Undo; it can be edited again.
  return { ...next, past: [] };
}

/** The answer to a request came, also after its time was up. @param error WWE's own text; null for success */
export function markAnswered(edits: Edits, ref: string, error: string | null): Edits {
  return withEdits(edits, (edit) => {
    const { sent } = edit;
    if (sent?.ref !== ref || (sent.phase !== 'pending' && sent.phase !== 'timeout')) return edit;
    return settle(edits, { ...edit, sent: { ...sent, phase: error === null ? 'accepted' : 'failed', error } });
  });
}

/** No answer came in time. Whether WWE acted on the request is not known. */
export function markTimedOut(edits: Edits, ref: string): Edits {
  return withEdits(edits, (edit) => {
    if (edit.sent?.ref !== ref || edit.sent.phase !== 'pending') return edit;
    return { ...edit, sent: { ...edit.sent, phase: 'timeout' } };
  });
}

/** The interaction is no longer among WWE's. Edits stay; a later `observe` brings it back. */
export function vanish(edits: Edits): Edits {
  return { ...edits, gone: true };
}

function look(sent: Sent, slot: Slot, base: Slot): Sent {
  if (sameSlot(sent.wish, slot)) return { ...sent, sighting: 'same' };
  // Before the answer the old value is no news: WWE need not have acted yet.
  const stale = sent.phase === 'pending' && sent.sighting === 'none' && sameSlot(base, slot);
  return stale ? sent : { ...sent, sighting: 'other' };
}

/** Drops what is done with: a confirmed request, and an edit whose wish is what was last seen. */
function settle(edits: Edits, edit: KeyEdit): KeyEdit | null {
  const seen = seenSlot(edits, edit.key);
  const { sent, wish } = edit;
  if (!sent) return sameSlot(wish, seen) ? null : edit;
  if (sent.phase === 'pending') return edit;
  const newer = !sameSlot(sent.wish, wish);
  const confirmed = sent.phase !== 'failed' && sent.sighting === 'same';
  if (confirmed) return settle(edits, { ...edit, base: sent.wish, sent: null });
  if (newer && (sent.phase === 'failed' || sent.sighting === 'other')) return settle(edits, { ...edit, sent: null });
  return sent.phase === 'failed' && sameSlot(wish, seen) ? null : edit;
}

function withEdits(edits: Edits, change: (edit: KeyEdit) => KeyEdit | null): Edits {
  const byKey = new Map<string, KeyEdit>();
  for (const [key, edit] of edits.byKey) {
    const changed = change(edit);
    if (changed) byKey.set(key, changed);
  }
  return { ...edits, byKey };
}
