/** `messenger.*` (docs/protocol.md#messenger-events). */

import type { Settings } from '../settings/settings.ts';
import type { EventSubscriptions } from '../state/event-subscriptions.ts';
import { readText } from './parameters.ts';
import { error, type ServiceTable, VOID } from './service-types.ts';

/** What the service is made of. */
export interface MessengerParts {
  readonly events: EventSubscriptions;
  readonly settings: () => Settings;
}

/** The service of the namespace. */
export function messengerServices({ events, settings }: MessengerParts): ServiceTable {
  return {
    'messenger.broadcastMessage': ({ parameters: [given, message], frame }) => {
      const channel = readText(given, 'The channel');
      if (!channel.ok) return error(channel.problem);
      if (message === undefined) return error('The message is missing');
      events.emit(`messenger:${channel.value}`, message, settings().messengerToSender ? undefined : frame);
      return VOID;
    },
  };
}
