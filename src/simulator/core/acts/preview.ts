/** Call previews: a record of a campaign, looked at before it is called (docs/protocol.md#call-preview-transitions). */

import { isIn } from '../state/allowed-states.ts';
import { AGENT_DN, type LiveInteraction } from '../state/live-interaction.ts';
import type { Endings } from './endings.ts';
import type { ActsParts, ActTable } from './rule.ts';
import { answerLater } from './voice.ts';

/** What previews need beside the common parts. */
export interface PreviewParts extends ActsParts {
  readonly endings: Endings;
  readonly turnTo: (live: LiveInteraction) => void;
}

/**
 * The acts; `made` is told of the call. docs/protocol.md#call-preview-transitions has no row for INVITED: an accepted
 * record becomes a PREVIEW here.
 */
export function previewActs(parts: PreviewParts, made: (live: LiveInteraction) => void): ActTable {
  const { interactions, endings, settings, turnTo } = parts;
  const open = (live: LiveInteraction): boolean => isIn(live, 'PREVIEW', 'READY');
  return {
    accept: {
      when: (live) => isIn(live, 'INVITED'),
      run(live) {
        interactions.move(live, 'PREVIEW', settings().eventTypes.preview);
        turnTo(live);
      },
    },
    reject: {
      when: (live) => isIn(live, 'INVITED'),
      run: (live) => endings.leave(live, 'REVOKED', settings().eventTypes.revoked),
    },
    getRecord: {
      when: (live) => isIn(live, 'PREVIEW'),
      run: (live) => interactions.move(live, 'READY', settings().eventTypes.previewReady),
    },
    callRecord: {
      when: (live) => isIn(live, 'READY'),
      run(live, { target, userData }) {
        endings.release(live);
        const call = callOf(parts, live, target?.destination, userData);
        interactions.selectInteraction(call);
        answerLater(parts, call);
        made(call);
      },
    },
    rejectRecord: {
      when: open,
      run: (live) => endings.leave(live, 'REJECTED', settings().eventTypes.previewRejected),
    },
    cancelRecord: {
      when: open,
      run: (live) => endings.leave(live, 'CANCELED', settings().eventTypes.previewCanceled),
    },
  };
}

/** The call to the record's number, in the record's case and with its data. */
function callOf(
  { interactions, settings }: ActsParts,
  live: LiveInteraction,
  destination: string | undefined,
  userData: Readonly<Record<string, unknown>> | undefined,
): LiveInteraction {
  const phone = live.userData.get('GSW_PHONE');
  const dnis = destination ?? (typeof phone === 'string' ? phone : live.party);
  return interactions.add(
    {
      kind: 'voice',
      medium: 'voice',
      party: live.party,
      parties: [{ name: live.party, address: dnis }],
      state: 'DIALING',
      voice: { direction: 'OUT', callType: 'OUTBOUND', ani: AGENT_DN, dnis, recordingState: 'STOPPED' },
      userData: { ...Object.fromEntries(live.userData), ...userData },
      inCaseOf: live,
    },
    settings().eventTypes.dialing,
  );
}
