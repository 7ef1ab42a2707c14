/**
 * What the agent, the customer and the far end can do to interactions: a table of acts for each kind
 * (docs/protocol.md#state-transitions).
 */
import { AGENT_DN, type Kind, type LiveInteraction } from '../state/live-interaction.ts';
import { ACTS, type Act, type ActOptions, type Arrival, HAPPENINGS, type Happening } from './act-types.ts';
import { readArrival } from './arrival.ts';
import { chatActs, joinSession } from './chat.ts';
import { consultationActs } from './consultation.ts';
import { createEndings } from './endings.ts';
import { createHappenings } from './happenings.ts';
import { queuedActs } from './open-media.ts';
import { outboundEmailActs } from './outbound-email.ts';
import { createParties } from './parties.ts';
import { previewActs } from './preview.ts';
import type { ActsParts, ActTable } from './rule.ts';
import { answerLater, voiceActs } from './voice.ts';

/** The acts. */
export interface Acts {
  /**
   * Something comes in, or the agent writes an e-mail or pulls one.
   * @throws RangeError in words, if there can be no such interaction
   */
  arrive(arrival: Arrival): LiveInteraction;
  /** The agent calls somebody. */
  dial(destination: string, userData: Readonly<Record<string, unknown>>): LiveInteraction;
  /** What the agent can do now, in the order of `ACTS`. */
  possible(live: LiveInteraction): readonly Act[];
  /** What can befall it now, in the order of `HAPPENINGS`. */
  canHappen(live: LiveInteraction): readonly Happening[];
  /** False if the act is not possible now. */
  perform(act: Act, live: LiveInteraction, options?: ActOptions): boolean;
  /** What the other side or a fault does. False if it is not possible now. */
  happen(what: Happening, live: LiveInteraction, options?: ActOptions): boolean;
  /** The customer or the far end hangs up, or leaves the chat. False if there is nothing to end. */
  partyLeaves(live: LiveInteraction): boolean;
  /** What the last arrival, call or act made: a consultation, a call to a record. Null if it made nothing. */
  made(): LiveInteraction | null;
}

/** Makes the acts on a list of interactions. */
export function createActs(base: ActsParts): Acts {
  const { interactions, markDone, settings } = base;
  let made: LiveInteraction | null = null;
  const make = (live: LiveInteraction): void => {
    made = live;
  };
  const parts = {
    ...base,
    endings: createEndings(base),
    parties: createParties(base),
    turnTo: (live: LiveInteraction) => void (settings().selectOnAnswer && interactions.selectInteraction(live)),
    accept(live: LiveInteraction) {
      interactions.move(live, 'ACCEPTED', 'ACCEPTED');
      if (live.kind === 'chat') joinSession(base, live);
    },
  };
  const done: ActTable = { done: { when: markDone.possible, run: markDone.press } };
  const queued = { ...queuedActs(parts), ...done };
  const tables: Readonly<Record<Kind, ActTable>> = {
    voice: { ...voiceActs(parts), ...consultationActs(parts, make), ...done },
    chat: { ...chatActs(parts), ...done },
    email: queued,
    openMedia: queued,
    outboundEmail: { ...outboundEmailActs(parts), ...done },
    preview: { ...previewActs(parts, make), ...done },
  };
  const happenings = createHappenings(parts);
  const happen: Acts['happen'] = (what, live, options = {}) => {
    made = null;
    if (!HAPPENINGS.includes(what) || !interactions.has(live)) return false;
    const rule = happenings[what];
    return rule.when(live) && rule.run(live, options);
  };

  return {
    arrive(arrival) {
      made = null;
      const read = readArrival(arrival, { interactions, random: base.random, settings: settings() });
      const live = interactions.add(read, entryEvent(read.state));
      // What the agent began is in front.
      if (live.basicState === 'CREATED' || live.basicState === 'DIALING') interactions.selectInteraction(live);
      if (live.basicState === 'DIALING') answerLater(base, live);
      make(live);
      return live;
    },
    dial(destination, userData) {
      const live = interactions.add(
        {
          kind: 'voice',
          medium: 'voice',
          party: destination,
          parties: [{ name: destination, address: destination }],
          state: 'DIALING',
          voice: {
            direction: 'OUT',
            callType: 'OUTBOUND',
            ani: AGENT_DN,
            dnis: destination,
            recordingState: 'STOPPED',
          },
          userData,
        },
        settings().eventTypes.dialing,
      );
      interactions.selectInteraction(live);
      answerLater(base, live);
      make(live);
      return live;
    },
    possible: (live) => (interactions.has(live) ? ACTS.filter((act) => tables[live.kind][act]?.when(live)) : []),
    canHappen: (live) => (interactions.has(live) ? HAPPENINGS.filter((what) => happenings[what].when(live)) : []),
    perform(act, live, options = {}) {
      made = null;
      // Names come from scripts too: an unknown one is not possible.
      const rule = ACTS.includes(act) ? tables[live.kind][act] : undefined;
      if (!interactions.has(live) || !rule?.when(live)) return false;
      rule.run(live, options);
      return true;
    },
    happen,
    partyLeaves: (live) => happen('partyLeaves', live),
    made: () => made,
  };

  /** The event that follows ADDED; where the state has no event of its own name, the one that led there. */
  function entryEvent(state: LiveInteraction['state']): string {
    const { eventTypes } = settings();
    const names: Readonly<Partial<Record<LiveInteraction['state'], string>>> = {
      DIALING: eventTypes.dialing,
      TALKING: 'ESTABLISHED',
      HELD: eventTypes.held,
      CREATED: eventTypes.created,
      PULLED: eventTypes.pulled,
      INVITED_CONFERENCE: eventTypes.conferenceInvited,
      PREVIEW: eventTypes.preview,
      UNKNOWN: eventTypes.lost,
    };
    return names[state] ?? state;
  }
}
