/**
 * The user's edits of one interaction's user data: a pure state, changed by the user (here), by sightings and answers
 * (`sightings.ts`) and turned into requests (`plan.ts`).
 *
 * What the user typed leaves this state in three ways only: it was seen in the user data, the user discarded or undid
 * it, or the user took the other side of a conflict.
 */
import { sameValue } from '../json/equal.ts';
import type { OpenCell } from './cell.ts';
import { typeOf } from './parse.ts';

/** What a key holds, or is wanted to hold: a value, or nothing at all. */
export type Slot = { readonly present: true; readonly value: unknown } | { readonly present: false };

/** No value: the key is not in the user data, or shall not be. */
export const ABSENT: Slot = { present: false };

/** A request that carried a key, and what became of it so far. */
export interface Sent {
  readonly wish: Slot;
  /** The reference id of the request. */
  readonly ref: string;
  /** ms since the epoch. */
  readonly at: number;
  readonly phase: 'pending' | 'accepted' | 'failed' | 'timeout';
  /** WWE's own text, when failed. */
  readonly error: string | null;
  /** What the last sighting since then said of the wish: nothing seen yet, the same, or something else. */
  readonly sighting: 'none' | 'same' | 'other';
}

/** One key that the user changed. */
export interface KeyEdit {
  readonly key: string;
  /** What the user wants. */
  readonly wish: Slot;
  /** What the user saw when deciding so. Anything else seen later is somebody else's change. */
  readonly base: Slot;
  readonly sent: Sent | null;
  /** For the old key of a rename: the new one, which must be set before this one is deleted. */
  readonly renamedTo: string | null;
}

/** What one act of the user replaced, for undo. */
type Step = readonly { readonly key: string; readonly before: KeyEdit | null }[];

/** All edits of one interaction. Made by `createEdits`, never by hand. */
export interface Edits {
  /** The user data as last seen, in its order. */
  readonly seen: ReadonlyMap<string, unknown>;
  /** ms since the epoch of the last sighting. */
  readonly seenAt: number;
  readonly byKey: ReadonlyMap<string, KeyEdit>;
  /** The interaction is no longer among WWE's: edits stay, nothing can be sent. */
  readonly gone: boolean;
  /** The cell that is being typed into. */
  readonly open: OpenCell | null;
  readonly past: readonly Step[];
}

/** Edits without any change. @param userData as seen; anything but an object counts as none @param at ms since the epoch */
export function createEdits(userData: unknown, at: number): Edits {
  return { seen: slotsOf(userData) ?? new Map(), seenAt: at, byKey: new Map(), gone: false, open: null, past: [] };
}

/** The keys and values of a user-data object; null for anything that is not one. */
export function slotsOf(userData: unknown): ReadonlyMap<string, unknown> | null {
  if (typeof userData !== 'object' || userData === null || Array.isArray(userData)) return null;
  return new Map(Object.entries(userData));
}

/** What was last seen of a key. */
export function seenSlot(edits: Edits, key: string): Slot {
  return edits.seen.has(key) ? { present: true, value: edits.seen.get(key) } : ABSENT;
}

/** What a key will hold if all goes well: the user's wish, else what was seen. */
export function wantedSlot(edits: Edits, key: string): Slot {
  return edits.byKey.get(key)?.wish ?? seenSlot(edits, key);
}

/** Whether two slots hold the same. */
export function sameSlot(a: Slot, b: Slot): boolean {
  if (a.present !== b.present) return false;
  return !a.present || !b.present || sameValue(a.value, b.value);
}

/** Whether a request that carried this key may still show its effect: not answered, or accepted and not contradicted. */
export function inFlight(edit: KeyEdit): boolean {
  return edit.sent?.phase === 'pending' || (edit.sent?.phase === 'accepted' && edit.sent.sighting !== 'other');
}

/** Why a key cannot be given this name; null if it can. */
export function nameProblem(edits: Edits, name: string): 'empty' | 'taken' | null {
  if (name === '') return 'empty';
  return wantedSlot(edits, name).present ? 'taken' : null;
}

/** Wants `value` for `key`; adds the key if it is not there. Back to the seen value is no edit. */
export function set(edits: Edits, key: string, value: unknown): Edits {
  return record(edits, [[key, { present: true, value }, null]]);
}

/** Adds a key. A name that is empty or taken changes nothing: ask `nameProblem` first. */
export function add(edits: Edits, key: string, value: unknown): Edits {
  return nameProblem(edits, key) ? edits : set(edits, key, value);
}

/** Wants `key` gone. A key that was only added, and never sent, simply disappears. */
export function remove(edits: Edits, key: string): Edits {
  return wantedSlot(edits, key).present ? record(edits, [[key, ABSENT, null]]) : edits;
}

/** Sets `name` to what `key` holds and deletes `key`. A name that is empty or taken, or a value that cannot be sent, changes nothing. */
export function rename(edits: Edits, key: string, name: string): Edits {
  const held = wantedSlot(edits, key);
  // What JSON has no word for could only be written back as something else.
  if (!held.present || nameProblem(edits, name) || typeOf(held.value) === 'other') return edits;
  return record(edits, [
    [name, held, null],
    [key, ABSENT, name],
  ]);
}

/** Takes the last act of the user back. What was sent since then is no longer taken back. */
export function undo(edits: Edits): Edits {
  const step = edits.past.at(-1);
  if (!step) return edits;
  const byKey = new Map(edits.byKey);
  for (const { key, before } of step) put(edits, byKey, key, before && { ...before, sent: keptSent(before.sent) });
  return { ...edits, byKey, past: edits.past.slice(0, -1) };
}

/** Drops all edits that are not on their way. Can be undone. */
export function discard(edits: Edits): Edits {
  const byKey = new Map(edits.byKey);
  for (const key of edits.byKey.keys()) put(edits, byKey, key, null);
  return { ...edits, byKey, open: null, past: [...edits.past, steps(edits, [...edits.byKey.keys()])] };
}

/** Settles a conflict by the user's own value: it will be sent again, over what was seen. */
export function keepMine(edits: Edits, key: string): Edits {
  const edit = edits.byKey.get(key);
  if (!edit) return edits;
  const sent = edit.sent?.phase === 'pending' ? edit.sent : null;
  const byKey = new Map(edits.byKey).set(key, { ...edit, base: seenSlot(edits, key), sent });
  return { ...edits, byKey, past: [...edits.past, steps(edits, [key])] };
}

/** Settles a conflict by what was seen: the user's value is dropped. Can be undone. */
export function takeTheirs(edits: Edits, key: string): Edits {
  if (!edits.byKey.has(key)) return edits;
  const byKey = new Map(edits.byKey);
  put(edits, byKey, key, null);
  return { ...edits, byKey, past: [...edits.past, steps(edits, [key])] };
}

function record(edits: Edits, wishes: readonly (readonly [string, Slot, string | null])[]): Edits {
  const byKey = new Map(edits.byKey);
  for (const [key, wish, renamedTo] of wishes) {
    const before = edits.byKey.get(key);
    const base = before?.base ?? seenSlot(edits, key);
    put(edits, byKey, key, { key, wish, base, sent: null, renamedTo });
  }
  const keys = wishes.map(([key]) => key);
  return { ...edits, byKey, past: [...edits.past, steps(edits, keys)] };
}

/** Puts an edit in place, or takes it out if it changes nothing; a request on its way is never forgotten. */
function put(edits: Edits, byKey: Map<string, KeyEdit>, key: string, edit: KeyEdit | null): void {
  const current = edits.byKey.get(key);
  const sent = current && inFlight(current) ? current.sent : null;
  if (sent && current) {
    byKey.set(key, edit ? { ...edit, sent } : { ...current, wish: sent.wish });
  } else if (!edit || sameSlot(edit.wish, seenSlot(edits, key))) {
    byKey.delete(key);
  } else {
    byKey.set(key, edit);
  }
}

function keptSent(sent: Sent | null): Sent | null {
  return sent?.phase === 'failed' || sent?.phase === 'timeout' ? sent : null;
}

function steps(edits: Edits, keys: readonly string[]): Step {
  return keys.map((key) => ({ key, before: edits.byKey.get(key) ?? null }));
}
