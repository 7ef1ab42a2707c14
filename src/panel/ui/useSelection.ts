/** Selecting rows of a table by click and by key. */
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEscape } from './escape.ts';
import {
  NO_SELECTION,
  type SelectableLines,
  type Selection,
  selectAll,
  selectedPlaces,
  selectOnly,
  selectTo,
  toggle,
} from './selection.ts';

/** What a press says of the selection. */
export type Modifiers = Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** A table's selection. */
export interface TableSelection {
  readonly present: ReadonlySignal<Selection>;
  has(key: string): boolean;
  /**
   * A line was clicked. @returns whether only the selection is meant by it: the line is not to be opened
   * @param active the line that the keys were on before
   */
  click(key: string, event: Modifiers, active: string | null): boolean;
  /** The keys went to a line. @param isRange with Shift: all on the way are selected */
  moveTo(key: string, isRange: boolean, active: string | null): void;
  toggle(key: string): void;
  all(): void;
  /** A menu was asked for on a line: it is about the whole selection, if that line is in it. */
  menuOn(key: string): void;
  /** The places of the selected lines, from the top. */
  places(): readonly number[];
  clear(): void;
}

/** Keeps the selection of a table. Escape ends one of several lines. */
export function useSelection(lines: SelectableLines): TableSelection {
  const present = useSignal(NO_SELECTION);
  const clear = () => {
    present.value = NO_SELECTION;
  };
  useEscape(present.value.keys.size > 1 ? clear : null);

  function rangeTo(key: string, active: string | null): void {
    const { anchor } = present.peek();
    const from = anchor === null || lines.indexOf(anchor) < 0 ? active : anchor;
    present.value = selectTo({ ...present.peek(), anchor: from }, lines, key);
  }

  return {
    present,
    has: (key) => present.value.keys.has(key),
    click(key, { ctrlKey, metaKey, shiftKey }, active) {
      if (shiftKey) rangeTo(key, active);
      else present.value = ctrlKey || metaKey ? toggle(present.peek(), key) : selectOnly(key);
      return shiftKey || ctrlKey || metaKey;
    },
    moveTo(key, isRange, active) {
      if (isRange) rangeTo(key, active);
      else present.value = selectOnly(key);
    },
    toggle(key) {
      present.value = toggle(present.peek(), key);
    },
    all() {
      present.value = selectAll(present.peek(), lines);
    },
    menuOn(key) {
      if (!present.peek().keys.has(key)) present.value = selectOnly(key);
    },
    places: () => selectedPlaces(present.peek(), lines),
    clear,
  };
}
