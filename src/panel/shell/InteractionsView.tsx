/** The view of live interactions with its details, which are loaded when they are first opened. */
import { InteractionsView as View } from '../features/interactions/InteractionsView.tsx';
import { usePanel } from '../stores/panel.ts';
import { t } from '../text/i18n.ts';
import { EmptyDetails } from '../ui/EmptyDetails.tsx';
import { lazyView } from '../ui/lazy-view.tsx';

const Details = lazyView(
  async () => (await import('./InteractionDetails.tsx')).InteractionDetails,
  () => <Loading />,
);

function Loading() {
  const { selected } = usePanel();
  return (
    <EmptyDetails label={t('details')} text={t('details_loading')} isBusy onClose={() => (selected.value = null)} />
  );
}

/** Renders the view. */
export function InteractionsView() {
  return <View Details={Details} />;
}
