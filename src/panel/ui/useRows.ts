/** The rows of a table of one height each: which are drawn, which one the keys are on, which are selected. */
import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { consume } from './keys.ts';
import { asksForMenu, type Spot, spotBelow } from './menu-spot.ts';
import type { SelectableLines } from './selection.ts';
import { type TableSelection, useSelection } from './useSelection.ts';
import { moveOf, rowsIn, tabStop, type VirtualScroll } from './virtual-scroll.ts';

/** How far from a row's left edge its menu opens that was asked for by key, in CSS px. */
const MENU_INDENT = 60;

/** What a table says of its rows. */
export interface RowsInput {
  readonly lines: SelectableLines;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly scroll: VirtualScroll;
  /** Key of the row whose details are open; null: of none. */
  readonly opened: string | null;
  /** Opens the details of a row; of what has none, whatever a click on it does. */
  readonly onOpen: (index: number) => void;
  /** The keys went to a row while the details of another one are open. */
  readonly onMove: (index: number) => void;
  readonly onMenu: (index: number, at: Spot) => void;
  /** Several rows are to be copied. */
  readonly onCopy: () => void;
  /** Another key. @returns whether it was used up */
  readonly onKey: (event: KeyboardEvent, index: number) => boolean;
}

/** The rows as they are drawn. */
export interface TableRows {
  /** Key of the row that the arrow keys are on. */
  readonly active: Signal<string | null>;
  /** Where that one stands; -1: nowhere. */
  readonly at: number;
  /** The row where Tab stops. */
  readonly stop: number;
  readonly drawn: readonly number[];
  readonly selection: TableSelection;
  isSelected(key: string): boolean;
  onKeyDown(event: KeyboardEvent): void;
  onClick(index: number, event: MouseEvent): void;
  onContextMenu(index: number, event: MouseEvent): void;
  focusActive(): void;
  /** The keys go to another row, which is drawn next. */
  focusOn(key: string): void;
}

/** Follows the rows. */
export function useRows(input: RowsInput): TableRows {
  const { lines, scroller, scroll, opened, onOpen, onMove, onMenu, onCopy, onKey } = input;
  const active = useSignal<string | null>(opened);
  const wantsFocus = useRef(false);
  const selection = useSelection(lines);
  const viewport = scroll.viewport;
  const range = rowsIn(viewport, lines.length, scroll.margin);
  const { first, last } = range;
  const at = lines.indexOf(active.value ?? opened ?? '');
  const stop = at >= 0 ? at : tabStop(viewport, at, range);
  // The row that the keys are on stays, wherever one scrolls: with it, the focus would go.
  const isFar = at >= 0 && (at < first || at >= last);
  const inSight = Array.from({ length: last - first }, (_, offset) => first + offset);

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    focusActive();
  });
  // The details of a row were opened from elsewhere.
  useLayoutEffect(() => {
    if (opened !== null && selection.present.peek().keys.size <= 1) selection.moveTo(opened, false, null);
  }, [opened]);
  // The focus was in the details, which were closed.
  useLayoutEffect(() => {
    if (opened !== null || (document.activeElement ?? document.body) !== document.body) return;
    if (active.peek() !== null) focusActive();
  }, [opened]);

  function focusActive(): void {
    scroller.current?.querySelector<HTMLElement>('[data-active="true"]')?.focus({ preventScroll: true });
  }
  function move(to: number, isRange: boolean): void {
    const index = Math.min(Math.max(to, 0), lines.length - 1);
    const key = lines.keyAt(index);
    if (key === undefined) return;
    scroll.scrollTo(index);
    selection.moveTo(key, isRange, lines.keyAt(stop) ?? null);
    active.value = key;
    wantsFocus.current = true;
    if (opened !== null && !isRange) onMove(index);
  }
  /** @returns whether the key was used up */
  function press(event: KeyboardEvent): boolean {
    const key = lines.keyAt(stop);
    if (key === undefined) return false;
    const isControl = event.ctrlKey || event.metaKey;
    const isPlain = !isControl && !event.altKey;
    const to = isPlain ? moveOf(event.key, stop, lines.length, viewport) : null;
    const letter = event.key.toLowerCase();
    if (to !== null) move(to, event.shiftKey);
    else if (asksForMenu(event)) {
      selection.menuOn(key);
      onMenu(stop, spotBelow(scroller.current?.querySelector('[data-active="true"]'), MENU_INDENT));
    } else if (isPlain && !event.shiftKey && event.key === 'Enter') onOpen(stop);
    else if (event.key === ' ' && !event.altKey) selection.toggle(key);
    else if (isControl && !event.altKey && !event.shiftKey && letter === 'a') selection.all();
    else if (isControl && letter === 'c' && selection.present.peek().keys.size > 1 && isNoText()) onCopy();
    else return onKey(event, stop);
    return true;
  }

  return {
    active,
    at,
    stop,
    drawn: isFar ? [...inSight, at] : inSight,
    selection,
    isSelected: (key) => (selection.present.value.keys.size > 0 ? selection.has(key) : key === opened),
    onKeyDown(event) {
      // The header's buttons have keys of their own.
      if (!(event.target instanceof HTMLElement) || !event.target.matches('[role=row]')) return;
      if (press(event)) consume(event);
    },
    onClick(index, event) {
      const key = lines.keyAt(index);
      if (key === undefined) return;
      const before = active.peek();
      active.value = key;
      if (!selection.click(key, event, before)) onOpen(index);
    },
    onContextMenu(index, event) {
      event.preventDefault();
      const key = lines.keyAt(index);
      if (key === undefined) return;
      active.value = key;
      selection.menuOn(key);
      onMenu(index, { x: event.clientX, y: event.clientY });
    },
    focusActive,
    focusOn(key) {
      active.value = key;
      wantsFocus.current = true;
    },
  };
}

/** With Shift, a press would select the text in between, too. */
export function withoutText(event: MouseEvent): void {
  if (!event.shiftKey) return;
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus({ preventScroll: true });
}

function isNoText(): boolean {
  return getSelection()?.isCollapsed !== false;
}
