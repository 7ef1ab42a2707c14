/** The mouth of WWE: takes a frame's messages, has them carried out and answers (scapi.md §1, §2, §11 rows 1–4, 15). */
import { PROTOCOL_VERSION, SERVER_USER_AGENT } from '../../scapi/messages.ts';
import type { Hub } from './hub.ts';
import { type Incoming, readIncoming } from './incoming.ts';
import type { Call, Outcome } from './services.ts';
import { listNames, type NextAnswer, type Settings } from './settings.ts';

/** What answering is made of. */
export interface AnsweringParts {
  readonly hub: Hub;
  readonly services: ReadonlyMap<string, (call: Call) => Outcome>;
  readonly settings: () => Settings;
  readonly later: (ms: number, work: () => void) => () => void;
  readonly post: (frame: string, message: unknown) => void;
}

/** Answering. */
export interface Answering {
  receive(frame: string, origin: string, data: unknown): void;
  announce(frame: string): void;
}

/** Event names that this WWE knows, beside `messenger:` and a channel (scapi.md §3). */
const EVENT_NAMES: ReadonlySet<string> = new Set(['interaction', 'agent', 'media', 'outbound', 'markdone', 'system']);
const STAMP = { userAgent: SERVER_USER_AGENT, protocolVersion: PROTOCOL_VERSION };

/** Connects frames to the services. */
export function createAnswering({ hub, services, settings, later, post }: AnsweringParts): Answering {
  const used = new Map<NextAnswer, number>();
  const nextFailure = (service: string): NextAnswer | null => {
    for (const next of settings().nextAnswers) {
      const times = used.get(next) ?? 0;
      if ((next.service !== '*' && next.service !== service) || times >= next.times) continue;
      used.set(next, times + 1);
      return next;
    }
    return null;
  };
  const run = (ms: number, work: () => void): void => {
    if (ms > 0) later(ms, work);
    else work();
  };

  const voidData = (): object => {
    const form = settings().voidAnswer;
    if (form === 'absent') return {};
    return { data: form === 'null' ? null : form === 'true' ? true : {} };
  };
  /** The answer's own fields; null: no answer. */
  const fieldsOf = (outcome: Outcome): object | null => {
    if (outcome.is === 'data') return { data: outcome.data };
    if (outcome.is === 'void') return voidData();
    return outcome.is === 'error' ? { errorMessage: outcome.text } : null;
  };
  /** Sends an answer, late if the settings say so; `confirmed` runs as it goes out. A request without id has no answer. */
  const reply = (frame: string, service: string, ref: unknown, fields: object | null, confirmed?: () => void): void => {
    if (fields === null) return;
    run(settings().lateAnswers[service] ?? 0, () => {
      const echo = settings().answerRepeatsRequest ? { request: service } : {};
      if (ref !== undefined && ref !== null) post(frame, { ...echo, ...fields, referenceId: ref, ...STAMP });
      confirmed?.();
    });
  };
  /** A failure that the settings order for this request; undefined: carry it out. */
  const orderedFailure = (service: string): object | undefined => {
    const next = nextFailure(service);
    if (next !== null) return { errorMessage: next.errorMessage };
    const text = Object.hasOwn(settings().errorTexts, service) ? settings().errorTexts[service] : undefined;
    return text === undefined ? undefined : { errorMessage: text };
  };

  const subscribe = (frame: string, incoming: Extract<Incoming, { is: 'subscribe' }>): void => {
    const { names, ref } = incoming;
    const known = (name: string): boolean => EVENT_NAMES.has(name) || name.startsWith('messenger:');
    const wrong = names?.find((name) => settings().unknownEventName === 'error' && !known(name));
    if (names === null || wrong !== undefined) {
      const errorMessage = names === null ? 'No event name' : `Unknown event: ${wrong}`;
      reply(frame, 'subscribe', ref, { errorMessage });
      return;
    }
    const subscription = hub.prepare(frame, names);
    reply(frame, 'subscribe', ref, { subscriptionId: subscription.id }, () => hub.confirm(subscription));
  };
  const call = (frame: string, { service, parameters, ref }: Extract<Incoming, { is: 'call' }>): void => {
    const handler = services.get(service);
    if (handler === undefined) {
      const silent = settings().unknownService === 'silence';
      reply(frame, service, ref, silent ? null : { errorMessage: `Unknown service: ${service}` });
      return;
    }
    const answer = (outcome: Outcome): void => reply(frame, service, ref, fieldsOf(outcome));
    const { result, send } = hub.collect(() => handler({ parameters, frame, answer }));
    if (settings().answerOrder === 'eventsFirst') send();
    answer(result);
    if (settings().answerOrder === 'answerFirst') send();
  };
  const carryOut = (frame: string, incoming: Incoming): void => {
    const name = incoming.is === 'call' ? incoming.service : incoming.is;
    if (settings().silentServices.some((silent) => silent === '*' || silent === name)) return;
    const failure = orderedFailure(name);
    if (failure !== undefined) reply(frame, name, incoming.ref, failure);
    else if (incoming.is === 'subscribe') subscribe(frame, incoming);
    else if (incoming.is === 'call') call(frame, incoming);
    else {
      hub.end(frame, incoming.subscriptionId);
      reply(frame, name, incoming.ref, settings().unsubscribeAnswer === 'silence' ? null : voidData());
    }
  };

  return {
    receive(frame, origin, data) {
      const incoming = readIncoming(data);
      if (incoming === null) return;
      run(settings().latencyMs, () => {
        if (listNames(settings().acceptedOrigins.replace(/\([^)]*\)/g, ''), origin)) {
          carryOut(frame, incoming);
          return;
        }
        if (settings().originDenied === 'silence') return;
        const name = incoming.is === 'call' ? incoming.service : incoming.is;
        reply(frame, name, incoming.ref, { errorMessage: `Origin not accepted: ${origin}` });
      });
    },
    announce(frame) {
      const frameId = settings().frameAnnounce;
      if (frameId !== 'off') post(frame, { ...STAMP, frameId });
    },
  };
}
