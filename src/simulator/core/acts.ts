/** What the agent, the customer and the far end can do to interactions; states as scapi.md §6 has them. */
import type { Act, ActOptions, Arrival, Happening } from './acts/kinds.ts';
import type { Desk } from './desk.ts';
import type { Live, Medium, VoicePart } from './live.ts';
import type { MarkDone } from './markdone.ts';
import type { Random } from './random.ts';
import type { Settings } from './settings.ts';

/** What the acts are made of. */
export interface ActsParts {
  readonly desk: Desk;
  readonly markDone: MarkDone;
  readonly random: Random;
  readonly settings: () => Settings;
  readonly later: (ms: number, work: () => void) => () => void;
}

/** The acts. */
export interface Acts {
  arrive(arrival: Arrival): Live;
  dial(destination: string, userData: Readonly<Record<string, unknown>>): Live;
  possible(live: Live): readonly Act[];
  /** False if the act is not possible now. */
  perform(act: Act, live: Live, options?: ActOptions): boolean;
  /** What the other side or a fault does. False if it is not possible now. */
  happen(what: Happening, live: Live, options?: ActOptions): boolean;
  /** The customer or the far end hangs up, or leaves the chat. False if there is nothing to end. */
  partyLeaves(live: Live): boolean;
}

/** The agent's own number. */
const DN = '5001';
const CALLERS = ['Robin Sample', 'Sam Placeholder', 'Kim Template', 'Jo Specimen', 'Alex Beispiel', 'Maria Muster'];
const CHAT_JOIN = ['JOIN_PENDING', 'HISTORY_IN_PROGRESS', 'HISTORY_DONE'] as const;
const TALKING_CHAT: ReadonlySet<string> = new Set(['ACCEPTED', ...CHAT_JOIN, 'USER_DATA_UPDATED']);

/** Makes the acts on a desk. */
export function createActs({ desk, markDone, random, settings, later }: ActsParts): Acts {
  const defaultData = (medium: Medium, party: string): Record<string, unknown> => {
    const mail = `${party.toLowerCase().replace(/\s+/g, '.')}@example.com`;
    if (medium === 'voice')
      return { CustomerSegment: 'Gold', ServiceType: 'Billing', RTenant: 'Example', OrderCount: 3 };
    const [first = '', last = ''] = party.split(' ');
    if (medium === 'chat') return { FirstName: first, LastName: last, EmailAddress: mail, ServiceType: 'Orders' };
    return { Subject: 'Question about my order', FromAddress: mail, Mailbox: 'support@example.com' };
  };
  const call = (direction: 'IN' | 'OUT', callType: VoicePart['callType'], ani: string, dnis: string): VoicePart => ({
    direction,
    callType,
    ani,
    dnis,
    recordingState: 'STOPPED',
  });
  const establishLater = (live: Live): void => {
    const wait = settings().farEndAnswersMs;
    if (wait > 0) later(wait, () => live.state === 'DIALING' && desk.move(live, 'TALKING', 'ESTABLISHED'));
  };
  const take = (live: Live): void => {
    if (settings().selectOnAnswer) desk.selectInteraction(live);
  };
  const joinChat = (live: Live, step: number): void => {
    const next = CHAT_JOIN[step];
    const before = step === 0 ? 'ACCEPTED' : CHAT_JOIN[step - 1];
    if (next === undefined) return;
    later(settings().stepMs, () => {
      if (live.state !== before || desk.find(live.id) !== live) return;
      desk.move(live, next, next);
      joinChat(live, step + 1);
    });
  };
  const consultOf = (live: Live): boolean => desk.all().some((one) => one.parent === live && one.state !== 'IDLE');

  const startConsult = (live: Live): void => {
    if (live.state === 'TALKING') desk.move(live, 'HELD', settings().eventTypes.held);
    const made = desk.add(
      {
        medium: 'voice',
        party: 'Lee Colleague',
        state: 'DIALING',
        voice: call('OUT', 'CONSULT', DN, '5002'),
        userData: Object.fromEntries(live.userData),
        parent: live,
      },
      settings().eventTypes.dialing,
    );
    desk.selectInteraction(made);
    establishLater(made);
  };

  /** Each act: when it is possible, and what it does. */
  const acts: Partial<Record<Act, { when: (live: Live) => boolean; run: (live: Live) => void }>> = {
    answer: {
      when: (live) => live.state === 'RINGING',
      run: (live) => {
        desk.move(live, 'TALKING', 'ESTABLISHED');
        take(live);
      },
    },
    accept: {
      when: (live) => live.state === 'INVITED',
      run: (live) => {
        desk.move(live, 'ACCEPTED', 'ACCEPTED');
        take(live);
        if (live.medium === 'chat' && settings().chatStates === 'full') joinChat(live, 0);
      },
    },
    reject: {
      when: (live) => live.state === 'INVITED' || live.state === 'RINGING',
      run: (live) => {
        if (live.medium === 'voice') {
          desk.move(live, 'IDLE', 'RELEASED');
          return;
        }
        desk.move(live, 'REVOKED', settings().eventTypes.revoked);
        desk.remove(live);
      },
    },
    hold: {
      when: (live) => live.medium === 'voice' && live.state === 'TALKING',
      run: (live) => desk.move(live, 'HELD', settings().eventTypes.held),
    },
    resume: {
      when: (live) => live.state === 'HELD',
      run: (live) => desk.move(live, 'TALKING', settings().eventTypes.retrieved),
    },
    release: {
      when: (live) =>
        live.medium === 'voice'
          ? live.state === 'TALKING' || live.state === 'HELD' || live.state === 'DIALING'
          : live.medium === 'chat' && TALKING_CHAT.has(live.state),
      run: (live) => desk.move(live, 'IDLE', 'RELEASED'),
    },
    consult: {
      when: (live) => (live.state === 'TALKING' || live.state === 'HELD') && live.parent === null && !consultOf(live),
      run: startConsult,
    },
    done: { when: markDone.possible, run: markDone.press },
  };
  const order: readonly Act[] = ['answer', 'accept', 'reject', 'hold', 'resume', 'consult', 'release', 'done'];

  const leave = (live: Live): boolean => {
    if (live.state !== 'RINGING' && !acts.release?.when(live)) return false;
    desk.move(live, 'IDLE', 'RELEASED');
    return true;
  };

  return {
    arrive(arrival) {
      const medium = arrival.medium === 'chat' || arrival.medium === 'email' ? arrival.medium : 'voice';
      const party = arrival.party ?? random.pick(CALLERS);
      const ani = arrival.ani ?? `+155501${String(random.below(100)).padStart(2, '0')}`;
      const userData = { ...defaultData(medium, party), ...arrival.userData };
      const voice = medium === 'voice' ? call('IN', 'INBOUND', ani, arrival.dnis ?? DN) : null;
      const voiceCall = medium === 'voice';
      const made = { medium, party, voice, userData, state: voiceCall ? 'RINGING' : 'INVITED' } as const;
      return desk.add(made, voiceCall ? 'RINGING' : 'INVITED');
    },
    dial(destination, userData) {
      const voice = call('OUT', 'OUTBOUND', DN, destination);
      const made = { medium: 'voice', party: destination, voice, userData, state: 'DIALING' } as const;
      const live = desk.add(made, settings().eventTypes.dialing);
      desk.selectInteraction(live);
      establishLater(live);
      return live;
    },
    possible: (live) => order.filter((act) => acts[act]?.when(live)),
    perform(act, live) {
      const found = acts[act];
      if (!found?.when(live)) return false;
      found.run(live);
      return true;
    },
    happen: (what, live) => what === 'partyLeaves' && leave(live),
    partyLeaves: (live) => leave(live),
  };
}
