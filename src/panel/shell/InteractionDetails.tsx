/** The details of an interaction, with the tabs that other features draw. */
import { Details, type DetailsProps } from '../features/interactions/Details.tsx';
import { copyInteractionReport } from '../features/messages/copy-report.ts';
import { UserDataTab } from '../features/userdata/UserDataTab.tsx';
import { usePanel } from '../stores/panel.ts';
import { t } from '../text/i18n.ts';
import { lazyView } from '../ui/lazy-view.tsx';

export { copyInteractionReport };

const waiting = () => <p class="empty-line">{t('view_loading')}</p>;
const OwnMessages = lazyView(async () => (await import('../features/messages/OwnMessages.tsx')).OwnMessages, waiting);
const Story = lazyView(async () => (await import('../features/messages/StoryTab.tsx')).StoryTab, waiting);

/** Renders the details. Give it the interaction's key as `key`. */
export function InteractionDetails(props: DetailsProps) {
  const stores = usePanel();
  return (
    <Details
      {...props}
      UserData={UserDataTab}
      Messages={OwnMessages}
      Story={Story}
      onReport={() => void copyInteractionReport(props.one, stores)}
    />
  );
}
