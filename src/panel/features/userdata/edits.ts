/**
 * The user's edits of one interaction's user data: a pure state, changed by the user (here), by sightings and answers
 * (`sightings.ts`) and turned into requests (`plan.ts`). What becomes of each key is in `key-edit.ts`.
 *
 * What the user typed leaves this state in three ways only: it was seen in the user data, the user discarded or undid
 * it, or the user took the other side of a conflict.
 */
import { isPlainRecord } from '../../../protocol/read.ts';
import { ABSENT, type Slot, sameSlot } from '../../values/json/slot.ts';
import { inFlight, isOnItsWay, type KeyEdit, type Moved, step } from './key-edit.ts';
import type { OpenCell } from './open-cell.ts';
import { typeOf } from './value-type.ts';

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

/** The keys and values of a user-data object; null for anything that is not one, such as what stands for a cycle. */
export function slotsOf(userData: unknown): ReadonlyMap<string, unknown> | null {
  return isPlainRecord(userData) ? new Map(Object.entries(userData)) : null;
}

/** What was last seen of a key. */
export function seenSlot(edits: Edits, key: string): Slot {
  return edits.seen.has(key) ? { present: true, value: edits.seen.get(key) } : ABSENT;
}

/** What a key will hold if all goes well: the user's wish, else what was seen. */
export function wantedSlot(edits: Edits, key: string): Slot {
  return edits.byKey.get(key)?.wish ?? seenSlot(edits, key);
}

/**
 * Why a key cannot be given this name; null if it can. `circle`: each of some keys would wait until its value was seen under
 * the name of the next, for ever; without waiting, WWE could lose one of them. `unsure`: WWE gave no answer to a value that was
 * sent for the key after its own value had gone elsewhere, so nobody knows which of the two would have to be seen first.
 * @param key the one that is to be renamed; none: a new key
 */
export function nameProblem(edits: Edits, name: string, key?: string): 'empty' | 'taken' | 'circle' | 'unsure' | null {
  if (name === '') return 'empty';
  if (wantedSlot(edits, name).present) return 'taken';
  if (key === undefined) return null;
  if (leadsBack(edits, name, key)) return 'circle';
  const edit = edits.byKey.get(key);
  return edit?.moved && edit.sent?.phase === 'timeout' ? 'unsure' : null;
}

/** Whether the value of `name` goes to a key that waits, in turn, for the value of `key`. To `key` itself: it comes back. */
function leadsBack({ byKey }: Edits, name: string, key: string): boolean {
  const passed = new Set<string>();
  let at = byKey.get(name)?.moved?.to;
  if (at === key) return false;
  while (at !== undefined && at !== key && !passed.has(at)) {
    passed.add(at);
    at = byKey.get(at)?.moved?.to;
  }
  return at === key;
}

/**
 * Wants `value` for `key`; adds the key if it is not there. Back to the seen value is no edit.
 * @param base what the user saw of the key when beginning to type; what is seen now, if not said
 */
export function set(edits: Edits, key: string, value: unknown, base?: Slot): Edits {
  return record(edits, [{ key, wish: { present: true, value }, ...(base ? { base } : {}) }]);
}

/** As `set`, of several keys in one act. */
export function setAll(edits: Edits, values: ReadonlyMap<string, unknown>): Edits {
  return record(
    edits,
    [...values].map(([key, value]) => ({ key, wish: { present: true, value } })),
  );
}

/** Adds a key. A name that is empty or taken changes nothing: ask `nameProblem` first. */
export function add(edits: Edits, key: string, value: unknown): Edits {
  return nameProblem(edits, key) ? edits : set(edits, key, value);
}

/** Wants `key` gone. A key that was only added, and never sent, simply disappears. */
export function remove(edits: Edits, key: string): Edits {
  return wantedSlot(edits, key).present ? record(edits, [{ key, wish: ABSENT }]) : edits;
}

/**
 * Sets `name` to what `key` holds and deletes `key`. A name that cannot be given (`nameProblem`), or a value that cannot be
 * sent, changes nothing.
 */
export function rename(edits: Edits, key: string, name: string): Edits {
  const held = wantedSlot(edits, key);
  // What JSON has no word for could only be written back as something else.
  if (!held.present || nameProblem(edits, name, key) || typeOf(held.value) === 'other') return edits;
  const edit = edits.byKey.get(key);
  // What WWE has there may be going elsewhere already: that, and not what would have come in its place, is to be kept.
  const goes = { to: name, value: held.value };
  const moved = (edit && !inFlight(edit) && edit.moved) || goes;
  return record(edits, [
    { key: name, wish: held },
    { key, wish: ABSENT, moved, goes },
  ]);
}

/** Takes the last act of the user back. What was sent since then is no longer taken back. */
export function undo(edits: Edits): Edits {
  const last = edits.past.at(-1);
  if (!last) return edits;
  const byKey = new Map(edits.byKey);
  for (const { key, before } of last) {
    put(byKey, key, step(key, edits.byKey.get(key) ?? null, seenSlot(edits, key), { is: 'undone', before }));
  }
  return { ...edits, byKey, past: edits.past.slice(0, -1) };
}

/** Drops all edits that are not on their way. Can be undone. */
export function discard(edits: Edits): Edits {
  return { ...giveUp(edits, [...edits.byKey.keys()]), open: null };
}

/** Settles a conflict by the user's own value: it will be sent again, over what was seen. */
export function keepMine(edits: Edits, key: string): Edits {
  const edit = edits.byKey.get(key);
  if (!edit) return edits;
  const byKey = new Map(edits.byKey);
  put(byKey, key, step(key, edit, seenSlot(edits, key), { is: 'insisted' }));
  return { ...edits, byKey, past: [...edits.past, steps(edits, [key])] };
}

/** Settles a conflict by what was seen: the user's value is dropped. Can be undone. */
export function takeTheirs(edits: Edits, key: string): Edits {
  return edits.byKey.has(key) ? giveUp(edits, [key]) : edits;
}

/**
 * Whether nothing is lost when an edit is sent: what WWE has under the key goes nowhere else; or it was last seen where it goes,
 * and the user wants it there; or WWE has nothing there, and nothing that was sent can still come there.
 */
export function isSafe(edits: Edits, { key, moved, sent }: KeyEdit): boolean {
  if (!moved || (sent === null && !seenSlot(edits, key).present)) return true;
  const slot = { present: true, value: moved.value };
  return sameSlot(wantedSlot(edits, moved.to), slot) && sameSlot(seenSlot(edits, moved.to), slot);
}

function giveUp(edits: Edits, keys: readonly string[]): Edits {
  const byKey = new Map(edits.byKey);
  for (const key of keys) {
    put(byKey, key, step(key, edits.byKey.get(key) ?? null, seenSlot(edits, key), { is: 'given up' }));
  }
  return finish(
    edits,
    byKey,
    keys.map((key) => ({ key })),
  );
}

/** What the user wants of a key. */
interface Wish {
  readonly key: string;
  readonly wish: Slot;
  readonly base?: Slot;
  /** Where what WWE has there is to be seen first. */
  readonly moved?: Moved;
  /** Where what was wanted there is wanted now. */
  readonly goes?: Moved;
}

function record(edits: Edits, wishes: readonly Wish[]): Edits {
  const byKey = new Map(edits.byKey);
  const renamed = wishes.find(({ moved }) => moved)?.key;
  for (const { key, wish, base, moved } of wishes) {
    const edit = edits.byKey.get(key) ?? null;
    const seen = seenSlot(edits, key);
    // A value that is being moved away is not overwritten either before it is safe; but it may come back.
    const away = moved ?? (edit?.moved?.to === renamed ? null : edit?.moved) ?? null;
    put(byKey, key, step(key, edit, seen, { is: 'edited', wish, base: base ?? seen, moved: away }));
  }
  return finish(edits, byKey, wishes);
}

/**
 * Ends an act of the user on some keys. Where a value was to be moved to one of them, it follows: to its newest name, and as
 * it is wanted there now. Where it is not wanted there any more, its old key stays: nobody asked for its end. What was to
 * come in the place of that one stays, too.
 */
function finish(edits: Edits, byKey: Map<string, KeyEdit>, made: readonly (Wish | { readonly key: string })[]): Edits {
  /** What is wanted of a key now; null: it was given up. */
  const acts = new Map<string, Wish | null>(made.map((act) => [act.key, 'wish' in act ? act : null]));
  const touched = new Set(acts.keys());
  for (let before = -1; before < touched.size; ) {
    before = touched.size;
    for (const [key, edit] of byKey) {
      const act = edit.moved && acts.get(edit.moved.to);
      if (!edit.moved || act === undefined || touched.has(key)) continue;
      touched.add(key);
      const seen = seenSlot(edits, key);
      const moved = act?.goes ?? (act?.wish.present ? { to: act.key, value: act.wish.value } : null);
      if (moved) put(byKey, key, step(key, edit, seen, { is: 'moved on', moved }));
      else if (!isSafe({ ...edits, byKey }, edit)) {
        put(byKey, key, step(key, edit, seen, { is: 'given up' }));
        if (!isOnItsWay(edit)) acts.set(key, null);
      }
    }
  }
  return { ...edits, byKey, past: [...edits.past, steps(edits, [...touched])] };
}

function put(byKey: Map<string, KeyEdit>, key: string, edit: KeyEdit | null): void {
  if (edit) byKey.set(key, edit);
  else byKey.delete(key);
}

function steps(edits: Edits, keys: readonly string[]): Step {
  return keys.map((key) => ({ key, before: edits.byKey.get(key) ?? null }));
}
