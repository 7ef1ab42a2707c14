/** The details, loaded when they are first opened. */

import { t } from '../i18n.ts';
import { lazyView } from '../shell/lazy-view.tsx';
import { usePanel } from '../stores/panel.ts';
import { EmptyDetails } from '../table/EmptyDetails.tsx';

/** Renders the details of an interaction as soon as they are loaded. Give it the interaction's key as `key`. */
export const Details = lazyView(
  async () => (await import('./Details.tsx')).Details,
  () => <Loading />,
);

function Loading() {
  const { selected } = usePanel();
  return (
    <EmptyDetails label={t('details')} text={t('details_loading')} isBusy onClose={() => (selected.value = null)} />
  );
}
