/** Keys that mean the same in several places. */

/** The name that an arrow key, Home or End leads to in a row of tabs, the event then being used up; null for other keys. */
export function arrowStep<Name>(event: KeyboardEvent, names: readonly Name[], chosen: Name): Name | null {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return null;
  const at = names.indexOf(chosen);
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: names.length - 1,
  };
  const to = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
  if (to === undefined) return null;
  event.preventDefault();
  event.stopPropagation();
  return names[(to + names.length) % names.length] ?? null;
}

/** Whether keys typed here are text. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select');
}
