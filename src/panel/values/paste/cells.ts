/** Cells that were copied from a spreadsheet, as keys and values. Pure. */

import { sameValue } from '../json/equal.ts';
import type { Slot } from '../json/slot.ts';

/** Cells as they were copied, row by row. */
export type Cells = readonly (readonly string[])[];

/** A row of cells as a key with its value, a text: nobody says whether 10 is a number. */
export interface PastedRow {
  readonly key: string;
  readonly value: string;
  /** `add`, `change`: what will be done. `same`: it holds that already. `twice`, `empty`: it is left out. */
  readonly is: 'add' | 'change' | 'same' | 'twice' | 'empty';
}

/** More rows than this are not offered. */
const MOST_ROWS = 1_000;
/** No longer text is looked through, in characters. */
const LONGEST = 1_000_000;

/**
 * The cells of a text, as spreadsheets copy them: tabs between cells, an end of line after each row, quotes around a cell
 * that holds one of these. Null where it is no table: one cell, or, for a value, some lines of text.
 * @param into a value can have several lines, a name has one
 */
export function cellsOf(text: string, into: 'name' | 'value'): Cells | null {
  if (text.length > LONGEST || !(text.includes('\t') || (into === 'name' && /\n./.test(text)))) return null;
  const rows: string[][] = [[]];
  let at = 0;
  while (at < text.length && rows.length <= MOST_ROWS) {
    const { cell, end } = cellAt(text, at);
    rows.at(-1)?.push(cell);
    const sign = text[end];
    at = end + (sign === '\r' && text[end + 1] === '\n' ? 2 : 1);
    if (sign !== '\t' && at < text.length) rows.push([]);
    else if (sign === '\t' && at >= text.length) rows.at(-1)?.push('');
  }
  return rows.length > MOST_ROWS ? null : rows;
}

function cellAt(text: string, from: number): { readonly cell: string; readonly end: number } {
  if (text[from] === '"') {
    let cell = '';
    for (let at = from + 1; at < text.length; at += 1) {
      if (text[at] !== '"') cell += text[at];
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else if (at + 1 === text.length || /[\t\r\n]/.test(text[at + 1] ?? '')) return { cell, end: at + 1 };
      else break;
    }
  }
  // A quote that nothing ends is a character like others.
  let end = from;
  while (end < text.length && !/[\t\r\n]/.test(text[end] ?? '')) end += 1;
  return { cell: text.slice(from, end), end };
}

/**
 * What would become of the cells: the first of a row is the key, the second the value, further ones are left out.
 * @param heldBy what a key holds, where they were pasted
 */
export function rowsOfCells(heldBy: (key: string) => Slot, cells: Cells): readonly PastedRow[] {
  const keys = new Set<string>();
  return cells.map(([key = '', value = '']) => {
    const held = heldBy(key);
    const isTwice = keys.has(key);
    keys.add(key);
    if (key.trim() === '') return { key, value, is: 'empty' };
    if (isTwice) return { key, value, is: 'twice' };
    if (!held.present) return { key, value, is: 'add' };
    return { key, value, is: sameValue(held.value, value) ? 'same' : 'change' };
  });
}

/** The rows that are taken: those that add a key, or change one. */
export function takenOf(rows: readonly PastedRow[]): readonly PastedRow[] {
  return rows.filter(({ is }) => is === 'add' || is === 'change');
}
