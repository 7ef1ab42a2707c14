/** The menu of a table's header: of one column, or only which columns are shown. */
import type { RefObject } from 'preact';
import { t } from '../text/i18n.ts';
import type { TableColumns } from './column-layout.ts';
import { fittingWidth } from './fit.ts';
import type { HeaderColumn, HeaderMenuState, Sorting } from './Header.tsx';
import { columnItems, menuItems } from './header-items.ts';
import { Menu } from './Menu.tsx';

interface HeaderMenuProps {
  readonly menu: HeaderMenuState;
  readonly columns: TableColumns<HeaderColumn>;
  readonly sort: Sorting | null;
  readonly onSort: (sort: Sorting | null) => void;
  /** The element that holds the table. */
  readonly within: RefObject<Element | null>;
}

/** Renders the menu, if it is open. */
export function HeaderMenu({ menu, columns, sort, onSort, within }: HeaderMenuProps) {
  if (!menu.open) return null;
  const { column, at } = menu.open;
  const index = columns.shown.findIndex(({ id }) => id === column?.id);
  const fit = () => {
    const cell = within.current?.querySelectorAll('.header-cell')[index];
    if (cell) columns.resize(index, fittingWidth(cell, index));
  };
  return (
    <Menu
      items={column ? menuItems(column, columns, sort, { onSort, fit }) : columnItems(columns)}
      at={at}
      label={t('columns_menu')}
      onClose={menu.close}
    />
  );
}
