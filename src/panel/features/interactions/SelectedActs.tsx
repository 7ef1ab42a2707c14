/** What can be done with several selected interactions. */
import type { SessionInteraction } from '../../../session/model.ts';
import { usePanel } from '../../stores/panel.ts';
import { SelectionActs, type SelectionActsProps } from '../../ui/SelectionActs.tsx';
import { compareItem } from './compare-item.ts';

interface SelectedActsProps extends Omit<SelectionActsProps, 'count' | 'acts'> {
  readonly chosen: readonly SessionInteraction[];
}

/** Renders the buttons. */
export function SelectedActs({ chosen, onCopy, onClear }: SelectedActsProps) {
  const acts = [compareItem(chosen, usePanel())];
  return <SelectionActs count={chosen.length} acts={acts} onCopy={onCopy} onClear={onClear} />;
}
