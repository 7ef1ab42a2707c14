/**
 * E-mails of the agent's own: written or pulled, saved, sent or cancelled
 * (docs/protocol.md#outbound-e-mail-transitions).
 */

import { isIn, isInHand } from '../state/allowed-states.ts';
import type { LiveInteraction } from '../state/live-interaction.ts';
import { type OpenMediaParts, openMediaActs, saveWhen, transferWhen } from './open-media.ts';
import type { ActTable } from './rule.ts';

/**
 * A draft, or one that came back from a transfer: then docs/protocol.md#open-media-transitions counts, from ACCEPTED.
 */
const isDraft = (live: LiveInteraction): boolean => isIn(live, 'CREATED', 'PULLED') || isInHand(live);

/** The acts on an outbound e-mail. */
export function outboundEmailActs(parts: OpenMediaParts): ActTable {
  const { endings, settings } = parts;
  const written = (live: LiveInteraction): boolean => isIn(live, 'CREATED', 'PULLED', 'SAVED');
  return {
    ...openMediaActs(parts),
    transfer: transferWhen(parts, isDraft),
    save: saveWhen(parts, isDraft),
    send: { when: written, run: (live) => endings.leave(live, 'SENT', settings().eventTypes.sent) },
    cancel: { when: written, run: (live) => endings.leave(live, 'CANCELLED', settings().eventTypes.cancelled) },
  };
}
