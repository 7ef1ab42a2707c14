/** Which key asks for a menu, and where it opens. The menu itself is loaded when it is first opened. */

/** Where a menu opens, in CSS px of the window. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Where a menu opens that was asked for by key: below an element. */
export function spotBelow(element: Element | null | undefined, indent = 0): Spot {
  const box = element?.getBoundingClientRect();
  return { x: (box?.left ?? 0) + indent, y: box?.bottom ?? 0 };
}

/** Whether a key asks for the menu of what has the focus. */
export function asksForMenu(event: KeyboardEvent): boolean {
  return event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');
}
