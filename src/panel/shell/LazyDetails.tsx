/** The details, loaded when they are first opened. */

import { usePanel } from '../stores/panel.ts';
import { t } from '../text/i18n.ts';
import { EmptyDetails } from '../ui/EmptyDetails.tsx';
import { lazyView } from '../ui/lazy-view.tsx';

/** Renders the details of an interaction as soon as they are loaded. Give it the interaction's key as `key`. */
export const Details = lazyView(
  async () => (await import('../features/interactions/Details.tsx')).Details,
  () => <Loading />,
);

function Loading() {
  const { selected } = usePanel();
  return (
    <EmptyDetails label={t('details')} text={t('details_loading')} isBusy onClose={() => (selected.value = null)} />
  );
}
