/** Cells of a spreadsheet that were pasted into the user data. Pure. */
import { type Cells, type PastedRow, rowsOfCells, takenOf } from '../../values/paste/cells.ts';
import { cancelCell } from './cell.ts';
import { type Edits, setAll, wantedSlot } from './edits.ts';

/** Cells, and the way back to the cell that they were pasted into. */
export interface Pasted {
  readonly cells: Cells;
  /** Opens the cell again, as it was, or with the cells' text in it. */
  readonly back: (edits: Edits, asText: boolean) => Edits;
}

/** What would become of the cells. */
export function pastedRows(edits: Edits, cells: Cells): readonly PastedRow[] {
  return rowsOfCells((key) => wantedSlot(edits, key), cells);
}

/** Takes the rows as edits, in one act that Undo takes back. */
export function addRows(edits: Edits, cells: Cells): Edits {
  return setAll(cancelCell(edits), new Map(takenOf(pastedRows(edits, cells)).map(({ key, value }) => [key, value])));
}
