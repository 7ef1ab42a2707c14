/**
 * A table's header: sorts by click; an edge is dragged, or double-clicked to fit what is in sight; a name is dragged to
 * another place; the menu of a column has all of that for the keyboard, and which columns are shown. All is remembered.
 */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { type TextKey, t } from '../text/i18n.ts';
import type { LayoutColumn, TableColumns } from './column-layout.ts';
import { followPointer } from './drag.ts';
import { fittingWidth } from './fit.ts';
import { consume, ownKeys } from './keys.ts';
import { asksForMenu, type Spot, spotBelow } from './menu-spot.ts';

const STEP = 8;
/** A press becomes a drag once the pointer is so far away, in CSS px. */
const DRAG = 6;

/** What a header shows of a column. */
export interface HeaderColumn extends LayoutColumn {
  readonly title: TextKey;
  /** How it is called where the title is a sign. */
  readonly name?: TextKey;
  /** Its values are numbers: they, and its title, stand at the right. */
  readonly isNumeric: boolean;
}

/** By which column a table is sorted. */
export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

interface HeaderProps {
  readonly columns: TableColumns<HeaderColumn>;
  readonly sort: Sorting | null;
  readonly hint: TextKey;
  /** What stands beside the titles of some columns, by their ids. */
  readonly beside?: Readonly<Record<string, ComponentChildren>>;
  /** Told what to sort by after a click; null: the table's own order. */
  readonly onSort: (sort: Sorting | null) => void;
  readonly onMenu: (open: HeaderMenuOpen) => void;
}

/** A menu of the header that is open. */
export interface HeaderMenuOpen {
  /** Of this column; null: only which columns are shown. */
  readonly column: HeaderColumn | null;
  readonly at: Spot;
}

/** Whether the menu is open, and where. */
export interface HeaderMenuState {
  readonly open: HeaderMenuOpen | null;
  show(open: HeaderMenuOpen): void;
  close(): void;
}

/** Renders the header. */
export function Header({ columns, sort, hint, beside = {}, onSort, onMenu }: HeaderProps) {
  const row = useRef<HTMLDivElement>(null);
  const { shown, widths } = columns;
  /** Of the dragged column, and of the one before which it would be put; null: after the last. */
  const moving = useSignal<{ readonly id: string; readonly before: string | null } | null>(null);
  const isDragged = useRef(false);

  function sortBy(column: string): void {
    const same = sort?.column === column;
    // Third click: back to the order of arrival.
    onSort(same && sort.descending ? null : { column, descending: same });
  }

  /** The column before which one is put that is let go there. */
  function placeAt(x: number): string | null {
    const cells = [...(row.current?.children ?? [])];
    const after = cells.findIndex((cell) => {
      const { left, width } = cell.getBoundingClientRect();
      return x < left + width / 2;
    });
    return shown[after]?.id ?? null;
  }
  function drag(press: PointerEvent, id: string): void {
    if (press.button !== 0 || press.pointerType === 'touch') return;
    isDragged.current = false;
    followPointer(
      press,
      (now) => {
        if (!isDragged.current && Math.abs(now.clientX - press.clientX) < DRAG) return;
        isDragged.current = true;
        moving.value = { id, before: placeAt(now.clientX) };
      },
      (at) => {
        moving.value = null;
        if (at && isDragged.current) columns.move(id, placeAt(at.clientX));
      },
    );
  }

  return (
    <div role="row" class="table-header" aria-rowindex={1} ref={row}>
      {shown.map((column, index) => {
        const { id, title, isNumeric } = column;
        const width = widths[index] ?? 0;
        const direction = sort?.column === id ? (sort.descending ? 'descending' : 'ascending') : 'none';
        const isLast = index === shown.length - 1;
        const target = moving.value;
        const mark = target?.before === id ? 'drop-before' : isLast && target?.before === null ? 'drop-after' : '';
        return (
          <div
            role="columnheader"
            key={id}
            class={`header-cell header-${id} ${isNumeric ? 'numeric' : ''} ${target ? mark : ''}`}
            aria-sort={direction}
            onContextMenu={(event) => {
              event.preventDefault();
              onMenu({ column, at: { x: event.clientX, y: event.clientY } });
            }}
          >
            <button
              type="button"
              class="header-button"
              data-column={id}
              title={t(hint)}
              onClick={() => {
                if (!isDragged.current) sortBy(id);
                isDragged.current = false;
              }}
              onPointerDown={(press) => drag(press, id)}
              onKeyDown={ownKeys((event) => {
                const by = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0;
                if (asksForMenu(event)) onMenu({ column, at: spotBelow(event.currentTarget) });
                else if (event.shiftKey && by !== 0) columns.resize(index, width + by);
                else return;
                consume(event);
              })}
            >
              <span class="clip">{t(title)}</span>
              {beside[id]}
              {direction !== 'none' && <span aria-hidden="true">{direction === 'ascending' ? ' ▲' : ' ▼'}</span>}
            </button>
            {isLast ? (
              <button
                type="button"
                class="choose-columns"
                aria-label={t('columns_choose')}
                title={t('columns_choose')}
                aria-haspopup="menu"
                onClick={({ currentTarget }) => onMenu({ column: null, at: spotBelow(currentTarget) })}
              >
                <span aria-hidden="true">⋮</span>
              </button>
            ) : (
              <span
                class="grip"
                onDblClick={({ currentTarget }) => columns.resize(index, fittingWidth(currentTarget, index))}
                onPointerDown={(press) =>
                  followPointer(press, (now) => columns.resize(index, width + now.clientX - press.clientX))
                }
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
