/** Whether a row of tools needs more than one line. */
import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Looks at an element again whenever its size, or what it holds, changes; and after each drawing. */
export function useLook(element: RefObject<HTMLElement | null>, look: (element: HTMLElement) => void): void {
  useLayoutEffect(() => {
    if (element.current) look(element.current);
  });
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    let frame = 0;
    const soon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => look(current));
    };
    const sizes = new ResizeObserver(soon);
    sizes.observe(current);
    const content = new MutationObserver(soon);
    content.observe(current, { childList: true, characterData: true, subtree: true });
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      content.disconnect();
    };
  }, []);
}

/**
 * Whether what a row holds needs more than one line. Then there is to be a button beside it.
 * It is measured as if there were none: what is measured must not depend on what comes of it, or each drawing could be
 * followed by another one for ever.
 */
export function useWrapped(
  row: RefObject<HTMLElement | null>,
  button: RefObject<HTMLElement | null>,
): ReadonlySignal<boolean> {
  const isWrapped = useSignal(false);
  useLook(row, (element) => {
    const { current } = button;
    // It takes no place then, and keeps the focus.
    if (current) current.style.position = 'absolute';
    const isNow = [...element.children].some((child) => isBelowFirst(child, element));
    if (current) current.style.position = '';
    isWrapped.value = isNow;
  });
  return isWrapped;
}

/** Whether something in a row stands below its first line. */
export function isBelowFirst(child: Element, row: Element): boolean {
  const [first] = row.children;
  if (!(first instanceof HTMLElement && child instanceof HTMLElement)) return false;
  return child.offsetTop - first.offsetTop > first.offsetHeight / 2;
}
