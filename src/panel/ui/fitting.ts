/** Which tabs of a row fit into its width. */
import { type ReadonlySignal, type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLook } from './wrapped.ts';

/**
 * Which of a row's children fit into its parent, by place; the others belong into a menu.
 * @param chosen the place of one that is shown in any case
 * @param spare what the parent keeps for something else, and for the button of the menu, in CSS px
 */
export function useFitting(
  row: RefObject<HTMLElement | null>,
  chosen: number,
  spare: { readonly always: number; readonly menu: number },
): ReadonlySignal<readonly boolean[] | null> {
  const fits: Signal<readonly boolean[] | null> = useSignal(null);
  useLook(row, ({ children, parentElement }) => {
    const widths = [...children].map((child) => (child instanceof HTMLElement ? child.offsetWidth : 0));
    const room = (parentElement?.clientWidth ?? 0) - spare.always;
    const next = fitting(widths, chosen, room, spare.menu);
    if (next?.join() !== fits.peek()?.join()) fits.value = next;
  });
  return fits;
}

/** Which of some things fit into a width, the first ones first; null: all of them. @param menu what the menu of the others takes */
export function fitting(
  widths: readonly number[],
  chosen: number,
  room: number,
  menu: number,
): readonly boolean[] | null {
  const whole = widths.reduce((sum, width) => sum + width, 0);
  if (whole <= room) return null;
  let left = room - menu - (widths[chosen] ?? 0);
  let isFull = false;
  return widths.map((width, index) => {
    if (index === chosen) return true;
    isFull ||= width > left;
    if (!isFull) left -= width;
    return !isFull;
  });
}
