/** The table of messages: rows of one height, of which only those in sight are in the DOM. */
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { MessageRow } from '../../../session/messages-model.ts';
import type { Filter } from '../../filter/filter.ts';
import { useColumns } from '../../shared/useColumns.ts';
import { usePanel } from '../../stores/panel.ts';
import { plural } from '../../text/i18n.ts';
import { Header, type Sorting } from '../../ui/Header.tsx';
import { ownKeys } from '../../ui/keys.ts';
import type { Spot } from '../../ui/menu-spot.ts';
import { useBeside } from '../../ui/useBeside.ts';
import { HeaderMenu, useHeaderMenu } from '../../ui/useHeaderMenu.ts';
import { useRows } from '../../ui/useRows.ts';
import { inSight, ROW, templateOf, useVirtualScroll } from '../../ui/virtual-scroll.ts';
import type { LogMark } from './annotations.ts';
import { MESSAGE_COLUMNS, type RowFacts } from './columns.tsx';
import { type CopiedItem, copiedRows } from './exact-rows.ts';
import { useFindRows } from './find-rows.ts';
import { MarkLine } from './MarkLine.tsx';
import { MessageLine } from './MessageLine.tsx';
import type { MarkedLines } from './marked-lines.ts';
import { SelectedMessages } from './SelectedMessages.tsx';
import { useTail } from './tail.ts';
import { AxisLength, useTimeAxis } from './Waterfall.tsx';
import '../../ui/table.css';
import './messages.css';

interface MessageTableProps {
  readonly lines: MarkedLines;
  readonly facts: RowFacts;
  /** What chose the lines; null: they are chosen once and for all. */
  readonly filter: Filter | null;
  readonly label: string;
  /** Key of the row whose details are open. */
  readonly selected: string | null;
  /** Details are open in the place beside or below the table. */
  readonly areDetailsOpen: boolean;
  readonly sort: Sorting | null;
  readonly onSort: (sort: Sorting | null) => void;
  readonly onOpen: (row: MessageRow) => void;
  /** @param chosen all selected rows, which this one is among @param copied the same, with the marks among them */
  readonly onMenu: (row: MessageRow, chosen: readonly MessageRow[], at: Spot, copied: readonly CopiedItem[]) => void;
  /** A key that is neither a move nor Enter. @returns whether it was used up */
  readonly onKey: (event: KeyboardEvent, row: MessageRow) => boolean;
  /** Opens or closes the equal neighbours that a row is the first of. Left out: nothing is folded. */
  readonly onFold?: (row: MessageRow, isOpen: boolean) => void;
  /** Left out: there are no marks. */
  readonly onMark?: MarkActs;
}

/** What can be done with a mark. */
interface MarkActs {
  rename(mark: LogMark): void;
  remove(mark: LogMark): void;
}

/** Renders the table. */
export function MessageTable(props: MessageTableProps) {
  const { lines, facts, filter, label, selected, areDetailsOpen, sort, onSort, onOpen, onMenu, onKey, onFold, onMark } =
    props;
  const { copy, clock } = usePanel();
  const list = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const scroll = useVirtualScroll(scroller, filter);
  const tail = useTail(scroller, lines, sort === null, scroll);
  const columns = useColumns('messages', MESSAGE_COLUMNS, scroll.viewport, useBeside() && areDetailsOpen);
  const menu = useHeaderMenu(list);

  const chosen = () => rows.selection.places().flatMap((place) => lines.rowsAt(place));
  /** With the marks among them. */
  const copied = () =>
    rows.selection
      .places()
      .flatMap((place): readonly CopiedItem[] => [lines.markAt(place) ?? [], lines.rowsAt(place)].flat());
  const copyChosen = (format: Parameters<typeof copiedRows>[1]) =>
    copy(copiedRows(copied(), format, { ...facts, now: clock.peek() }));
  const withRow = (index: number, use: (row: MessageRow) => void) => {
    const row = lines.at(index);
    if (row) use(row);
  };
  const rows = useRows({
    lines,
    scroller,
    scroll,
    opened: selected,
    onOpen(index) {
      const mark = lines.markAt(index);
      if (mark) onMark?.rename(mark);
      else withRow(index, onOpen);
    },
    onMove: (index) => withRow(index, onOpen),
    onMenu: (index, at) => withRow(index, (row) => onMenu(row, chosen(), at, copied())),
    onCopy: () => copyChosen('json'),
    onKey(event, index) {
      const row = lines.at(index);
      return row !== undefined && (foldByKey(event, index, row) || onKey(event, row));
    },
  });
  const { active, at } = rows;
  const axis = useTimeAxis(
    columns.shown.some(({ id }) => id === 'waterfall') ? inSight(rows.drawn, scroll.viewport) : [],
    lines,
    facts.session,
  );
  const withAxis = useMemo(() => ({ ...facts, axis }), [facts.session, facts.clients, facts.annotations, axis]);

  /** @returns whether the key was used up */
  function foldByKey(event: KeyboardEvent, index: number, row: MessageRow): boolean {
    const fold = lines.foldAt(index);
    const isOpening = event.key === 'ArrowRight';
    if (!fold || !onFold || !(isOpening || event.key === 'ArrowLeft')) return false;
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return false;
    let head = index;
    while (lines.foldAt(head)?.isHead === false) head -= 1;
    const first = lines.at(head) ?? row;
    // The row that the keys are on goes into its fold.
    if (!isOpening) rows.focusOn(first.key);
    openFold(first, isOpening);
    return true;
  }
  function openFold(head: MessageRow, isOpen: boolean): void {
    // What is looked at stays where it is, also at the end of the table.
    tail.leave();
    onFold?.(head, isOpen);
  }

  // A row that was opened from elsewhere comes into sight.
  useLayoutEffect(() => {
    const place = lines.indexOf(selected ?? '');
    if (place < 0 || selected === active.peek()) return;
    active.value = selected;
    tail.leave();
    scroll.scrollTo(place);
  }, [selected]);
  useLayoutEffect(() => {
    if (active.peek() !== null && at >= 0) scroll.scrollTo(at);
  }, []);

  useFindRows(body, lines, facts, (index) => {
    active.value = lines.keyAt(index) ?? null;
    tail.leave();
    scroll.scrollTo(index);
  });

  const roles = {
    role: onFold ? 'treegrid' : 'grid',
    'aria-label': label,
    'aria-multiselectable': true,
    'aria-rowcount': lines.length + 1,
    'aria-colcount': columns.shown.length,
  } as const;
  return (
    <div class="message-list" ref={list}>
      <div
        class="table-scroller"
        ref={scroller}
        onScroll={() => {
          tail.scrolled();
          scroll.measure();
        }}
      >
        <div
          {...roles}
          class="table"
          style={{ '--columns': templateOf(columns.widths) }}
          onKeyDown={ownKeys(rows.onKeyDown)}
        >
          <Header
            columns={columns}
            sort={sort}
            hint="messages_column_hint"
            beside={{ waterfall: <AxisLength axis={axis} /> }}
            onSort={onSort}
            onMenu={menu.show}
          />
          <div role="rowgroup" class="table-body" ref={body} style={{ height: `${lines.length * ROW}px` }}>
            {rows.drawn.map((index) => {
              const mark = lines.markAt(index);
              if (mark)
                return (
                  <MarkLine
                    key={mark.key}
                    mark={mark}
                    index={index}
                    top={index * ROW}
                    columns={columns.shown.length}
                    isSelected={rows.isSelected(mark.key)}
                    tabStop={index === rows.stop}
                    onActivate={() => {
                      active.value = mark.key;
                    }}
                    onClick={() => rows.focusOn(mark.key)}
                    onRename={() => onMark?.rename(mark)}
                    onRemove={() => onMark?.remove(mark)}
                  />
                );
              const row = lines.at(index);
              const fold = onFold ? lines.foldAt(index) : null;
              return (
                row && (
                  <MessageLine
                    key={row.key}
                    row={row}
                    columns={columns.shown}
                    facts={withAxis}
                    fold={fold}
                    canFold={onFold !== undefined}
                    index={index}
                    top={index * ROW}
                    isSelected={rows.isSelected(row.key)}
                    tabStop={index === rows.stop}
                    onActivate={() => {
                      active.value = row.key;
                    }}
                    onClick={(event) => rows.onClick(index, event)}
                    onMenu={(event) => rows.onContextMenu(index, event)}
                    onFold={() => fold && openFold(row, !fold.isOpen)}
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
      <SelectedMessages chosen={chosen} rows={rows} onCopy={copyChosen} />
      {menu.open && <HeaderMenu menu={menu} columns={columns} sort={sort} onSort={onSort} within={list} />}
    </div>
  );
}
