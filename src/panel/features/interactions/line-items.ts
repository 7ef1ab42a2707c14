/** The menu of a line of the table. */
import type { SessionInteraction } from '../../../session/model.ts';
import { askExport, filterMessages } from '../../stores/choices.ts';
import type { PanelStores } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { type CopyFormat, copyItems } from '../../ui/copy-items.ts';
import type { MenuItem } from '../../ui/Menu.tsx';
import { compareItem, compareWithItems } from './compare-item.ts';
import type { ShownLine } from './shown-lines.ts';

/** What the items need. */
export interface LineItemParts {
  readonly stores: PanelStores;
  readonly onFold: (key: string, folded: boolean) => void;
  readonly onCopy: (format: CopyFormat) => void;
  readonly onReport: (one: SessionInteraction) => void;
}

/** What can be done with a line; several that are selected can be copied, and two of them compared. @param chosen all selected interactions */
export function lineItems(
  line: ShownLine,
  chosen: readonly SessionInteraction[],
  parts: LineItemParts,
): readonly MenuItem[] {
  const keys = chosen.map(({ key }) => key);
  const exporting = {
    id: 'export',
    label: t('export'),
    first: true,
    run: () => askExport(parts.stores, { is: 'interactions', keys }),
  };
  const comparing = chosen.length > 1 ? [compareItem(chosen, parts.stores)] : [];
  const copying = chosen.length === 0 ? [] : [exporting, ...comparing, ...copyItems(chosen.length, parts.onCopy)];
  if (line.is === 'case') return [...caseItems(line, parts), ...copying];
  if (chosen.length > 1) return copying;
  const { one } = line;
  const report = { id: 'copy report', label: t('report_copy'), run: () => parts.onReport(one) };
  return [
    ...interactionItems(one, parts),
    ...compareWithItems(one, parts.stores),
    ...copying,
    report,
    ...idItems(one, parts),
  ];
}

function caseItems({ known, folded }: Extract<ShownLine, { is: 'case' }>, parts: LineItemParts): readonly MenuItem[] {
  const fold = {
    id: 'fold',
    label: t(folded ? 'case_unfold' : 'case_fold'),
    run: () => parts.onFold(known.key, !folded),
  };
  return known.id === '' ? [fold] : [fold, copyCaseId(known.id, parts)];
}

function interactionItems(one: SessionInteraction, { stores }: LineItemParts): readonly MenuItem[] {
  const { selected, view, failures } = stores;
  async function showMessages(): Promise<void> {
    try {
      const { nameTest, printFilter } = await import('../../filter/filter.ts');
      filterMessages(stores, printFilter({ terms: [{ negated: false, test: nameTest('id', one.id) }] }));
      view.value = 'messages';
    } catch (error) {
      failures.report('filter', error);
    }
  }
  return [
    {
      id: 'open',
      label: t('interaction_open'),
      run() {
        selected.value = one.key;
      },
    },
    { id: 'messages', label: t('interaction_messages'), run: () => void showMessages() },
  ];
}

function idItems({ id, interaction }: SessionInteraction, parts: LineItemParts): readonly MenuItem[] {
  const { caseId } = interaction;
  const items = [{ id: 'copy id', label: t('copy_id'), first: true, run: () => parts.stores.copy(id) }];
  return caseId === undefined ? items : [...items, copyCaseId(caseId, parts)];
}

function copyCaseId(id: string, { stores }: LineItemParts): MenuItem {
  return { id: 'copy case', label: t('copy_case_id'), run: () => stores.copy(id) };
}
