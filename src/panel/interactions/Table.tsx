/** The live table: a tree grid of fixed row height, of which only the rows in sight are in the DOM. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n.ts';
import { usePanel } from '../stores/panel.ts';
import { COLUMNS } from './columns.tsx';
import { Header } from './Header.tsx';
import type { Line } from './lines.ts';
import { CaseRow, InteractionRow } from './Row.tsx';

/** Height of every row, in CSS px; theme.css has the same. */
const ROW = 24;
/** Below this width of the table, in CSS px, columns begin narrow. */
const NARROW = 560;
/** Rows drawn beyond each edge of what is in sight. */
const MARGIN = 12;

interface TableProps {
  readonly lines: readonly Line[];
  readonly onFold: (caseId: string, folded: boolean) => void;
}

/** Renders the table. */
export function Table({ lines, onFold }: TableProps) {
  const { selected, settings } = usePanel();
  const scroller = useRef<HTMLDivElement>(null);
  const sight = useSignal({ top: 0, height: 600, width: 1_000 });
  /** The line that the arrow keys are on. */
  const active = useSignal<string | null>(null);
  const wantsFocus = useRef(false);

  function look(): void {
    const element = scroller.current;
    if (!element) return;
    const { top, height, width } = sight.peek();
    const next = { top: element.scrollTop, height: element.clientHeight, width: element.clientWidth };
    // Equal numbers in a new object would draw the table once more.
    if (next.top !== top || next.height !== height || next.width !== width) sight.value = next;
  }

  useLayoutEffect(() => {
    const observer = new ResizeObserver(look);
    if (scroller.current) observer.observe(scroller.current);
    look();
    return () => observer.disconnect();
  }, []);

  const { top, height, width: room } = sight.value;
  const first = Math.max(0, Math.floor(top / ROW) - MARGIN);
  const last = Math.min(lines.length, Math.ceil((top + height) / ROW) + MARGIN);
  const at = lines.findIndex(({ id }) => id === (active.value ?? selected.value));
  // Tab must find a row: the active one, or the first in sight when that one is scrolled away.
  const stop = at >= first && at < last ? at : Math.min(Math.ceil(top / ROW), last - 1);
  const widths = COLUMNS.map(
    ({ id, width, narrow }) =>
      settings.settings.value.columnWidths[id] ?? (room < NARROW ? narrow : undefined) ?? width,
  );
  const template = widths
    .map((width, index) => (index === widths.length - 1 ? `minmax(${width}px, 1fr)` : `${width}px`))
    .join(' ');

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    scroller.current?.querySelector<HTMLElement>('[data-active="true"]')?.focus({ preventScroll: true });
  });

  function move(to: number): void {
    const line = lines[Math.min(Math.max(to, 0), lines.length - 1)];
    const element = scroller.current;
    if (!line || !element) return;
    const place = lines.indexOf(line) * ROW;
    // One row of room for the header that sticks to the top.
    if (place < element.scrollTop) element.scrollTop = place;
    else if (place + 2 * ROW > element.scrollTop + element.clientHeight)
      element.scrollTop = place + 2 * ROW - element.clientHeight;
    look();
    active.value = line.id;
    wantsFocus.current = true;
    if (line.is === 'interaction' && selected.value !== null) selected.value = line.id;
  }

  function onKeyDown(event: KeyboardEvent): void {
    const line = lines[at];
    const page = Math.max(1, Math.floor(height / ROW) - 2);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: lines.length - 1,
      PageDown: at + page,
      PageUp: at - page,
    };
    const to = moves[event.key];
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (to !== undefined) move(to);
    else if (event.key === 'Enter' && line?.is === 'interaction') selected.value = line.id;
    else if (
      (event.key === 'Enter' || event.key === 'ArrowLeft' || event.key === 'ArrowRight') &&
      line?.is === 'case'
    ) {
      onFold(line.known.id, event.key === 'Enter' ? !line.folded : event.key === 'ArrowLeft');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div class="table-scroller" ref={scroller} onScroll={look}>
      <div
        role="treegrid"
        class="table"
        aria-label={t('interactions')}
        aria-rowcount={lines.length + 1}
        aria-colcount={COLUMNS.length}
        style={{ '--columns': template }}
        onKeyDown={onKeyDown}
      >
        <Header widths={widths} />
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
              <CaseRow key={line.id} line={line} place={place} onFold={onFold} />
            ) : (
              <InteractionRow key={line.id} line={line} place={place} />
            );
          })}
        </div>
      </div>
    </div>
  );
}
