/** The table of messages: rows of one height, of which only those in sight are in the DOM. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { MessageRow } from '../../../session/messages-model.ts';
import { usePanel } from '../../stores/panel.ts';
import { rememberWidth } from '../../stores/settings.ts';
import { plural } from '../../text/i18n.ts';
import { Header, type Sorting } from '../../ui/Header.tsx';
import { ownKeys } from '../../ui/keys.ts';
import { moveOf, ROW, rowsIn, tabStop, templateOf, useVirtualScroll } from '../../ui/virtual-scroll.ts';
import { MESSAGE_COLUMNS, type RowFacts } from './columns.tsx';
import { MessageLine } from './MessageLine.tsx';
import type { RowSeries } from './series.ts';
import { useTail } from './tail.ts';
import '../../ui/table.css';
import './messages.css';

/** Below this width of the table, in CSS px, columns begin narrow. */
const NARROW = 560;

/** Where a menu opens, in CSS px of the window. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

interface MessageTableProps {
  readonly rows: RowSeries;
  readonly facts: RowFacts;
  readonly label: string;
  /** Key of the row whose details are open. */
  readonly selected: string | null;
  readonly sort: Sorting | null;
  readonly onSort: (sort: Sorting | null) => void;
  readonly onOpen: (row: MessageRow) => void;
  readonly onMenu: (row: MessageRow, at: Spot) => void;
  /** A key that is neither a move nor Enter. @returns whether it was used up */
  readonly onKey: (event: KeyboardEvent, row: MessageRow) => boolean;
}

/** Renders the table. */
export function MessageTable(props: MessageTableProps) {
  const { rows, facts, label, selected, sort, onSort, onOpen, onMenu, onKey } = props;
  const { settings } = usePanel();
  const scroller = useRef<HTMLDivElement>(null);
  const { viewport, measure, scrollTo } = useVirtualScroll(scroller);
  /** Key of the row that the arrow keys are on. */
  const active = useSignal<string | null>(selected);
  const wantsFocus = useRef(false);
  const tail = useTail(scroller, rows, sort === null, measure);

  const range = rowsIn(viewport.value, rows.length);
  const { first, last } = range;
  const at = rows.indexOf(active.value ?? selected ?? '');
  const stop = at >= 0 ? at : tabStop(viewport.value, at, range);
  // The row that the keys are on stays, wherever one scrolls: with it, the focus would go.
  const isFar = at >= 0 && (at < first || at >= last);
  const drawn = isFar ? [...numbersFrom(first, last), at] : numbersFrom(first, last);
  const widths = MESSAGE_COLUMNS.map(
    ({ widthKey = '', width, narrow }) =>
      settings.settings.value.columnWidths[widthKey] ?? (viewport.value.width < NARROW ? narrow : undefined) ?? width,
  );

  // A row that was opened from elsewhere comes into sight.
  useLayoutEffect(() => {
    const place = rows.indexOf(selected ?? '');
    if (place < 0 || selected === active.peek()) return;
    active.value = selected;
    tail.leave();
    scrollTo(place);
  }, [selected]);
  useLayoutEffect(() => {
    if (active.peek() !== null && at >= 0) scrollTo(at);
  }, []);
  // The focus was in the details, which were closed.
  useLayoutEffect(() => {
    if (selected !== null || (document.activeElement ?? document.body) !== document.body) return;
    if (active.peek() !== null) focusActive();
  }, [selected]);
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    focusActive();
  });

  function focusActive(): void {
    scroller.current?.querySelector<HTMLElement>('[data-active="true"]')?.focus({ preventScroll: true });
  }

  function move(to: number): void {
    const index = Math.min(Math.max(to, 0), rows.length - 1);
    const row = rows.at(index);
    if (!row) return;
    scrollTo(index);
    active.value = row.key;
    wantsFocus.current = true;
    if (selected !== null) onOpen(row);
  }

  function menuBelow(row: MessageRow): void {
    const box = scroller.current?.querySelector('[data-active="true"]')?.getBoundingClientRect();
    onMenu(row, { x: (box?.left ?? 0) + 60, y: box?.bottom ?? 0 });
  }

  function onKeyDown(event: KeyboardEvent): void {
    // The header's buttons have keys of their own.
    if (!(event.target instanceof HTMLElement) || !event.target.matches('[role=row]')) return;
    const row = stop < 0 ? undefined : rows.at(stop);
    if (!row) return;
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    const to = isPlain ? moveOf(event.key, stop, rows.length, viewport.peek()) : null;
    if (to !== null) move(to);
    else if (isPlain && event.key === 'Enter') onOpen(row);
    else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) menuBelow(row);
    else if (!onKey(event, row)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div class="message-list">
      <div
        class="table-scroller"
        ref={scroller}
        onScroll={() => {
          tail.scrolled();
          measure();
        }}
      >
        <div
          role="grid"
          class="table"
          aria-label={label}
          aria-rowcount={rows.length + 1}
          aria-colcount={MESSAGE_COLUMNS.length}
          style={{ '--columns': templateOf(widths) }}
          onKeyDown={ownKeys(onKeyDown)}
        >
          <Header
            columns={MESSAGE_COLUMNS}
            widths={widths}
            sort={sort}
            hint="messages_column_hint"
            onSort={onSort}
            onResize={(key, width) => rememberWidth(settings, key, width)}
          />
          <div role="rowgroup" class="table-body" style={{ height: `${rows.length * ROW}px` }}>
            {drawn.map((index) => {
              const row = rows.at(index);
              return (
                row && (
                  <MessageLine
                    key={row.key}
                    row={row}
                    facts={facts}
                    index={index}
                    top={index * ROW}
                    isSelected={row.key === selected}
                    tabStop={index === stop}
                    onActivate={() => {
                      active.value = row.key;
                    }}
                    onOpen={() => onOpen(row)}
                    onMenu={(event) => {
                      event.preventDefault();
                      active.value = row.key;
                      onMenu(row, { x: event.clientX, y: event.clientY });
                    }}
                  />
                )
              );
            })}
          </div>
        </div>
      </div>
      {tail.unseen > 0 && (
        <button type="button" class="button primary new-rows" onClick={tail.toEnd}>
          {plural('messages_new', tail.unseen)}
        </button>
      )}
    </div>
  );
}

/** The whole numbers from one to before another. */
function numbersFrom(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
}
