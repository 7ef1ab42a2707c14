/** The live table: a tree grid of fixed row height, of which only the rows in sight are in the DOM. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { usePanel } from '../../stores/panel.ts';
import { rememberWidth } from '../../stores/settings.ts';
import { t } from '../../text/i18n.ts';
import { Header } from '../../ui/Header.tsx';
import { ownKeys } from '../../ui/keys.ts';
import { moveOf, ROW, rowsIn, tabStop, templateOf, useVirtualScroll } from '../../ui/virtual-scroll.ts';
import { COLUMNS } from './columns.tsx';
import { CaseRow, InteractionRow } from './Row.tsx';
import type { TableLine } from './table-lines.ts';

/** Below this width of the table, in CSS px, columns begin narrow. */
const NARROW = 560;

interface TableProps {
  readonly lines: readonly TableLine[];
  readonly onFold: (key: string, folded: boolean) => void;
  /** They are of more than one WWE: each case says of which. */
  readonly areMany: boolean;
}

/** Renders the table. */
export function Table({ lines, onFold, areMany }: TableProps) {
  const { selected, settings } = usePanel();
  const scroller = useRef<HTMLDivElement>(null);
  const { viewport, measure, scrollTo } = useVirtualScroll(scroller);
  /** The line that the arrow keys are on. */
  const active = useSignal<string | null>(null);
  const wantsFocus = useRef(false);

  const range = rowsIn(viewport.value, lines.length);
  const { first, last } = range;
  const at = lines.findIndex(({ id }) => id === (active.value ?? selected.value));
  const stop = tabStop(viewport.value, at, range);
  const widths = COLUMNS.map(
    ({ id, width, narrow }) =>
      settings.settings.value.columnWidths[id] ?? (viewport.value.width < NARROW ? narrow : undefined) ?? width,
  );
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    scroller.current?.querySelector<HTMLElement>('[data-active="true"]')?.focus({ preventScroll: true });
  });

  function move(to: number): void {
    const index = Math.min(Math.max(to, 0), lines.length - 1);
    const line = lines[index];
    if (!line) return;
    scrollTo(index);
    active.value = line.id;
    wantsFocus.current = true;
    if (line.is === 'interaction' && selected.value !== null) selected.value = line.id;
  }

  function onKeyDown(event: KeyboardEvent): void {
    const line = lines[at];
    const to = moveOf(event.key, at, lines.length, viewport.peek());
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (to !== null) move(to);
    else if (event.key === 'Enter' && line?.is === 'interaction') selected.value = line.id;
    else if (
      (event.key === 'Enter' || event.key === 'ArrowLeft' || event.key === 'ArrowRight') &&
      line?.is === 'case'
    ) {
      onFold(line.known.key, event.key === 'Enter' ? !line.folded : event.key === 'ArrowLeft');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div class="table-scroller" ref={scroller} onScroll={measure}>
      <div
        role="treegrid"
        class="table"
        aria-label={t('interactions')}
        aria-rowcount={lines.length + 1}
        aria-colcount={COLUMNS.length}
        style={{ '--columns': templateOf(widths) }}
        onKeyDown={ownKeys(onKeyDown)}
      >
        <Header
          columns={COLUMNS}
          widths={widths}
          sort={settings.settings.value.sort}
          hint="column_hint"
          onSort={(sort) => settings.change({ sort })}
          onResize={(key, width) => rememberWidth(settings, key, width)}
        />
        <div role="rowgroup" class="table-body" style={{ height: `${lines.length * ROW}px` }}>
          {lines.slice(first, last).map((line, offset) => {
            const index = first + offset;
            const place = {
              index,
              top: index * ROW,
              tabStop: index === stop,
              onActivate: () => {
                active.value = line.id;
              },
            };
            return line.is === 'case' ? (
              <CaseRow key={line.id} line={line} place={place} onFold={onFold} saysWwe={areMany} />
            ) : (
              <InteractionRow key={line.id} line={line} place={place} />
            );
          })}
        </div>
      </div>
    </div>
  );
}
