/** Keeps what hangs at a button in the window. */
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Distance from the window's edge, in CSS px. */
const EDGE = 4;

/** Moves an element sideways as far as it sticks out of the window, and scrolls to it. @param isThere it is in the page */
export function useInWindow(element: RefObject<HTMLElement | null>, isThere: boolean): void {
  useLayoutEffect(() => {
    const { current } = element;
    if (!isThere || !current) return;
    const { left, right } = current.getBoundingClientRect();
    const by = Math.max(EDGE - left, Math.min(0, innerWidth - EDGE - right));
    if (by !== 0) current.style.translate = `${by}px`;
    current.scrollIntoView({ block: 'nearest' });
  }, [isThere]);
}
