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
  consume(event);
  return names[(to + names.length) % names.length] ?? null;
}

/** Says that the panel used a key: the browser does nothing with it, and neither does DevTools, which hears what reaches the document. */
export function consume(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Whether keys typed here are text. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select');
}

/** The code of a key that went to an input method, in all browsers (UI Events, "Fixed virtual key codes"). */
const TO_INPUT_METHOD = 229;

/**
 * Makes a listener for keys of one that sees only those that are meant for the panel. While somebody writes Chinese, Japanese
 * or Korean, the arrows, Enter, Escape and Tab choose among the input method's proposals: such a key goes no further, to
 * no other listener and not to DevTools, and what the browser does with it stays as it is, but for one case below. Some browsers end the composition
 * before they tell of the key that ended it; such a key has the code all the same.
 */
export function ownKeys<Key extends KeyboardEvent>(listen: (event: Key) => unknown): (event: Key) => void {
  return (event) => {
    if (event.isComposing || event.keyCode === TO_INPUT_METHOD || event.key === 'Process') {
      event.stopPropagation();
      // Chromium empties a search field at Escape by itself, the half word too.
      if (event.key === 'Escape') event.preventDefault();
    } else listen(event);
  };
}

/** Listens for keys while the focus is in an element. */
export function onKeysIn(
  element: HTMLElement,
  listen: (event: KeyboardEvent) => unknown,
  options: { readonly signal: AbortSignal; readonly capture?: boolean },
): void {
  element.addEventListener('keydown', ownKeys(listen), options);
}

/** Listens for keys wherever the focus is: the root hears them too while it is on nothing, and no element within does. */
export function onRootKeys(
  listen: (event: KeyboardEvent) => unknown,
  options: { readonly signal: AbortSignal; readonly capture?: boolean },
): void {
  onKeysIn(document.documentElement, listen, options);
}
