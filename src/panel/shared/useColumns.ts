/** The columns of a table as the user chose them, and what changes that. */
import { usePanel } from '../stores/panel.ts';
import {
  type LayoutColumn,
  movedColumn,
  orderedColumns,
  rememberedWidths,
  resized,
  shownColumns,
  type TableColumns,
  widthsOf,
} from '../ui/column-layout.ts';
import type { Viewport } from '../ui/virtual-scroll.ts';

/** The width of a table that nothing has measured, in CSS px. */
const UNKNOWN_WIDTH = 1_200;

/**
 * Follows what was chosen for a table.
 * @param table its name in the settings
 * @param isBeside whether details are open beside it
 */
export function useColumns<Column extends LayoutColumn>(
  table: 'interactions' | 'messages',
  columns: readonly Column[],
  { width }: Viewport,
  isBeside: boolean,
): TableColumns<Column> {
  const { settings } = usePanel();
  const { columnWidths, columnsShown, columnOrder } = settings.settings.value;
  const order = Object.hasOwn(columnOrder, table) ? (columnOrder[table] ?? []) : [];
  const all = orderedColumns(columns, order);
  const shown = shownColumns(all, columnsShown, width, isBeside);
  const wanted = shownColumns(all, columnsShown, width, false);
  const widths = widthsOf(shown, columnWidths, width || UNKNOWN_WIDTH);
  const keys = new Set(columns.map(({ key }) => key));
  const isOwn = (key: string) => keys.has(key);

  return {
    all,
    shown,
    wanted,
    widths,
    isChosen: order.length > 0 || [...Object.keys(columnWidths), ...Object.keys(columnsShown)].some(isOwn),
    resize(index, to) {
      settings.change({ columnWidths: rememberedWidths(shown, columnWidths, resized(widths, index, to)) });
    },
    show({ key }, isShown) {
      settings.change({ columnsShown: { ...columnsShown, [key]: isShown } });
    },
    move(id, before) {
      const ids = all.map((one) => one.id);
      settings.change({ columnOrder: { ...columnOrder, [table]: movedColumn(ids, id, before) } });
    },
    reset() {
      const others = <Value>(record: Readonly<Record<string, Value>>, isGone: (key: string) => boolean) =>
        Object.fromEntries(Object.entries(record).filter(([key]) => !isGone(key)));
      settings.change({
        columnWidths: others(columnWidths, isOwn),
        columnsShown: others(columnsShown, isOwn),
        columnOrder: others(columnOrder, (name) => name === table),
      });
    },
  };
}
