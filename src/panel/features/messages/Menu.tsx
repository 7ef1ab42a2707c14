/** The menu of a message's acts. */
import { t } from '../../text/i18n.ts';
import { Menu as ItemMenu, type MenuItem } from '../../ui/Menu.tsx';
import type { Spot } from '../../ui/menu-spot.ts';
import type { RowAction } from './row-actions.ts';

interface MenuProps {
  readonly acts: readonly RowAction[];
  /** Items below them. */
  readonly more: readonly MenuItem[];
  readonly at: Spot;
  readonly label: string;
  /** After an act, or without one; the focus is to go back. */
  readonly onClose: () => void;
}

/** Renders the menu, and takes the focus. */
export function Menu({ acts, more, at, label, onClose }: MenuProps) {
  const items = [...acts.map((act): MenuItem => ({ ...act, label: t(act.label), run: () => act.run() })), ...more];
  return <ItemMenu items={items} at={at} label={label} onClose={onClose} />;
}

/** The act of a key, upper or lower case. */
export function actionByKey(acts: readonly RowAction[], key: string): RowAction | null {
  return acts.find((act) => act.key === key.toUpperCase()) ?? null;
}
