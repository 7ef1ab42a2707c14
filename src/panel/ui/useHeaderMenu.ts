/** Opens and closes the menu of a table's header, which is loaded when it is first opened. */
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { HeaderMenuOpen, HeaderMenuState } from './Header.tsx';
import { lazyView, nothing } from './lazy-view.tsx';

/** Renders the menu, once it is loaded. */
export const HeaderMenu = lazyView(async () => (await import('./HeaderMenu.tsx')).HeaderMenu, nothing);

/** Keeps the menu of a table's header, and gives the focus back to the column once that is drawn where it stands then. */
export function useHeaderMenu(within: RefObject<Element | null>): HeaderMenuState {
  const open = useSignal<HeaderMenuOpen | null>(null);
  const closed = useRef<HeaderMenuOpen | null>(null);
  useLayoutEffect(() => {
    const last = closed.current;
    closed.current = null;
    if (!last) return;
    const buttons = [...(within.current?.querySelectorAll<HTMLElement>('.header-button') ?? [])];
    const button = buttons.find(({ dataset }) => dataset.column === last.column?.id);
    (button ?? within.current?.querySelector<HTMLElement>('.choose-columns'))?.focus();
  });
  return {
    open: open.value,
    show(next) {
      open.value = next;
    },
    close() {
      closed.current = open.peek();
      open.value = null;
    },
  };
}
