/** The keys of the grid, and where in it an event happened. */

/** What a key does: open the cell, delete the key, undo, or move by rows and columns. */
export type KeyAction = 'open' | 'delete' | 'undo' | readonly [down: number, right: number];

const FAR = 1_000_000;
const PAGE = 20;

/** The act of a key; null if the grid has none for it. @param inControl the focus is on a button or a menu, which has keys of its own */
export function keyAction(event: KeyboardEvent, inControl: boolean): KeyAction | null {
  if (event.ctrlKey) {
    if (event.key === 'Home') return [-FAR, 0];
    if (event.key === 'End') return [FAR, 0];
    return event.key === 'z' ? 'undo' : null;
  }
  switch (event.key) {
    case 'ArrowDown':
      return [1, 0];
    case 'ArrowUp':
      return [-1, 0];
    case 'ArrowLeft':
      return [0, -1];
    case 'ArrowRight':
      return [0, 1];
    case 'PageDown':
      return [PAGE, 0];
    case 'PageUp':
      return [-PAGE, 0];
    case 'Home':
      return [-FAR, 0];
    case 'End':
      return [FAR, 0];
    case 'Enter':
    case 'F2':
      return inControl ? null : 'open';
    case 'Delete':
      return inControl ? null : 'delete';
    default:
      return null;
  }
}

/** The row and column of the cell that holds `target`; null outside the grid's body. */
export function placeOf(target: EventTarget | null, body: HTMLElement | null): { row: number; column: number } | null {
  const cell = target instanceof Element ? target.closest('td') : null;
  const line = cell?.parentElement;
  if (!cell || !line || !body || line.parentElement !== body) return null;
  return { row: [...body.children].indexOf(line), column: [...line.children].indexOf(cell) };
}
