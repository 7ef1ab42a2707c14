/** Chats: after Accept they join a session on the chat server (docs/protocol.md#chat-transitions). */

import { isIn, isInHand } from '../state/allowed-states.ts';
import type { LiveInteraction } from '../state/live-interaction.ts';
import { type OpenMediaParts, openMediaActs } from './open-media.ts';
import type { ActsParts, ActTable } from './rule.ts';

/** The acts on a chat. */
export function chatActs(parts: OpenMediaParts): ActTable {
  const common = openMediaActs(parts);
  return {
    ...common,
    joinAgain: { when: (live) => isIn(live, 'JOIN_FAILED'), run: (live) => joinPending(parts, live) },
    release: {
      when: (live) => isInHand(live) || isIn(live, 'JOIN_FAILED', 'ERROR'),
      run: parts.endings.release,
    },
  };
}

/** Joins the session of a chat that was just accepted, unless the settings leave it ACCEPTED. */
export function joinSession(parts: ActsParts, live: LiveInteraction): void {
  if (parts.settings().chatStates !== 'full') return;
  live.joining = true;
  step(parts, live, () => joinPending(parts, live));
}

function joinPending(parts: ActsParts, live: LiveInteraction): void {
  const { interactions, settings } = parts;
  live.joining = true;
  interactions.move(live, 'JOIN_PENDING', settings().eventTypes.joinPending);
  step(parts, live, () => {
    const { chatJoin, eventTypes } = settings();
    if (chatJoin === 'joins') {
      interactions.move(live, 'HISTORY_IN_PROGRESS', eventTypes.historyInProgress);
      step(parts, live, () => {
        live.joining = false;
        interactions.move(live, 'HISTORY_DONE', settings().eventTypes.historyDone);
      });
    } else {
      live.joining = false;
      interactions.move(live, 'JOIN_FAILED', eventTypes.joinFailed);
    }
  });
}

/** Goes on after `stepMs`, if nothing came between. */
function step({ interactions, settings, later }: ActsParts, live: LiveInteraction, next: () => void): void {
  const { state } = live;
  later(settings().stepMs, () => {
    if (live.joining && live.state === state && interactions.has(live)) next();
  });
}
