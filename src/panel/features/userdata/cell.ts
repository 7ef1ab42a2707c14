/** The cell that the user is typing into: part of the edits' state, so that a half-typed text outlives everything. */
import { add, type Edits, nameProblem, remove, rename, seenSlot, set, wantedSlot } from './edits.ts';
import type { CellProblem, Typing } from './open-cell.ts';
import { editText, isTooLong, parseValue, typeOf, type ValueType } from './parse.ts';

const EMPTY: Typing = { text: '', type: 'text', touched: false, problem: null };

/** Opens a value for typing. @param hidden the value is a masked token: typing starts from nothing */
export function openValue(edits: Edits, key: string, hidden = false): Edits {
  const settled = commitCell(edits);
  const held = wantedSlot(settled, key);
  if (!held.present || stuck(settled)) return settled;
  const type = typeOf(held.value);
  const text = hidden ? '' : editText(held.value);
  const typing = {
    ...EMPTY,
    text: isTooLong(text) ? '' : text,
    type: type === 'other' ? 'text' : type,
  } as const;
  return { ...settled, open: { ...typing, what: 'value', key, base: seenSlot(settled, key) } };
}

/** Opens a key's name for typing. What cannot be sent cannot be renamed. */
export function openName(edits: Edits, key: string): Edits {
  const settled = commitCell(edits);
  const held = wantedSlot(settled, key);
  if (!held.present || typeOf(held.value) === 'other' || stuck(settled)) return settled;
  return { ...settled, open: { ...EMPTY, what: 'name', key, text: key } };
}

/** Opens a row for a new key. */
export function openNew(edits: Edits): Edits {
  const settled = commitCell(edits);
  return stuck(settled) ? settled : { ...settled, open: { ...EMPTY, what: 'new', name: '' } };
}

/** Whether an open cell could not be committed: it stays, with its problem. */
function stuck(edits: Edits): boolean {
  return edits.open !== null && edits.open.problem !== null;
}

/** The text typed so far. */
export function typeText(edits: Edits, text: string): Edits {
  return edits.open ? { ...edits, open: { ...edits.open, text, touched: true, problem: null } } : edits;
}

/** The name typed so far for a new key. */
export function typeName(edits: Edits, name: string): Edits {
  if (edits.open?.what !== 'new') return edits;
  return { ...edits, open: { ...edits.open, name, touched: true, problem: null } };
}

/** Chooses another type: of the open cell, or of a key, whose value is then converted or opened with the problem. */
export function chooseType(edits: Edits, key: string | null, type: ValueType): Edits {
  const { open } = edits;
  if (open && (key === null ? open.what === 'new' : open.what === 'value' && open.key === key)) {
    return { ...edits, open: { ...open, type, touched: true, problem: null } };
  }
  if (key === null) return edits;
  const held = wantedSlot(edits, key);
  if (!held.present) return edits;
  const text = editText(held.value);
  const parsed = parseValue(text, type);
  if (parsed.ok) return set(edits, key, parsed.value);
  const settled = commitCell(edits);
  if (stuck(settled)) return settled;
  const problem = text === '' ? null : parsed.problem;
  const base = seenSlot(settled, key);
  const shown = isTooLong(text) ? '' : text;
  return { ...settled, open: { what: 'value', key, base, text: shown, type, touched: true, problem } };
}

/** Closes the cell and throws away what was typed into it. */
export function cancelCell(edits: Edits): Edits {
  return { ...edits, open: null };
}

/** Takes what was typed as an edit and closes the cell; a cell with a problem stays open and says it. */
export function commitCell(edits: Edits): Edits {
  const { open } = edits;
  if (!open) return edits;
  const closed = { ...edits, open: null };
  if (!open.touched) return closed;
  const stay = (problem: CellProblem): Edits => ({ ...edits, open: { ...open, problem } });
  if (open.what === 'name') {
    if (open.text === open.key) return closed;
    if (!wantedSlot(edits, open.key).present) return stay('gone');
    const problem = nameProblem(edits, open.text, open.key);
    return problem ? stay(problem) : rename(closed, open.key, open.text);
  }
  const parsed = parseValue(open.text, open.type);
  if (open.what === 'new') {
    const problem = nameProblem(edits, open.name);
    if (problem) return stay(problem);
    return parsed.ok ? add(closed, open.name, parsed.value) : stay(parsed.problem);
  }
  return parsed.ok ? set(closed, open.key, parsed.value, open.base) : stay(parsed.problem);
}

/** Deletes a key; an open cell of it closes. */
export function removeKey(edits: Edits, key: string): Edits {
  const { open } = edits;
  const ofKey = open && open.what !== 'new' && open.key === key;
  return remove(ofKey ? cancelCell(edits) : edits, key);
}

/** Brings a removed key back as it was seen. */
export function restoreKey(edits: Edits, key: string): Edits {
  const seen = seenSlot(edits, key);
  return seen.present ? set(edits, key, seen.value) : edits;
}
