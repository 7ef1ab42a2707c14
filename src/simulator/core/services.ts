/** The services that this WWE answers (scapi.md §4), by their full names. */
import type { Acts } from './acts.ts';
import { AGENT, AGENT_STATES, type AgentDesk } from './agent.ts';
import type { Desk } from './desk.ts';
import { isObject } from './incoming.ts';
import type { Live } from './live.ts';
import type { MarkDone } from './markdone.ts';
import { listNames, type Settings } from './settings.ts';

/** What became of a request. `later`: the answer comes when it comes. */
export type Outcome =
  | { readonly is: 'data'; readonly data: unknown }
  | { readonly is: 'void' }
  | { readonly is: 'error'; readonly text: unknown }
  | { readonly is: 'silence' }
  | { readonly is: 'later' };

/** A request in hand. */
export interface Call {
  readonly parameters: readonly unknown[];
  readonly frame: string;
  /** For `later`: answers when the time has come. */
  readonly answer: (outcome: Outcome) => void;
}

/** What the services are made of. */
export interface ServiceParts {
  readonly desk: Desk;
  readonly acts: Acts;
  readonly markDone: MarkDone;
  readonly agent: AgentDesk;
  readonly settings: () => Settings;
}

type Service = (call: Call) => Outcome;

const VOID: Outcome = { is: 'void' };
const error = (text: unknown): Outcome => ({ is: 'error', text });
const data = (value: unknown): Outcome => ({ is: 'data', data: value });

/** All services. The texts of errors are ours: no real one is public (scapi.md §2). */
export function createServices({ desk, acts, markDone, agent, settings }: ServiceParts): ReadonlyMap<string, Service> {
  const onInteraction =
    (work: (live: Live, call: Call) => Outcome): Service =>
    (call) => {
      const live = desk.find(call.parameters[0]);
      if (live !== null) return work(live, call);
      return settings().missingInteraction === 'ok' ? VOID : error('The interaction does not exist');
    };
  const writing = (live: Live, keys: readonly string[], write: (allowed: readonly string[]) => boolean): Outcome => {
    if (live.medium === 'voice' && live.state === 'IDLE') {
      return settings().idleWrite === 'silence' ? { is: 'silence' } : error('The interaction is not live');
    }
    const allowed = keys.filter((key) => listNames(settings().writeAllowed, key));
    if (allowed.length < keys.length && settings().writeDenied === 'silence') return { is: 'silence' };
    if (allowed.length < keys.length && settings().writeDenied === 'error') {
      return error(`Not in user-data.write-allowed: ${keys.filter((key) => !allowed.includes(key)).join(', ')}`);
    }
    if (!write(allowed)) return VOID;
    const eventType = settings().eventTypes.userData;
    const moves = settings().userDataState === 'updated' && live.medium !== 'voice';
    if (moves) desk.move(live, 'USER_DATA_UPDATED', eventType);
    else desk.tell(live, eventType);
    return VOID;
  };
  const act = (name: 'answer' | 'accept' | 'reject' | 'hold' | 'resume' | 'release'): Service =>
    onInteraction((live) => (acts.perform(name, live) ? VOID : error(`Not possible in state ${live.state}`)));

  const services: readonly (readonly [string, Service])[] = [
    ['interaction.getInteractions', () => data(desk.all().map(desk.wire))],
    [
      'interaction.getByInteractionId',
      ({ parameters }) => {
        const live = desk.find(parameters[0]);
        return data(live === null ? null : desk.wire(live));
      },
    ],
    [
      'interaction.setUserData',
      onInteraction((live, { parameters }) => {
        const values = parameters[1];
        if (!isObject(values)) return error('The user data must be an object');
        return writing(live, Object.keys(values), (allowed) => {
          for (const [key, value] of Object.entries(values)) if (allowed.includes(key)) live.userData.set(key, value);
          return allowed.length > 0;
        });
      }),
    ],
    [
      'interaction.deleteUserData',
      onInteraction((live, { parameters }) => {
        const key = parameters[1];
        if (typeof key !== 'string') return error('The key must be a text');
        return writing(live, [key], (allowed) => allowed.includes(key) && live.userData.delete(key));
      }),
    ],
    [
      'interaction.selectCaseByCaseId',
      ({ parameters }) => {
        if (desk.selectCase(parameters[0]) || settings().missingInteraction === 'ok') return VOID;
        return error('The case does not exist');
      },
    ],
    [
      'interaction.markdone',
      onInteraction((live, { answer }) => {
        if (!markDone.possible(live) && settings().markdoneWhileLive === 'error') {
          return error(`Not possible in state ${live.state}`);
        }
        if (markDone.blockOf(live) !== null && settings().scapiMarkdoneOnBlocked !== 'pass') {
          if (settings().scapiMarkdoneOnBlocked === 'fail') return error('Mark done is blocked');
          markDone.wait(live, () => answer(VOID));
          return { is: 'later' };
        }
        markDone.finish(live);
        return VOID;
      }),
    ],
    [
      'interaction.blockMarkdone',
      onInteraction((live, { parameters, frame }) => {
        const text = markDone.block(live, typeof parameters[1] === 'string' ? parameters[1] : '', frame);
        return text === null ? VOID : error(text);
      }),
    ],
    [
      'interaction.unblockMarkdone',
      onInteraction((live, { frame }) => {
        const text = markDone.unblock(live, frame);
        return text === null ? VOID : error(text);
      }),
    ],
    ['interaction.accept', act('accept')],
    ['interaction.reject', act('reject')],
    ['voice.answer', act('answer')],
    ['voice.hold', act('hold')],
    ['voice.resume', act('resume')],
    ['voice.hangUp', act('release')],
    [
      'voice.dial',
      ({ parameters: [destination, userData] }) => {
        if (typeof destination !== 'string' || destination === '') return error('The destination must be a text');
        acts.dial(destination, isObject(userData) ? userData : {});
        return VOID;
      },
    ],
    ['agent.get', () => data(AGENT)],
    ['agent.getState', () => data(agent.state())],
    ['agent.getStateList', () => data(AGENT_STATES)],
    ['agent.setState', ({ parameters }) => (agent.set(parameters[0]) ? VOID : error('The agent has no such state'))],
    ['media.getMediaList', () => data(agent.media())],
    [
      'system.getAllowedServices',
      () => data(services.map(([name]) => name).filter((name) => !settings().hiddenServices.includes(name))),
    ],
  ];
  return new Map(services);
}
