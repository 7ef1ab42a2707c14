/** The end of a growing table: followed while one is there, counted while one is not. */
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { ROW, type VirtualScroll } from '../../ui/virtual-scroll.ts';

/** Lines by time. */
export interface TimedLines {
  readonly length: number;
  /** In ms since the epoch. */
  timeAt(index: number): number | undefined;
}

/** The end of a table. */
export interface Tail {
  /** Rows that came at the end since the user left it. */
  readonly unseen: number;
  /** The scroller was scrolled. */
  scrolled(): void;
  /** Something else than the end is looked at. */
  leave(): void;
  toEnd(): void;
}

/**
 * Keeps a scroller at its end while it is there.
 * @param isOrdered the rows come in the order of the wire; otherwise there is no end to follow
 * @param scroll follows the same scroller
 */
export function useTail(
  scroller: RefObject<HTMLElement | null>,
  rows: TimedLines,
  isOrdered: boolean,
  scroll: VirtualScroll,
): Tail {
  /** The time of the last row when the end was left, ms since the epoch; null while one is at the end. */
  const leftAt = useSignal<number | null>(null);
  /** The rows that it was scrolled for. */
  const shown = useRef<TimedLines | null>(null);

  function toEnd(): void {
    leftAt.value = null;
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    scroll.measure();
  }
  function leave(): void {
    leftAt.value ??= rows.timeAt(rows.length - 1) ?? 0;
  }
  // Only for other rows: when details open below the table, the rows that are looked at stay where they are.
  if (isOrdered && leftAt.value === null && shown.current !== rows) scroll.expectEnd(rows.length);
  useLayoutEffect(() => {
    shown.current = rows;
    if (isOrdered && leftAt.peek() === null) toEnd();
  }, [rows, isOrdered]);

  return {
    unseen: leftAt.value === null || !isOrdered ? 0 : laterThan(rows, leftAt.value),
    scrolled() {
      const element = scroller.current;
      if (!element) return;
      if (element.scrollTop + element.clientHeight > element.scrollHeight - ROW) leftAt.value = null;
      else leave();
    },
    leave,
    toEnd,
  };
}

/** How many rows at the end are later. They are in the order of the wire: by time. */
function laterThan(rows: TimedLines, t: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows.timeAt(middle) ?? t) > t) high = middle;
    else low = middle + 1;
  }
  return rows.length - low;
}
