/** Comparing two selected interactions. */
import type { SessionInteraction } from '../../../session/model.ts';
import type { PanelStores } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import type { MenuItem } from '../../ui/Menu.tsx';

/** Shows two selected interactions side by side, in place of the details of one: the one that was seen first on the left. */
export function compareItem(
  chosen: readonly SessionInteraction[],
  { comparedInteractions, selected }: Pick<PanelStores, 'comparedInteractions' | 'selected'>,
): MenuItem {
  const [one, other, third] = chosen;
  return {
    id: 'compare',
    label: t('compare'),
    hint: t('interactions_compare_hint'),
    blocked: other && !third ? null : t('interactions_compare_only_two'),
    run() {
      if (!one || !other) return;
      selected.value = null;
      comparedInteractions.value = one.firstSeen <= other.firstSeen ? [one.key, other.key] : [other.key, one.key];
    },
  };
}
