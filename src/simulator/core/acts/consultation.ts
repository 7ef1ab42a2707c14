/**
 * Consultations: a call of its own in the case of the call that it is about, with the same states; it ends IDLE when it
 * is completed (docs/protocol.md#voice-transitions). Completing is done on the consultation, as in the API
 * (docs/protocol.md#interaction-services).
 */

import { isConnected } from '../state/allowed-states.ts';
import { AGENT_DN, isConsultation, type LiveInteraction } from '../state/live-interaction.ts';
import { partyOf } from './parties.ts';
import type { ActTable } from './rule.ts';
import { answerLater, type VoiceActsParts } from './voice.ts';

/** The acts; `made` is told of the consultation. */
export function consultationActs(parts: VoiceActsParts, made: (live: LiveInteraction) => void): ActTable {
  const { interactions, endings, parties, settings } = parts;
  const hasConsultation = (live: LiveInteraction): boolean => {
    for (const one of interactions.cases().get(live.caseId) ?? [])
      if (one.parent === live && one.state !== 'IDLE') return true;
    return false;
  };
  /** The call that a connected consultation is about, if that one is connected too. */
  const mainOf = (live: LiveInteraction): LiveInteraction | null => {
    const main = live.parent;
    return main !== null && isConnected(live) && isConnected(main) && interactions.has(main) ? main : null;
  };
  const completable = (live: LiveInteraction): boolean => mainOf(live) !== null;
  return {
    consult: {
      when: (live) => isConnected(live) && !isConsultation(live) && !hasConsultation(live),
      run(live, { target, userData, party }) {
        if (live.state === 'TALKING') interactions.move(live, 'HELD', settings().eventTypes.held);
        const colleague = partyOf(live, target, party);
        const consultation = interactions.add(
          {
            kind: 'voice',
            medium: live.medium,
            party: colleague.name,
            parties: [colleague],
            state: 'DIALING',
            voice: {
              direction: 'OUT',
              callType: 'CONSULT',
              ani: AGENT_DN,
              dnis: colleague.address,
              recordingState: 'STOPPED',
            },
            userData: { ...Object.fromEntries(live.userData), ...userData },
            parent: live,
          },
          settings().eventTypes.dialing,
        );
        interactions.selectInteraction(consultation);
        answerLater(parts, consultation);
        made(consultation);
      },
    },
    completeTransfer: {
      when: completable,
      run(live) {
        const main = mainOf(live);
        endings.endConsultation(live);
        if (main !== null) endings.endCall(main);
      },
    },
    completeConference: {
      when: completable,
      run(live) {
        const main = mainOf(live);
        const joining = live.parties;
        endings.endConsultation(live);
        if (main === null) return;
        if (main.state === 'HELD') interactions.move(main, 'TALKING', settings().eventTypes.retrieved);
        parties.join(main, joining);
        interactions.selectInteraction(main);
      },
    },
  };
}
