/** The rows of the grid: every key that was seen, then those that the user added. */
import type { OpenCell } from './cell.ts';
import { type Edits, type Slot, seenSlot } from './edits.ts';
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

/** All rows, in the order of the user data; added keys last. */
export function rowsOf(edits: Edits): readonly UserDataRow[] {
  const added = [...edits.byKey.keys()].filter((key) => !edits.seen.has(key));
  const { open } = edits;
  const known = [...edits.seen.keys(), ...added];
  // A cell that is being typed into stays, even if its key is gone.
  const orphan =
    open && open.what !== 'new' && !edits.seen.has(open.key) && !edits.byKey.has(open.key) ? [open.key] : [];
  return [...known, ...orphan].map((key) => {
    const edit = edits.byKey.get(key);
    const seen = seenSlot(edits, key);
    const held = edit?.wish.present ? edit.wish : seen.present ? seen : (edit?.base ?? seen);
    return {
      key,
      held,
      status: statusOf(edits, key),
      open: open && open.what !== 'new' && open.key === key ? open : null,
    };
  });
}
