/** The rows of the grid: every key that was seen, then those that the user added. */

import type { Slot } from '../../values/json/slot.ts';
import { type Edits, seenSlot } from './edits.ts';
import type { OpenCell } from './open-cell.ts';
import { type KeyStatus, statusOf } from './sightings.ts';

/** One row. */
export interface UserDataRow {
  readonly key: string;
  /** What the value cell shows: the user's wish, or what was seen; of a removed key what it was. */
  readonly held: Slot;
  readonly status: KeyStatus;
  /** The cell of this row that is being typed into. */
  readonly open: OpenCell | null;
}

/** The rows that are drawn, and how many there are. */
export interface DrawnRows {
  readonly rows: readonly UserDataRow[];
  readonly total: number;
}

/**
 * The first `most` rows, in the order of the user data, added keys last; and those that the user works on, whatever their
 * place. What is not drawn costs nothing: a page may send a million keys.
 */
export function rowsOf(edits: Edits, most: number): DrawnRows {
  const { open, seen, byKey } = edits;
  const isOpen = (key: string) => open !== null && open.what !== 'new' && open.key === key;
  const added = [...byKey.keys()].filter((key) => !seen.has(key));
  // A cell that is being typed into stays, even if its key is gone.
  const orphan = open && open.what !== 'new' && !seen.has(open.key) && !byKey.has(open.key) ? [open.key] : [];
  const last = [...added, ...orphan];
  const keys: string[] = [];
  for (const key of seen.keys()) {
    if (keys.length >= most) break;
    keys.push(key);
  }
  const rowOf = (key: string): UserDataRow => {
    const edit = byKey.get(key);
    const slot = seenSlot(edits, key);
    const held = edit?.wish.present ? edit.wish : slot.present ? slot : (edit?.base ?? slot);
    return { key, held, status: statusOf(edits, key), open: isOpen(key) ? open : null };
  };
  const fits = last.slice(0, Math.max(0, most - keys.length));
  const drawn = new Set([...keys, ...fits]);
  const touched = new Set([...byKey.keys(), ...(open && open.what !== 'new' ? [open.key] : [])]);
  const late = [...touched].filter((key) => !drawn.has(key)).map(rowOf);
  return { rows: [...[...drawn].map(rowOf), ...late.filter(isWorkedOn)], total: seen.size + last.length };
}

function isWorkedOn({ open, status }: UserDataRow): boolean {
  return open !== null || status.is !== 'clean';
}
