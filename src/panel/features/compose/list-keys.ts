/** Arrow keys, Home and End in a list of buttons. */

/** Moves the focus among the first buttons of the lines of a list. */
export function moveInList(event: KeyboardEvent): void {
  if (event.ctrlKey || event.altKey || event.metaKey || !(event.currentTarget instanceof HTMLElement)) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('li > button:first-of-type')];
  const at = buttons.findIndex((button) => button.parentElement?.contains(document.activeElement));
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: buttons.length - 1,
  };
  const to = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
  if (to === undefined || at < 0) return;
  buttons[Math.min(Math.max(to, 0), buttons.length - 1)]?.focus();
  event.preventDefault();
  event.stopPropagation();
}
