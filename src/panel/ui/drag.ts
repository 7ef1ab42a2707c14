/** Dragging something with the pointer. */

/**
 * Follows the pointer from a press on an element until it is let go.
 * @param move told where it is
 * @param drop told where it was let go; null: the browser took it away
 */
export function followPointer(
  press: PointerEvent,
  move: (now: PointerEvent) => void,
  drop: (at: PointerEvent | null) => void = () => {},
): void {
  const grip = press.currentTarget;
  if (!(grip instanceof HTMLElement)) return;
  press.preventDefault();
  grip.setPointerCapture(press.pointerId);
  const end = new AbortController();
  const { signal } = end;
  grip.addEventListener('pointermove', move, { signal });
  const letGo = (at: PointerEvent) => {
    end.abort();
    drop(at.type === 'pointerup' ? at : null);
  };
  grip.addEventListener('pointerup', letGo, { signal });
  grip.addEventListener('pointercancel', letGo, { signal });
}
