/** The view of live interactions with its details, which are loaded when they are first opened. */
import type { SessionInteraction } from '../../session/model.ts';
import { InteractionsView as View } from '../features/interactions/InteractionsView.tsx';
import { usePanel } from '../stores/panel.ts';
import { t } from '../text/i18n.ts';
import { EmptyDetails } from '../ui/EmptyDetails.tsx';
import { lazyView } from '../ui/lazy-view.tsx';

const Details = lazyView(
  async () => (await import('./InteractionDetails.tsx')).InteractionDetails,
  () => <Loading />,
);

const Comparing = lazyView(
  async () => (await import('../features/messages/CompareInteractions.tsx')).CompareInteractions,
  ({ onClose }) => <EmptyDetails label={t('compare')} text={t('details_loading')} isBusy onClose={onClose} />,
);

function Loading() {
  const { selected } = usePanel();
  return (
    <EmptyDetails label={t('details')} text={t('details_loading')} isBusy onClose={() => (selected.value = null)} />
  );
}

/** Renders the view. */
export function InteractionsView() {
  const stores = usePanel();
  async function report(one: SessionInteraction): Promise<void> {
    try {
      const { copyInteractionReport } = await import('./InteractionDetails.tsx');
      await copyInteractionReport(one, stores);
    } catch (error) {
      stores.failures.report('report', error);
    }
  }
  return <View Details={Details} Comparing={Comparing} onReport={report} />;
}
