/** What is shown while there is nothing: why, what will appear, and one button that does something about it. */
import { useSignal } from '@preact/signals';
import { isSubscribed, liveClients } from '../frame/health.ts';
import { LoadButton, OutcomeText } from '../frame/requests.tsx';
import { healthOf } from '../frame/StatusBar.tsx';
import { t } from '../i18n.ts';
import { usePanel } from '../stores/panel.ts';

/** Subscribes on the user's word, and ends that subscription. The cost is said beside it. */
export function SubscribeButton({ event }: { readonly event: 'interaction' | 'markdone' }) {
  const { commands, watching } = usePanel();
  const ref = useSignal<string | null>(null);
  const own = watching.session.subscriptions().find((one) => one.event === event && one.by === 'tool');
  const blocked = commands.blocked();
  const act = () => {
    if (own) commands.send({ verb: 'unsubscribe', name: event, parameters: own.subscriptionId });
    else ref.value = commands.send({ verb: 'subscribe', name: event });
  };
  const outcome = ref.value === null || own ? null : commands.outcome(ref.value);
  return (
    <>
      <button
        type="button"
        class="button outlined"
        aria-disabled={blocked !== null}
        title={blocked ?? t('subscribe_cost')}
        onClick={() => blocked === null && act()}
      >
        {t(own ? 'unsubscribe' : 'subscribe')}
      </button>
      {outcome && <OutcomeText outcome={outcome} />}
    </>
  );
}

/** Says that the list cannot be live, or is live by a subscription of the tool's own. */
export function SubscribeNote() {
  const stores = usePanel();
  const health = healthOf(stores);
  if (liveClients(health).length === 0) return null;
  const own = health.subscriptions.some(({ event, by }) => event === 'interaction' && by === 'tool');
  if (isSubscribed(health, 'interaction') && !own) return null;
  return (
    <div class="banner" role="status">
      <span>{t(own ? 'subscribed_by_tool' : 'not_subscribed')}</span>
      <SubscribeButton event="interaction" />
      <span class="note">{t('subscribe_cost')}</span>
    </div>
  );
}

/** Renders the empty state that fits. */
export function EmptyState({ filtered }: { readonly filtered: boolean }) {
  const stores = usePanel();
  const { filter, reload, watching } = stores;
  const health = healthOf(stores);
  if (filtered && watching.session.interactions().length > 0) {
    return (
      <div class="empty">
        <h2>{t('empty_filtered')}</h2>
        <p>
          <button type="button" class="button outlined" onClick={() => (filter.value = '')}>
            {t('clear_filter')}
          </button>
        </p>
      </div>
    );
  }
  if (health.reachable === false) {
    return (
      <div class="empty">
        <h2>{t('empty_unreachable')}</h2>
        <p>{t('hop_bridge_none_fix')}</p>
        <p>
          <button type="button" class="button outlined" onClick={reload}>
            {t('reload_page')}
          </button>
        </p>
      </div>
    );
  }
  if (liveClients(health).length === 0) {
    return (
      <div class="empty">
        <h2>{t('empty_no_wwe')}</h2>
        <p>{t('empty_no_wwe_text')}</p>
        <p>
          <button type="button" class="button outlined" onClick={() => (stores.sheet.value = 'doctor')}>
            {t('doctor')}
          </button>{' '}
          <LoadButton />
        </p>
      </div>
    );
  }
  return (
    <div class="empty">
      <h2>{t('empty_no_interactions')}</h2>
      <p>{t('empty_no_interactions_text')}</p>
      <p>
        <LoadButton />
      </p>
      <SubscribeNote />
    </div>
  );
}
