/** The menu of a table's header: of one column, or only which columns are shown. */
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../text/i18n.ts';
import type { TableColumns } from './column-layout.ts';
import { fittingWidth } from './fit.ts';
import type { HeaderColumn, HeaderMenuOpen, Sorting } from './Header.tsx';
import { columnItems, menuItems } from './header-items.ts';
import { Menu } from './Menu.tsx';

/** Whether the menu is open, and where. */
export interface HeaderMenuState {
  readonly open: HeaderMenuOpen | null;
  show(open: HeaderMenuOpen): void;
  close(): void;
}

/** Keeps the menu of a table's header, and gives the focus back to the column once that is drawn where it stands then. */
export function useHeaderMenu(within: RefObject<Element | null>): HeaderMenuState {
  const open = useSignal<HeaderMenuOpen | null>(null);
  const closed = useRef<HeaderMenuOpen | null>(null);
  useLayoutEffect(() => {
    const last = closed.current;
    closed.current = null;
    if (!last) return;
    const buttons = [...(within.current?.querySelectorAll<HTMLElement>('.header-button') ?? [])];
    const button = buttons.find(({ dataset }) => dataset.column === last.column?.id);
    (button ?? within.current?.querySelector<HTMLElement>('.choose-columns'))?.focus();
  });
  return {
    open: open.value,
    show(next) {
      open.value = next;
    },
    close() {
      closed.current = open.peek();
      open.value = null;
    },
  };
}

interface HeaderMenuProps {
  readonly menu: HeaderMenuState;
  readonly columns: TableColumns<HeaderColumn>;
  readonly sort: Sorting | null;
  readonly onSort: (sort: Sorting | null) => void;
  /** The element that holds the table. */
  readonly within: RefObject<Element | null>;
}

/** Renders the menu, while it is open. */
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
