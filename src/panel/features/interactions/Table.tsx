/** The live table: a tree grid of fixed row height, of which only the rows in sight are in the DOM. */
import { useComputed, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { SessionInteraction } from '../../../session/model.ts';
import { useColumns } from '../../shared/useColumns.ts';
import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import type { CopyFormat } from '../../ui/copy-items.ts';
import { Header, type Sorting } from '../../ui/Header.tsx';
import { ownKeys } from '../../ui/keys.ts';
import { lazyView, nothing } from '../../ui/lazy-view.tsx';
import type { Spot } from '../../ui/menu-spot.ts';
import { SelectionBar } from '../../ui/SelectionBar.tsx';
import type { SelectableLines } from '../../ui/selection.ts';
import { useBeside } from '../../ui/useBeside.ts';
import { HeaderMenu, useHeaderMenu } from '../../ui/useHeaderMenu.ts';
import { useRows } from '../../ui/useRows.ts';
import { ROW, templateOf, useVirtualScroll } from '../../ui/virtual-scroll.ts';
import { COLUMNS, WWE_COLUMN } from './columns.tsx';
import { CaseRow, InteractionRow } from './Row.tsx';
import type { ShownLine } from './shown-lines.ts';

interface TableProps {
  readonly lines: readonly ShownLine[];
  readonly onFold: (key: string, folded: boolean) => void;
  /** They are of more than one WWE: each row says of which. */
  readonly areMany: boolean;
  readonly onReport: (one: SessionInteraction) => void;
}

const SelectedActs = lazyView(async () => (await import('./LineMenu.tsx')).SelectedActs, nothing);
const LineMenu = lazyView(async () => (await import('./LineMenu.tsx')).LineMenu, nothing);

const WITH_WWE = [...COLUMNS, WWE_COLUMN];

/** Renders the table. */
export function Table({ lines, onFold, areMany, onReport }: TableProps) {
  const stores = usePanel();
  const { selected, comparedInteractions, settings, watching, clock, copy, failures } = stores;
  const list = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const scroll = useVirtualScroll(scroller);
  const isOpen = useComputed(() => selected.value !== null || comparedInteractions.value !== null).value;
  const columns = useColumns('interactions', areMany ? WITH_WWE : COLUMNS, scroll.viewport, useBeside() && isOpen);
  const headerMenu = useHeaderMenu(list);
  const menu = useSignal<{ readonly line: ShownLine; readonly at: Spot } | null>(null);
  const sort = settings.settings.value.sort;
  const onSort = (next: Sorting | null) => settings.change({ sort: next });

  const rows = useRows({
    lines: selectable(lines),
    scroller,
    scroll,
    opened: selected.value,
    onOpen(index) {
      const line = lines[index];
      if (line?.is === 'case') onFold(line.known.key, !line.folded);
      else if (line) selected.value = line.id;
    },
    onMove(index) {
      const line = lines[index];
      if (line?.is === 'interaction') selected.value = line.id;
    },
    onMenu(index, at) {
      const line = lines[index];
      if (line) menu.value = { line, at };
    },
    onCopy: () => copyAs('json'),
    onKey({ key, ctrlKey, altKey, metaKey, shiftKey }, index) {
      const line = lines[index];
      if (line?.is !== 'case' || ctrlKey || altKey || metaKey || shiftKey) return false;
      if (key !== 'ArrowLeft' && key !== 'ArrowRight') return false;
      onFold(line.known.key, key === 'ArrowLeft');
      return true;
    },
  });

  /** The selected interactions; a folded case stands for all of its own. */
  function chosen(): readonly SessionInteraction[] {
    return rows.selection.places().flatMap((place) => {
      const line = lines[place];
      if (line?.is === 'interaction') return [line.one];
      return line?.folded ? line.known.rows.flatMap(({ key }) => watching.session.interaction(key) ?? []) : [];
    });
  }
  /** What is selected now, though what writes it is loaded first. */
  function copyAs(format: CopyFormat): void {
    const [all, now] = [chosen(), clock.peek()];
    import('./exact-rows.ts')
      .then(({ copiedInteractions }) => copy(copiedInteractions(all, format, now)))
      .catch((error) => failures.report('copy', error));
  }

  const inBar = rows.selection.present.value.keys.size > 1 ? chosen() : [];
  return (
    <div class="interaction-list" ref={list}>
      <div class="table-scroller" ref={scroller} onScroll={scroll.measure}>
        <div
          role="treegrid"
          class="table"
          aria-label={t('interactions')}
          aria-multiselectable="true"
          aria-rowcount={lines.length + 1}
          aria-colcount={columns.shown.length}
          style={{ '--columns': templateOf(columns.widths) }}
          onKeyDown={ownKeys(rows.onKeyDown)}
        >
          <Header columns={columns} sort={sort} hint="column_hint" onSort={onSort} onMenu={headerMenu.show} />
          <div role="rowgroup" class="table-body" style={{ height: `${lines.length * ROW}px` }}>
            {rows.drawn.map((index) => {
              const line = lines[index];
              if (!line) return null;
              const place = {
                index,
                top: index * ROW,
                tabStop: index === rows.stop,
                isSelected: rows.isSelected(line.id),
                onActivate: () => {
                  rows.active.value = line.id;
                },
                onClick: (event: MouseEvent) => rows.onClick(index, event),
                onMenu: (event: MouseEvent) => rows.onContextMenu(index, event),
              };
              return line.is === 'case' ? (
                <CaseRow key={line.id} line={line} place={place} columns={columns.shown.length} saysWwe={areMany} />
              ) : (
                <InteractionRow key={line.id} line={line} place={place} columns={columns.shown} />
              );
            })}
          </div>
        </div>
      </div>
      <SelectionBar count={inBar.length}>
        <SelectedActs chosen={inBar} onCopy={copyAs} onClear={rows.selection.clear} />
      </SelectionBar>
      {menu.value && (
        <LineMenu
          line={menu.value.line}
          chosen={chosen()}
          parts={{ stores, onFold, onCopy: copyAs, onReport }}
          at={menu.value.at}
          onClose={() => {
            menu.value = null;
            rows.focusActive();
          }}
        />
      )}
      {headerMenu.open && <HeaderMenu menu={headerMenu} columns={columns} sort={sort} onSort={onSort} within={list} />}
    </div>
  );
}

const places = new WeakMap<readonly ShownLine[], ReadonlyMap<string, number>>();

/** Lines as selecting needs them. Where each stands is counted once for the same lines, and when it is first asked. */
function selectable(lines: readonly ShownLine[]): SelectableLines {
  return {
    length: lines.length,
    keyAt: (index) => lines[index]?.id,
    indexOf(key) {
      if (key === '') return -1;
      let known = places.get(lines);
      if (!known) {
        known = new Map(lines.map(({ id }, index) => [id, index]));
        places.set(lines, known);
      }
      return known.get(key) ?? -1;
    },
  };
}
