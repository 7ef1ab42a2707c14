/** Calls: ringing, talking, holding, recording (docs/protocol.md#voice-transitions). */
import type { RecordingState } from '../../../protocol/interaction.ts';
import { isConnected, isIn } from '../state/allowed-states.ts';
import type { LiveInteraction } from '../state/live-interaction.ts';
import type { Endings } from './endings.ts';
import type { Parties } from './parties.ts';
import { partyOf } from './parties.ts';
import type { ActRule, ActsParts, ActTable } from './rule.ts';
import { layOver } from './user-data.ts';

/** What calls need beside the common parts. */
export interface VoiceActsParts extends ActsParts {
  readonly endings: Endings;
  readonly parties: Parties;
  /** The agent turns to what was just answered, if the settings say so. */
  readonly turnTo: (live: LiveInteraction) => void;
}

/** The acts on every call, consultations included. */
export function voiceActs({ interactions, endings, parties, turnTo, settings }: VoiceActsParts): ActTable {
  const recording = (to: RecordingState, ...from: readonly RecordingState[]): ActRule => ({
    when: (live) => isConnected(live) && live.voice !== null && from.includes(live.voice.recordingState),
    run(live) {
      if (live.voice !== null) live.voice.recordingState = to;
      interactions.tell(live, settings().eventTypes.recording);
    },
  });
  return {
    answer: {
      when: (live) => isIn(live, 'RINGING'),
      run(live) {
        interactions.move(live, 'TALKING', 'ESTABLISHED');
        turnTo(live);
      },
    },
    reject: { when: (live) => isIn(live, 'RINGING'), run: endings.endCall },
    hold: {
      when: (live) => isIn(live, 'TALKING'),
      run: (live) => interactions.move(live, 'HELD', settings().eventTypes.held),
    },
    resume: {
      when: (live) => isIn(live, 'HELD'),
      run: (live) => interactions.move(live, 'TALKING', settings().eventTypes.retrieved),
    },
    transfer: {
      when: isConnected,
      run(live, { userData }) {
        layOver(live, userData);
        endings.endCall(live);
      },
    },
    conference: {
      when: isConnected,
      run(live, { target, userData, party }) {
        layOver(live, userData);
        parties.join(live, [partyOf(live, target, party)]);
      },
    },
    startRecording: recording('RECORDING', 'STOPPED'),
    pauseRecording: recording('PAUSED', 'RECORDING'),
    resumeRecording: recording('RECORDING', 'PAUSED'),
    stopRecording: recording('STOPPED', 'RECORDING', 'PAUSED'),
    release: { when: (live) => isIn(live, 'TALKING', 'HELD', 'DIALING'), run: endings.endCall },
  };
}

/** Lets the far end of a call that dials answer in its time; 0 ms: never. */
export function answerLater({ interactions, settings, later }: ActsParts, live: LiveInteraction): void {
  const wait = settings().farEndAnswersMs;
  if (wait > 0) later(wait, () => void (isIn(live, 'DIALING') && interactions.has(live) && connect(live)));
  function connect(one: LiveInteraction): void {
    interactions.move(one, 'TALKING', 'ESTABLISHED');
  }
}
