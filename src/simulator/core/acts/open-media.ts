/**
 * What comes by other ways than calls: offered, accepted, saved, handed over, ended
 * (docs/protocol.md#open-media-transitions).
 */

import { isIn, isInHand } from '../state/allowed-states.ts';
import type { LiveInteraction } from '../state/live-interaction.ts';
import type { Endings } from './endings.ts';
import { type Parties, partyOf } from './parties.ts';
import type { ActRule, ActsParts, ActTable } from './rule.ts';
import { layOver } from './user-data.ts';

/** What open media need beside the common parts. */
export interface OpenMediaParts extends ActsParts {
  readonly endings: Endings;
  readonly parties: Parties;
  /** It becomes ACCEPTED; a chat then joins its session. */
  readonly accept: (live: LiveInteraction) => void;
  readonly turnTo: (live: LiveInteraction) => void;
}

/** The acts that chats, e-mails and other open media have in common. */
export function openMediaActs(parts: OpenMediaParts): ActTable {
  const { endings, settings } = parts;
  return {
    accept: {
      when: (live) => isIn(live, 'INVITED', 'INVITED_CONFERENCE'),
      run(live) {
        parts.accept(live);
        parts.turnTo(live);
      },
    },
    reject: {
      when: (live) => isIn(live, 'INVITED', 'INVITED_CONFERENCE'),
      run: (live) => endings.leave(live, 'REVOKED', settings().eventTypes.revoked),
    },
    transfer: transferWhen(parts, isInHand),
    conference: {
      when: isInHand,
      run(live, { target, userData, party }) {
        layOver(live, userData);
        parts.parties.join(live, [partyOf(live, target, party)]);
      },
    },
    leaveConference: {
      when: (live) => live.conference && isInHand(live),
      run: (live) => endings.leave(live, 'LEFT_CONFERENCE', settings().eventTypes.leftConference),
    },
    recover: { when: (live) => isIn(live, 'ERROR'), run: parts.accept },
    release: { when: (live) => isIn(live, 'ERROR'), run: endings.release },
  };
}

/** Inbound e-mails, workitems and whatever else the site has: they can be saved, and accepted out of a workbin. */
export function queuedActs(parts: OpenMediaParts): ActTable {
  const common = openMediaActs(parts);
  return {
    ...common,
    accept: {
      when: (live) => isIn(live, 'INVITED', 'INVITED_CONFERENCE', 'PULLED', 'CREATED'),
      run(live) {
        parts.accept(live);
        parts.turnTo(live);
      },
    },
    save: saveWhen(parts, isInHand),
  };
}

/** Transfers in one step, where `when` allows it: under way for `stepMs`, then as `transferOutcome` says. */
export function transferWhen(parts: OpenMediaParts, when: (live: LiveInteraction) => boolean): ActRule {
  const { interactions, endings, settings, later } = parts;
  const finish = (live: LiveInteraction): void => {
    if (!isIn(live, 'TRANSFERRING') || !interactions.has(live)) return;
    const outcome = settings().transferOutcome;
    if (outcome === 'error') interactions.move(live, 'ERROR', settings().eventTypes.error);
    else if (outcome === 'back') parts.accept(live);
    else endings.leave(live, 'TRANSFER_COMPLETED', settings().eventTypes.transferCompleted);
  };
  return {
    when,
    run(live, { userData }) {
      layOver(live, userData);
      interactions.move(live, 'TRANSFERRING', settings().eventTypes.transferring);
      later(settings().stepMs, () => finish(live));
    },
  };
}

/** Saves, where `when` allows it; what is saved already is not saved again before it changed. */
export function saveWhen(
  { interactions, markDone, settings }: OpenMediaParts,
  when: (live: LiveInteraction) => boolean,
): ActRule {
  return {
    when: (live) => live.state !== 'SAVED' && when(live),
    run(live) {
      interactions.move(live, 'SAVED', settings().eventTypes.saved);
      if (settings().afterSave === 'gone') markDone.drop(live);
    },
  };
}
