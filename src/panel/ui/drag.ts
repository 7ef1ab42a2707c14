/** Dragging something with the pointer. */

/** Follows the pointer from a press on an element until it is let go. @param move told where it is */
export function followPointer(press: PointerEvent, move: (now: PointerEvent) => void): void {
  const grip = press.currentTarget;
  if (!(grip instanceof HTMLElement)) return;
  press.preventDefault();
  grip.setPointerCapture(press.pointerId);
  const drop = new AbortController();
  const { signal } = drop;
  grip.addEventListener('pointermove', move, { signal });
  grip.addEventListener('pointerup', () => drop.abort(), { signal });
  grip.addEventListener('pointercancel', () => drop.abort(), { signal });
}
