/** A subscription of the tool's own: offered where nothing would be live without it, with its cost in words. */
import { useSignal } from '@preact/signals';
import { OutcomeText } from '../frame/requests.tsx';
import { t } from '../i18n.ts';
import { healthOf, isSubscribed, liveClients } from '../stores/health.ts';
import { usePanel } from '../stores/panel.ts';

/** Subscribes on the user's word, and ends that subscription. The cost is said beside it. */
export function SubscribeButton({ event }: { readonly event: 'interaction' | 'markdone' }) {
  const { commands, watching } = usePanel();
  const ref = useSignal<string | null>(null);
  const own = watching.session.subscriptions().find((one) => one.event === event && one.by === 'tool');
  const blocked = commands.blocked();
  const act = () => {
    if (own) commands.send({ verb: 'unsubscribe', name: event, parameters: own.subscriptionId, through: own.document });
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
