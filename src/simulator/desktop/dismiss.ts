/** Closing what is open over the page: by a press elsewhere, by the focus going elsewhere, by Escape. */
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Why something closes. */
export type Dismissal = 'elsewhere' | 'escape';

/**
 * While `open`, `close` is called with `elsewhere` when a press or the focus goes outside `root` (into a client frame
 * too), and with `escape` for that key inside.
 */
export function useDismiss(root: RefObject<HTMLElement | null>, open: boolean, close: (why: Dismissal) => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const element = root.current;
    if (!open || element === null) return;
    const listening = new AbortController();
    const { signal } = listening;
    const page = element.ownerDocument;
    const elsewhere = ({ target }: Event): void => {
      if (!(target instanceof Node) || !element.contains(target)) latest.current('elsewhere');
    };
    page.addEventListener('pointerdown', elsewhere, { signal });
    page.addEventListener('focusin', elsewhere, { signal });
    // A press in a client frame does not come here; the window loses the focus to it.
    page.defaultView?.addEventListener('blur', () => latest.current('elsewhere'), { signal });
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      latest.current('escape');
    };
    element.addEventListener('keydown', press, { signal });
    return () => listening.abort();
  }, [open]);
}

/** What a button that opens something needs; `close` gives the focus back to the button. */
export function useOpen() {
  const open = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    open.value = false;
    button.current?.focus();
  };
  useDismiss(root, open.value, (why) => {
    if (why === 'escape') close();
    else open.value = false;
  });
  return { open, root, button, close };
}
