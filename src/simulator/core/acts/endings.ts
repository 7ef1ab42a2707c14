/**
 * How interactions end, and what becomes of them then, as the settings have it (docs/protocol.md#state-transitions).
 */
import type { InteractionState } from '../../../protocol/states.ts';
import type { LiveInteraction } from '../state/live-interaction.ts';
import type { ActsParts } from './rule.ts';

/** The endings. */
export interface Endings {
  /** A call ends; with `markDoneOnRelease` it is marked done at once. */
  endCall(live: LiveInteraction): void;
  /** A consultation ends because it was completed. */
  endConsultation(live: LiveInteraction): void;
  /** Contact ends by itself: IDLE, until it is marked done. */
  release(live: LiveInteraction): void;
  /** It goes into one of the states that nothing follows, and then from the list or to IDLE. */
  leave(live: LiveInteraction, state: InteractionState, eventType: string): void;
}

/** Makes the endings. */
export function createEndings({ interactions, markDone, settings }: ActsParts): Endings {
  const release = (live: LiveInteraction): void => {
    if (live.voice !== null) live.voice.recordingState = 'STOPPED';
    live.joining = false;
    interactions.move(live, 'IDLE', 'RELEASED');
  };
  return {
    release,
    endCall(live) {
      release(live);
      if (settings().markDoneOnRelease) markDone.press(live);
    },
    endConsultation(live) {
      release(live);
      if (settings().afterConsultation === 'gone') markDone.drop(live);
      else if (settings().markDoneOnRelease) markDone.press(live);
    },
    leave(live, state, eventType) {
      live.joining = false;
      interactions.move(live, state, eventType);
      if (settings().afterOpenMedia === 'gone') markDone.drop(live);
      else release(live);
    },
  };
}
