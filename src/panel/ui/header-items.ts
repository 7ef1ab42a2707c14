/** The items of a header's menu. */
import { t } from '../text/i18n.ts';
import type { TableColumns } from './column-layout.ts';
import type { HeaderColumn, Sorting } from './Header.tsx';
import type { MenuItem } from './Menu.tsx';

/** All of a column: its order, its width, its place; then which columns are shown. */
export function menuItems(
  column: HeaderColumn,
  columns: TableColumns<HeaderColumn>,
  sort: Sorting | null,
  { onSort, fit }: { readonly onSort: (sort: Sorting | null) => void; readonly fit: () => void },
): readonly MenuItem[] {
  const { shown } = columns;
  const { id } = column;
  const index = shown.indexOf(column);
  const before = shown[index - 1];
  const after = shown[index + 1];
  const isSorted = (descending: boolean) => sort?.column === id && sort.descending === descending;
  const sortBy = (descending: boolean) => onSort(isSorted(descending) ? null : { column: id, descending });
  return [
    { id: 'up', label: t('columns_ascending'), checked: isSorted(false), run: () => sortBy(false) },
    { id: 'down', label: t('columns_descending'), checked: isSorted(true), run: () => sortBy(true) },
    { id: 'fit', label: t('columns_fit'), first: true, run: fit },
    {
      id: 'left',
      label: t('columns_left'),
      blocked: before ? null : t('columns_first'),
      run: () => columns.move(id, before?.id ?? null),
    },
    {
      id: 'right',
      label: t('columns_right'),
      blocked: after ? null : t('columns_last'),
      run: () => columns.move(id, shown[index + 2]?.id ?? null),
    },
    ...columnItems(columns),
  ];
}

/** Which columns are shown, and how all is as it was at first. */
export function columnItems(columns: TableColumns<HeaderColumn>): readonly MenuItem[] {
  const { all, wanted, isChosen } = columns;
  return [
    ...all.map((column, index): MenuItem => {
      const isShown = wanted.includes(column);
      return {
        id: `show ${column.id}`,
        label: t(column.name ?? column.title),
        checked: isShown,
        blocked: isShown && wanted.length === 1 ? t('columns_only') : null,
        first: index === 0,
        run: () => columns.show(column, !isShown),
      };
    }),
    {
      id: 'reset',
      label: t('columns_reset'),
      blocked: isChosen ? null : t('columns_reset_nothing'),
      first: true,
      run: columns.reset,
    },
  ];
}
