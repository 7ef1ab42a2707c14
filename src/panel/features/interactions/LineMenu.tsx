/** The menu of a line of the table: loaded when it is first opened. */
import type { SessionInteraction } from '../../../session/model.ts';
import { t } from '../../text/i18n.ts';
import { Menu } from '../../ui/Menu.tsx';
import type { Spot } from '../../ui/menu-spot.ts';
import { type LineItemParts, lineItems } from './line-items.ts';
import type { ShownLine } from './shown-lines.ts';

interface LineMenuProps {
  readonly line: ShownLine;
  /** All selected interactions. */
  readonly chosen: readonly SessionInteraction[];
  readonly parts: LineItemParts;
  readonly at: Spot;
  readonly onClose: () => void;
}

/** Renders the menu. */
export function LineMenu({ line, chosen, parts, at, onClose }: LineMenuProps) {
  return <Menu items={lineItems(line, chosen, parts)} at={at} label={t('interaction_menu')} onClose={onClose} />;
}
