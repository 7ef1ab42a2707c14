/**
 * Escape. What it closes says so while it is open, and one press closes one thing. A press that the panel used goes no
 * further: DevTools acts on what reaches the document (Chromium opens its drawer). One that closes nothing is left to it.
 */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { consume, onRootKeys } from './keys.ts';

/** Something that is open. */
interface Closable {
  readonly holds: (target: EventTarget | null) => boolean;
  readonly close: () => void;
}

/** In the order in which they were opened. */
const opened: Closable[] = [];
/** Of the components that may open something; the listeners live as long as one of them. */
let users = 0;
let life = new AbortController();
/** The last press, without what is repeated while it is held down. */
let press: KeyboardEvent | null = null;

/**
 * Closes something by Escape, wherever the focus is, and if it is on nothing. Of several that are open, the one that holds the
 * focus closes, else the one that was opened last. A field that has a use of its own for Escape comes before them: it
 * listens itself, and ends with `consume`.
 * @param close null: it is not open
 * @param element what is open, where there can be something else beside it
 */
export function useEscape(close: (() => void) | null, element?: RefObject<Element | null>): void {
  const latest = useRef(close);
  latest.current = close;
  const isOpen = close !== null;
  useLayoutEffect(() => {
    users += 1;
    if (users === 1) listen();
    return () => {
      users -= 1;
      if (users === 0) life.abort();
    };
  }, []);
  useLayoutEffect(() => {
    if (!isOpen) return;
    const closable: Closable = {
      holds: (target) => target instanceof Node && element?.current?.contains(target) === true,
      close: () => latest.current?.(),
    };
    opened.push(closable);
    return () => void opened.splice(opened.indexOf(closable), 1);
  }, [isOpen]);
}

function listen(): void {
  life = new AbortController();
  const { signal } = life;
  onRootKeys(begin, { capture: true, signal });
  onRootKeys(end, { signal });
}

/** A key that is held down closes one thing: what is repeated of a press that was used goes the same way. */
function begin(event: KeyboardEvent): void {
  if (event.key !== 'Escape') return;
  if (!event.repeat) press = event;
  else if (press?.defaultPrevented) consume(event);
}

function end(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const one = opened.findLast(({ holds }) => holds(event.target)) ?? opened.at(-1);
  if (!one) return;
  one.close();
  consume(event);
}
