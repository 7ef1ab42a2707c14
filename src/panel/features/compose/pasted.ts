/** Cells of a spreadsheet that were pasted into the keys and values of a parameter. Pure, but for reading the event. */

import { retyped } from '../../text/retyped.ts';
import { type Cells, cellsOf, type PastedRow, rowsOfCells, takenOf } from '../../values/paste/cells.ts';
import { type KeyRow, readSimple } from './fields.ts';

/** Cells, and where they were pasted. */
export interface PastedInto {
  readonly cells: Cells;
  /** Id of the row. */
  readonly row: number;
  readonly control: HTMLElement;
  /** What the row would be with the cells' text in it. */
  readonly asText: Partial<KeyRow>;
}

/** The cells that an event pastes into a row; null: none, it goes on as it is. JSON may have tabs: it is no table. */
export function pastedInto(row: KeyRow, { target, clipboardData }: ClipboardEvent): PastedInto | null {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return null;
  const isKey = target instanceof HTMLInputElement && target.parentElement?.classList.contains('compose-key') === true;
  const isName = isKey && target.matches('.compose-key > input:first-child');
  if (!isName && row.type !== 'text') return null;
  const text = clipboardData?.getData('text/plain') ?? '';
  const cells = cellsOf(text, isName ? 'name' : 'value');
  if (!cells) return null;
  const { value, selectionStart, selectionEnd } = target;
  const whole = value.slice(0, selectionStart ?? 0) + text + value.slice(selectionEnd ?? value.length);
  // A key has one line, as the browser would paste it.
  const asText = isName
    ? { key: retyped(row.key, whole.replaceAll(/[\r\n]/g, ''), 'line') }
    : { text: retyped(row.text, whole) };
  return { cells, row: row.id, control: target, asText };
}

/** What would become of the cells. */
export function pastedRows(rows: readonly KeyRow[], hidden: readonly unknown[], cells: Cells): readonly PastedRow[] {
  return rowsOfCells((key) => {
    const row = rows.find((one) => one.key === key);
    if (!row) return { present: false };
    const read = readSimple(row.type, row.text, hidden);
    return { present: true, value: read.ok ? read.value : undefined };
  }, cells);
}

/** The rows with the cells in them, as text. A row without key and value, into which they were pasted, makes room. */
export function addPasted(
  rows: readonly KeyRow[],
  hidden: readonly unknown[],
  { cells, row }: PastedInto,
): readonly KeyRow[] {
  const taken = takenOf(pastedRows(rows, hidden, cells));
  const values = new Map(taken.map(({ key, value }) => [key, value]));
  const kept = rows
    .filter(({ id, key, text }) => id !== row || key !== '' || text !== '')
    .map((one): KeyRow => {
      const text = values.get(one.key);
      values.delete(one.key);
      return text === undefined ? one : { ...one, type: 'text', text };
    });
  const first = Math.max(-1, ...rows.map(({ id }) => id)) + 1;
  const added = [...values].map(([key, text], index): KeyRow => ({ id: first + index, key, type: 'text', text }));
  return [...kept, ...added];
}
