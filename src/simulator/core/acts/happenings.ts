/** What the customer, the far end, routing or a fault does (docs/protocol.md#state-transitions). */

import { isIn, isInHand, takesParties } from '../state/allowed-states.ts';
import type { LiveInteraction } from '../state/live-interaction.ts';
import { isLive } from '../state/live-interaction.ts';
import type { Endings } from './endings.ts';
import { type Parties, partyOf } from './parties.ts';
import type { ActsParts, HappeningTable } from './rule.ts';
import { layOver, tellUserData } from './user-data.ts';

/** What happenings need beside the common parts. */
export interface HappeningParts extends ActsParts {
  readonly endings: Endings;
  readonly parties: Parties;
}

/** What routing attaches by itself. */
const DEFAULT_DATA = { Segment: 'Premium', Priority: 7 };

/** All happenings. */
export function createHappenings(parts: HappeningParts): HappeningTable {
  const { interactions, endings, parties, settings } = parts;
  const hasOthers = (live: LiveInteraction): boolean => takesParties(live) && live.parties.length > 1;
  return {
    partyLeaves: {
      when: (live) => hasOthers(live) || canEnd(live),
      run(live, { party }) {
        if (hasOthers(live)) return parties.leave(live, party);
        if (party !== undefined && live.parties.every(({ name }) => name !== party)) return false;
        if (live.kind === 'voice') endings.endCall(live);
        else if (isOffered(live)) endings.leave(live, 'REVOKED', settings().eventTypes.revoked);
        else endings.release(live);
        return true;
      },
    },
    partyJoins: {
      when: takesParties,
      run(live, { party }) {
        parties.join(live, [partyOf(live, undefined, party)]);
        return true;
      },
    },
    revoke: {
      when: (live) => isOffered(live) || isIn(live, 'RINGING') || (isInHand(live) && !isIn(live, 'HISTORY_DONE')),
      run(live) {
        if (live.kind === 'voice') endings.endCall(live);
        else endings.leave(live, 'REVOKED', settings().eventTypes.revoked);
        return true;
      },
    },
    fail: {
      when: (live) => canFail(live) || isIn(live, 'JOIN_PENDING'),
      run(live) {
        live.joining = false;
        const { eventTypes } = settings();
        if (canFail(live)) interactions.move(live, 'ERROR', eventTypes.error);
        else interactions.move(live, 'JOIN_FAILED', eventTypes.joinFailed);
        return true;
      },
    },
    lose: {
      when: (live) => isLive(live) && !isIn(live, 'UNKNOWN'),
      run(live) {
        live.joining = false;
        interactions.move(live, 'UNKNOWN', settings().eventTypes.lost);
        return true;
      },
    },
    attachData: {
      when: isLive,
      run(live, { userData = DEFAULT_DATA }) {
        if (Object.keys(userData).length === 0) return false;
        const known = layOver(live, userData);
        tellUserData(parts, live, known ? 'updated' : 'attached');
        return true;
      },
    },
    farEndAnswers: {
      when: (live) => isIn(live, 'DIALING'),
      run(live) {
        interactions.move(live, 'TALKING', 'ESTABLISHED');
        return true;
      },
    },
  };
}

function isOffered(live: LiveInteraction): boolean {
  return isIn(live, 'INVITED', 'INVITED_CONFERENCE');
}

/** From HISTORY_DONE no way leads to ERROR. */
function canFail(live: LiveInteraction): boolean {
  return isIn(live, 'TRANSFERRING') || (isInHand(live) && !isIn(live, 'HISTORY_DONE'));
}

/** Whether the only other one can end it. Nobody ends an e-mail or a call preview from outside. */
function canEnd(live: LiveInteraction): boolean {
  if (live.kind === 'voice') return isIn(live, 'RINGING', 'DIALING', 'TALKING', 'HELD', 'UNKNOWN');
  if (live.kind === 'chat') return isOffered(live) || isInHand(live) || isIn(live, 'JOIN_FAILED');
  return live.kind === 'openMedia' && (isOffered(live) || isInHand(live));
}
