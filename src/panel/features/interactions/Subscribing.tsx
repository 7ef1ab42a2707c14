/** A subscription of the tool's own: offered where nothing would be live without it, with its cost in words. */
import { useSignal } from '@preact/signals';
import type { Subscription } from '../../../session/model.ts';
import { OutcomeText } from '../../shared/requests.tsx';
import { healthOf, isSubscribed, liveClients, withoutSubscription } from '../../stores/health.ts';
import { goesTo } from '../../stores/loading.ts';
import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import '../../ui/banner.css';

/** Whether a subscription is the tool's own, of a WWE; null: of any. */
function isOwn({ by, event, wwe }: Subscription, name: string, of: string | null): boolean {
  return by === 'tool' && event === name && (of === null || wwe === of);
}

interface SubscribeButtonProps {
  readonly event: 'interaction' | 'markdone';
  /** Key of the WWE whose events are wanted; left out: of the one that is meant. */
  readonly wwe?: string;
}

/** Subscribes on the user's word, and ends that subscription. The cost is said beside it. */
export function SubscribeButton({ event, wwe }: SubscribeButtonProps) {
  const { commands, watching } = usePanel();
  const ref = useSignal<string | null>(null);
  const way = commands.way(undefined, wwe);
  const own = watching.session.subscriptions().find((one) => isOwn(one, event, way?.wwe.key ?? null));
  const blocked = commands.blocked(undefined, wwe);
  const act = () => {
    if (own) {
      const { subscriptionId: parameters, document: through, wwe: of } = own;
      commands.send({ verb: 'unsubscribe', name: event, parameters, through, wwe: of });
    } else ref.value = commands.send({ verb: 'subscribe', name: event, ...(wwe === undefined ? {} : { wwe }) });
  };
  const outcome = ref.value === null || own ? null : commands.outcome(ref.value);
  return (
    <>
      <button
        type="button"
        class="button outlined"
        aria-disabled={blocked !== null}
        title={blocked ?? `${t('subscribe_cost')} ${goesTo(way)}`}
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
  const { wwes, watching } = stores;
  const health = healthOf(stores);
  if (watching.off !== null || liveClients(health).length === 0) return null;
  const own = health.subscriptions.some((one) => isOwn(one, 'interaction', health.wwe ?? null));
  if (isSubscribed(health, 'interaction') && !own) return null;
  const missing = withoutSubscription(health, 'interaction');
  const isMany = wwes.known.value.length > 1 && missing.length > 0;
  const text = isMany ? t('not_subscribed_of', missing.map(wwes.nameOf).join(', ')) : t('not_subscribed');
  return (
    <div class="banner" role="status">
      <span>{own ? t('subscribed_by_tool') : text}</span>
      <SubscribeButton event="interaction" />
      <span class="note">{t('subscribe_cost')}</span>
    </div>
  );
}
