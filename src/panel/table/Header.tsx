/** A table's header: sorts by click, resizes by drag or by Shift and the arrow keys; both are remembered. */
import { type TextKey, t } from '../i18n.ts';
import { ownKeys } from '../keys.ts';
import { usePanel } from '../stores/panel.ts';
import { followPointer } from './drag.ts';

const NARROWEST = 36;
const STEP = 8;

/** What a header shows of a column. */
export interface HeaderColumn {
  readonly id: string;
  readonly title: TextKey;
  /** The key of its width in the settings; its id where not given. */
  readonly widthKey?: string;
}

/** By which column a table is sorted. */
export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

interface HeaderProps {
  readonly columns: readonly HeaderColumn[];
  /** Of the columns, in CSS px. */
  readonly widths: readonly number[];
  readonly sort: Sorting | null;
  readonly hint: TextKey;
  /** Told what to sort by after a click; null: the table's own order. */
  readonly onSort: (sort: Sorting | null) => void;
}

/** Renders the header. */
export function Header({ columns, widths, sort, hint, onSort }: HeaderProps) {
  const { settings } = usePanel();

  function sortBy(column: string): void {
    const same = sort?.column === column;
    // Third click: back to the order of arrival.
    onSort(same && sort.descending ? null : { column, descending: same });
  }
  function resize(key: string, width: number): void {
    const { columnWidths } = settings.settings.peek();
    settings.change({ columnWidths: { ...columnWidths, [key]: Math.max(NARROWEST, Math.round(width)) } });
  }

  return (
    <div role="row" class="table-header" aria-rowindex={1}>
      {columns.map(({ id, title, widthKey = id }, index) => {
        const width = widths[index] ?? NARROWEST;
        const direction = sort?.column === id ? (sort.descending ? 'descending' : 'ascending') : 'none';
        return (
          <div role="columnheader" key={id} class={`header-cell header-${id}`} aria-sort={direction}>
            <button
              type="button"
              class="header-button"
              title={t(hint)}
              onClick={() => sortBy(id)}
              onKeyDown={ownKeys((event) => {
                const by = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0;
                if (!event.shiftKey || by === 0) return;
                event.preventDefault();
                event.stopPropagation();
                resize(widthKey, width + by);
              })}
            >
              <span class="clip">{t(title)}</span>
              {direction !== 'none' && <span aria-hidden="true">{direction === 'ascending' ? ' ▲' : ' ▼'}</span>}
            </button>
            <span
              class="grip"
              onPointerDown={(press) =>
                followPointer(press, (now) => resize(widthKey, width + now.clientX - press.clientX))
              }
            />
          </div>
        );
      })}
    </div>
  );
}
