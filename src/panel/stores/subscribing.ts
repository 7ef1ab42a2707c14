/** Ends the tool's own subscriptions as soon as a client of the page subscribes to the same event. */
import { effect } from '@preact/signals';
import type { Subscription } from '../../session/model.ts';
import type { Commands } from './commands.ts';
import type { InspectedTab } from './inspected-tab.ts';

/** The tool's own subscriptions that a page's one has made needless: WWE might send each event twice. */
export function needless(subscriptions: readonly Subscription[]): readonly Subscription[] {
  const name = ({ wwe, event }: Subscription) => `${wwe} ${event}`;
  const byPage = new Set(subscriptions.filter(({ by }) => by === 'page').map(name));
  return subscriptions.filter((one) => one.by === 'tool' && byPage.has(name(one)));
}

/** Watches for needless subscriptions until `abort`. */
export function endNeedless(watching: InspectedTab, commands: Commands, abort: AbortSignal): void {
  const ended = new Set<string>();
  const stop = effect(() => {
    watching.version.value;
    for (const { document, event, subscriptionId, since, wwe } of needless(watching.session.subscriptions())) {
      const one = `${document} ${event} ${since}`;
      if (ended.has(one)) continue;
      ended.add(one);
      commands.send({ verb: 'unsubscribe', name: event, parameters: subscriptionId, through: document, wwe });
    }
  });
  abort.addEventListener('abort', stop);
}
