/** Who is subscribed to what: by client, as the wire showed it and the probe saw it. */
import { EVENT_NAMES, isKnownEvent } from '../../../protocol/events.ts';
import { masked } from '../../../protocol/tokens.ts';
import type { WatchedSubscription } from '../../../session/messages-model.ts';
import { nearest } from '../../filter/nearest.ts';
import type { ClientNumbers } from '../../shared/clients.ts';
import { usePanel } from '../../stores/panel.ts';
import { clockTime, exactTime, wireTime } from '../../text/format.ts';
import { plural, t } from '../../text/i18n.ts';
import { PageText, pageText } from '../../text/PageText.tsx';
import { CloseDetails } from '../../ui/CloseDetails.tsx';
import { oneLine } from '../../values/json/shape.ts';
import { ListCut } from './ContentTabs.tsx';

/** More subscriptions than this are not listed, the newest are. */
const MOST = 500;

/** Renders the pane. */
export function SubscriptionsPane({ clients }: { readonly clients: ClientNumbers }) {
  const { watching, client, messages } = usePanel();
  watching.version.value;
  const every = watching.session
    .watchedSubscriptions()
    .filter(({ document }) => client.value === null || document === client.value);
  const all = every.slice(-MOST);
  const documents = [...new Set(all.map(({ document }) => document))];
  return (
    <section class="details" aria-label={t('messages_subscriptions')}>
      <header class="details-header">
        <div class="details-title">
          <strong>{t('messages_subscriptions')}</strong>
          <span class="spring" />
          <CloseDetails
            label={t('messages_subscriptions_close')}
            onClose={() => (messages.subscriptions.value = false)}
          />
        </div>
        <div class="note">{t('messages_subscriptions_about')}</div>
      </header>
      <div class="tab-panel" role="group" aria-label={t('messages_subscriptions')} tabIndex={0}>
        {all.length === 0 && <p class="empty-line">{t('messages_subscriptions_none')}</p>}
        <ListCut listed={MOST} of={every.length} />
        {documents.map((document) => {
          const known = clients.get(document);
          const name = known
            ? t('messages_of_client', known.number, pageText(known.name))
            : t('messages_client_unknown');
          return (
            <div key={document} class="details-lines">
              <h2>{name}</h2>
              <ClientSubscriptions list={all.filter((one) => one.document === document)} />
            </div>
          );
        })}
      </div>
    </section>
  );
}

function ClientSubscriptions({ list }: { readonly list: readonly WatchedSubscription[] }) {
  return (
    <table class="grid">
      <thead>
        <tr>
          <th scope="col">{t('messages_subscription_event')}</th>
          <th scope="col">{t('messages_subscription_since')}</th>
          <th scope="col">{t('messages_handler')}</th>
          <th scope="col">{t('messages_subscription_state')}</th>
        </tr>
      </thead>
      <tbody>
        {list.map((one, index) => {
          const { event, since, by, handler, subscriptionId } = one;
          const name = event.slice(0, 200);
          return (
            <tr key={`${index} ${event}`}>
              <td>
                <PageText text={masked(name)} />
              </td>
              <td title={exactTime(since)}>{wireTime(since)}</td>
              <td>
                {by === 'tool' && t('by_tool')}
                {by === 'page' && !handler && <span class="note">{t('messages_subscription_unseen')}</span>}
                {handler && (
                  <>
                    {handler.name === '' ? (
                      t('messages_handler_nameless')
                    ) : (
                      <PageText text={handler.name.slice(0, 200)} />
                    )}
                    <span class="note"> #{handler.number}</span>
                  </>
                )}
              </td>
              <td>
                <StateLines one={one} list={list} />
                <div class="note">{t('messages_subscription_id', pageText(oneLine(subscriptionId, 60), 'none'))}</div>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What became of a subscription, one sentence each. */
function StateLines({
  one,
  list,
}: {
  readonly one: WatchedSubscription;
  readonly list: readonly WatchedSubscription[];
}) {
  const { event, since, events, replacedAt, mayBeReplaced, leftAtServer, sameTextAs, isFormer } = one;
  const meant = nearest(event, Object.keys(EVENT_NAMES));
  const next = list
    .filter((other) => other !== one && other.event === event && other.since >= since && other.since === replacedAt)
    .at(0);
  return (
    <>
      {isFormer && <div class="outcome-warn">{t('messages_subscription_former')}</div>}
      {replacedAt === null && !mayBeReplaced && !leftAtServer && !isFormer && (
        <div class={events > 0 ? 'outcome-ok' : 'note'}>
          {events > 0 ? plural('messages_subscription_live', events) : t('messages_subscription_no_event')}
        </div>
      )}
      {!isKnownEvent(event) && (
        <div class="outcome-warn">
          {t('messages_subscription_unknown')}
          {meant !== null && ` ${t('messages_subscription_meant', meant)}`}
        </div>
      )}
      {mayBeReplaced && <div class="note">{t('messages_subscription_unsure')}</div>}
      {replacedAt !== null && (
        <div class="outcome-warn">
          {next?.handler
            ? t(
                'messages_subscription_replaced_by',
                clockTime(replacedAt),
                `${next.handler.name === '' ? t('messages_handler_nameless') : pageText(next.handler.name.slice(0, 200))} #${next.handler.number}`,
              )
            : t('messages_subscription_replaced', clockTime(replacedAt))}
        </div>
      )}
      {leftAtServer && <div class="outcome-warn">{t('messages_subscription_left')}</div>}
      {sameTextAs !== null && <div class="outcome-warn">{t('messages_subscription_same', sameTextAs)}</div>}
    </>
  );
}
