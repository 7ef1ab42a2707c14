/** Comparing two interactions: two that are selected, or one after the other, each in the tab or in a recording. */
import type { SessionInteraction } from '../../../session/model.ts';
import { shortId, whoOf } from '../../stores/interaction-texts.ts';
import type { ComparedInteraction, PanelStores } from '../../stores/panel.ts';
import { clip } from '../../text/clip.ts';
import { wireTime } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { pageText } from '../../text/PageText.tsx';
import type { MenuItem } from '../../ui/Menu.tsx';

/** Shows two selected interactions side by side, in place of the details of one: the one that was seen first on the left. */
export function compareItem(chosen: readonly SessionInteraction[], stores: PanelStores): MenuItem {
  const [one, other, third] = chosen;
  return {
    id: 'compare',
    label: t('compare'),
    hint: t('interactions_compare_hint'),
    blocked: other && !third ? null : t('interactions_compare_only_two'),
    run() {
      if (!one || !other) return;
      const [left, right] = one.firstSeen <= other.firstSeen ? [one, other] : [other, one];
      show([sideOf(left, stores), sideOf(right, stores)], stores);
    },
  };
}

/** What the menu of one has: it waits for another one, or is compared with the one that waits. */
export function compareWithItems(one: SessionInteraction, stores: PanelStores): readonly MenuItem[] {
  const { compareWith } = stores;
  const first = compareWith.peek();
  const isItself = first?.key === one.key && first.stores === stores;
  const remember = {
    id: 'compare with',
    label: t('interactions_compare_with'),
    hint: t('interactions_compare_with_hint'),
    blocked: isItself ? t('interactions_compare_waits') : null,
    run() {
      compareWith.value = sideOf(one, stores);
    },
  };
  if (!first || isItself) return [remember];
  const compare = {
    id: 'compare',
    label: t('interactions_compare_now', first.title),
    run() {
      compareWith.value = null;
      show([first, sideOf(one, stores)], stores);
    },
  };
  return [compare, remember];
}

function show(
  pair: readonly [ComparedInteraction, ComparedInteraction],
  { selected, comparedInteractions }: Pick<PanelStores, 'selected' | 'comparedInteractions'>,
): void {
  selected.value = null;
  comparedInteractions.value = pair;
}

/** Written now: another panel writes moments by other clocks. */
function sideOf(one: SessionInteraction, stores: PanelStores): ComparedInteraction {
  return { key: one.key, stores, title: titleOf(one) };
}

/** An interaction in words: who, or its id, and when it was first seen. */
function titleOf(one: SessionInteraction): string {
  const id = t('interaction_title', pageText(clip(shortId(one.id))));
  const who = whoOf(one);
  return t('interactions_compare_side', who === '' ? id : `${pageText(who)} (${id})`, wireTime(one.firstSeen));
}
