/** The table's header: sorts by click, resizes by drag or by Alt and the arrow keys; both are remembered. */
import { t } from '../i18n.ts';
import { usePanel } from '../stores/panel.ts';
import { COLUMNS } from './columns.tsx';

const NARROWEST = 36;
const STEP = 8;

/** Renders the header. @param widths of the columns, in CSS px */
export function Header({ widths }: { readonly widths: readonly number[] }) {
  const { settings } = usePanel();
  const { sort } = settings.settings.value;

  function sortBy(column: string): void {
    const same = sort?.column === column;
    // Third click: back to the order of arrival.
    settings.change({ sort: same && sort.descending ? null : { column, descending: same } });
  }
  function resize(column: string, width: number): void {
    const { columnWidths } = settings.settings.peek();
    settings.change({ columnWidths: { ...columnWidths, [column]: Math.max(NARROWEST, Math.round(width)) } });
  }
  function drag(event: PointerEvent, column: string, width: number): void {
    const grip = event.currentTarget;
    if (!(grip instanceof HTMLElement)) return;
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    const drop = new AbortController();
    const { signal } = drop;
    grip.addEventListener('pointermove', (now) => resize(column, width + now.clientX - event.clientX), { signal });
    grip.addEventListener('pointerup', () => drop.abort(), { signal });
    grip.addEventListener('pointercancel', () => drop.abort(), { signal });
  }

  return (
    <div role="row" class="table-header" aria-rowindex={1}>
      {COLUMNS.map(({ id, title }, index) => {
        const width = widths[index] ?? NARROWEST;
        const direction = sort?.column === id ? (sort.descending ? 'descending' : 'ascending') : 'none';
        return (
          <div role="columnheader" key={id} class="header-cell" aria-sort={direction}>
            <button
              type="button"
              class="header-button"
              title={t('column_hint')}
              onClick={() => sortBy(id)}
              onKeyDown={(event) => {
                const by = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0;
                if (!event.shiftKey || by === 0) return;
                event.preventDefault();
                event.stopPropagation();
                resize(id, width + by);
              }}
            >
              <span class="clip">{t(title)}</span>
              {direction !== 'none' && <span aria-hidden="true">{direction === 'ascending' ? ' ▲' : ' ▼'}</span>}
            </button>
            <span class="grip" onPointerDown={(event) => drag(event, id, width)} />
          </div>
        );
      })}
    </div>
  );
}
