/** The lines of a comparison: which are drawn, which one the keys are on, and the way from one difference to the next. */
import type { RefObject } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { consume, isTyping } from '../../ui/keys.ts';

/** So many lines are drawn, and so many more whenever the user asks for more. */
export const MOST_LINES = 500;

/** The lines as they are drawn. Each is an element of the class `compare-line` in the list. */
export interface CompareLines<Row> {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly shown: readonly Row[];
  /** How many are not drawn. */
  readonly hidden: number;
  /** Where Tab stops. */
  readonly at: number;
  readonly differs: boolean;
  /** The focus came to a line. */
  activate(row: Row): void;
  /** Goes to the next difference, or to the one before. */
  step(by: 1 | -1): void;
  showMore(): void;
  onKeyDown(event: KeyboardEvent): void;
}

/**
 * Follows the lines.
 * @param isDifference N and P lead to it
 * @param onEnter Enter or Space was pressed on a line
 */
export function useCompareLines<Row extends { readonly id: string }>(
  rows: readonly Row[],
  isDifference: (row: Row) => boolean,
  onEnter: (row: Row) => void,
): CompareLines<Row> {
  const [active, setActive] = useState('');
  const [most, setMost] = useState(MOST_LINES);
  const list = useRef<HTMLDivElement>(null);
  const shown = rows.slice(0, most);
  const at = Math.max(
    0,
    shown.findIndex(({ id }) => id === active),
  );
  const differing = useMemo(() => rows.flatMap((row, index) => (isDifference(row) ? [index] : [])), [rows]);

  const focus = (index: number) => {
    const row = rows[index];
    if (!row) return;
    if (index >= most) setMost(index + MOST_LINES);
    setActive(row.id);
    // What was not drawn is drawn first.
    queueMicrotask(() => {
      const line = list.current?.querySelectorAll<HTMLElement>('.compare-line')[index];
      line?.focus();
      line?.scrollIntoView({ block: 'nearest' });
    });
  };
  const step = (by: 1 | -1) => {
    const isFirst = active === '';
    const next = by > 0 ? differing.find((index) => index > at || isFirst) : differing.findLast((index) => index < at);
    focus(next ?? differing.at(by > 0 ? 0 : -1) ?? -1);
  };

  return {
    list,
    shown,
    hidden: Math.max(0, rows.length - most),
    at,
    differs: differing.length > 0,
    activate: ({ id }) => setActive(id),
    step,
    showMore: () => setMost(most + MOST_LINES),
    onKeyDown(event) {
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || isTyping(event.target)) return;
      const row = shown[at];
      const isOnLine = event.target instanceof Element && event.target.matches('.compare-line');
      const onLine: Readonly<Record<string, () => void>> = {
        ArrowDown: () => focus(Math.min(at + 1, rows.length - 1)),
        ArrowUp: () => focus(Math.max(at - 1, 0)),
        Home: () => focus(0),
        End: () => focus(shown.length - 1),
        Enter: () => row && onEnter(row),
        ' ': () => row && onEnter(row),
      };
      const anywhere: Readonly<Record<string, () => void>> = { n: () => step(1), p: () => step(-1) };
      const acts = isOnLine ? { ...onLine, ...anywhere } : anywhere;
      const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
      if (!act) return;
      consume(event);
      act();
    },
  };
}
