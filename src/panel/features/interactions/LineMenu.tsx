/** What can be done with lines of the table, in a menu or below the table: loaded when it is first needed. */
import type { SessionInteraction } from '../../../session/model.ts';
import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { Menu } from '../../ui/Menu.tsx';
import type { Spot } from '../../ui/menu-spot.ts';
import { SelectionActs, type SelectionActsProps } from '../../ui/SelectionActs.tsx';
import { compareItem } from './compare-item.ts';
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

/** Renders the menu of a line. */
export function LineMenu({ line, chosen, parts, at, onClose }: LineMenuProps) {
  return <Menu items={lineItems(line, chosen, parts)} at={at} label={t('interaction_menu')} onClose={onClose} />;
}

interface SelectedActsProps extends Omit<SelectionActsProps, 'count' | 'acts'> {
  readonly chosen: readonly SessionInteraction[];
}

/** Renders the buttons for several selected interactions. */
export function SelectedActs({ chosen, onCopy, onClear }: SelectedActsProps) {
  const acts = [compareItem(chosen, usePanel())];
  return <SelectionActs count={chosen.length} acts={acts} onCopy={onCopy} onClear={onClear} />;
}
