/** What is in sight of a table whose rows all have one height, and how to bring a row there. */
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** Height of every row, in CSS px: `--row` of design/tokens.css. */
export const ROW = 21;
/** Height of the header that sticks to the top, in CSS px: `--header` of design/tokens.css. */
export const HEADER = 27;
/** Rows drawn beyond each edge of what is in sight, once that is on the screen. */
const MARGIN = 12;

/** A scroller's place and size, in CSS px. */
export interface Viewport {
  readonly top: number;
  readonly height: number;
  readonly width: number;
}

/** Follows a scroller. */
export interface VirtualScroll {
  /** A component that reads it while it draws is drawn again when it changes. */
  readonly viewport: Viewport;
  /** Rows to draw beyond each edge of what is in sight. */
  readonly margin: number;
  /** Looks anew: call it when the scroller scrolls. */
  measure(): void;
  /** Call it while drawing a table that is scrolled to its end right after that: the rows at the end are drawn at once. */
  expectEnd(count: number): void;
  /** Scrolls as little as it takes to have a row in sight, below the header that sticks to the top. */
  scrollTo(index: number): void;
}

/**
 * Follows the scroller's place and size while the component lives.
 * @param filter what chose the rows. After a change, the rows in sight are drawn first, and those beyond them a frame later
 */
export function useVirtualScroll(scroller: RefObject<HTMLElement | null>, filter: unknown = null): VirtualScroll {
  const seen = useRef<Viewport>({ top: 0, height: 600, width: 1_000 });
  const changes = useSignal(0);
  /** The filter whose rows are on the screen. At first there is none, and NaN is equal to no filter. */
  const drawn = useSignal<unknown>(Number.NaN);

  function measure(): void {
    const element = scroller.current;
    if (!element) return;
    const { top, height, width } = seen.current;
    const next = { top: element.scrollTop, height: element.clientHeight, width: element.clientWidth };
    // Equal numbers in a new object would draw the table once more.
    if (next.top === top && next.height === height && next.width === width) return;
    seen.current = next;
    changes.value += 1;
  }

  useLayoutEffect(() => {
    let frame = 0;
    // Not at once: what is drawn then may change the size again, which browsers report as an error.
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(measure);
    });
    if (scroller.current) observer.observe(scroller.current);
    measure();
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, []);
  // Runs after the frame is on the screen.
  useEffect(() => {
    drawn.value = filter;
  }, [filter]);

  return {
    get viewport() {
      changes.value;
      return seen.current;
    },
    margin: drawn.value === filter || seen.current.height === 0 ? MARGIN : 0,
    measure,
    expectEnd(count) {
      const { top, height } = seen.current;
      const end = Math.max(0, HEADER + count * ROW - height);
      // Without a height nothing is in sight. Less than a row makes no difference to which rows are drawn.
      if (height > 0 && Math.abs(end - top) >= ROW) seen.current = { ...seen.current, top: end };
    },
    scrollTo(index) {
      const element = scroller.current;
      if (!element) return;
      const place = index * ROW;
      // Down until the row's end is in sight, or up until its beginning is.
      const least = HEADER + place + ROW - element.clientHeight;
      element.scrollTop = Math.min(place, Math.max(element.scrollTop, least));
      measure();
    },
  };
}

/** The rows to draw: from `first` to before `last`. @param margin so many more at each edge */
export function rowsIn(
  { top, height }: Viewport,
  count: number,
  margin: number,
): { readonly first: number; readonly last: number } {
  const last = Math.min(count, Math.ceil((top + height) / ROW) + margin);
  return { first: Math.max(0, Math.min(Math.floor(top / ROW) - margin, last)), last };
}

/** Those of the drawn rows of which anything can be seen; all where nobody has measured. */
export function inSight(drawn: readonly number[], { top, height }: Viewport): readonly number[] {
  if (height === 0) return drawn;
  return drawn.filter((index) => (index + 1) * ROW > top && HEADER + index * ROW < top + height);
}

/** The row that Tab finds: the active one, or the first in sight when that one is scrolled away. */
export function tabStop({ top }: Viewport, active: number, { first, last }: ReturnType<typeof rowsIn>): number {
  return active >= first && active < last ? active : Math.min(Math.ceil(top / ROW), last - 1);
}

/** Where a key leads from row `at`; null if it leads nowhere. May be beyond the table's ends. */
export function moveOf(key: string, at: number, count: number, { height }: Viewport): number | null {
  const page = Math.max(1, Math.floor((height - HEADER) / ROW) - 1);
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'PageDown':
      return at + page;
    case 'PageUp':
      return at - page;
    default:
      return null;
  }
}

/** Columns as a grid template: fixed widths in CSS px, the last one taking what is left. */
export function templateOf(widths: readonly number[]): string {
  return widths
    .map((width, index) => (index === widths.length - 1 ? `minmax(${width}px, 1fr)` : `${width}px`))
    .join(' ');
}
