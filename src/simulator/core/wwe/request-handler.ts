/**
 * The mouth of WWE: takes a frame's messages, has them carried out and answers (docs/protocol.md#transport,
 * docs/protocol.md#message-shapes, docs/protocol.md#simulator-answers, docs/protocol.md#simulator-reference-id,
 * docs/protocol.md#simulator-results-and-failures, docs/protocol.md#simulator-subscriptions,
 * docs/protocol.md#simulator-faults).
 */
import { PROTOCOL_VERSION, SERVER_USER_AGENT } from '../../../protocol/messages.ts';
import { type Admission, nameOf, type Passage } from '../admission/admission.ts';
import { createForms } from '../admission/forms.ts';
import type { FrameIds } from '../admission/frame-ids.ts';
import { createWire } from '../admission/wire.ts';
import type { Call, Outcome } from '../services/service-types.ts';
import type { Settings } from '../settings/settings.ts';
import type { EventSubscriptions } from '../state/event-subscriptions.ts';
import { type Incoming, readIncoming } from '../state/incoming.ts';

/** What answering is made of. */
export interface RequestHandlerParts {
  readonly events: EventSubscriptions;
  readonly admission: Admission;
  readonly frameIds: FrameIds;
  readonly services: ReadonlyMap<string, (call: Call) => Outcome>;
  readonly settings: () => Settings;
  readonly laterOnWire: (ms: number, work: () => void) => () => void;
  readonly post: (frame: string, message: unknown) => void;
  /** Whether the message that comes in now gets lost. */
  readonly lost: () => boolean;
}

/** Answering. */
export interface RequestHandler {
  receive(frame: string, origin: string, data: unknown): void;
  /** The frame's load event came. */
  loaded(frame: string): void;
  /** The frame is gone for good. */
  gone(frame: string): void;
}

/** Event names that this WWE knows, beside `messenger:` and a channel (docs/protocol.md#events). */
const EVENT_NAMES: ReadonlySet<string> = new Set(['interaction', 'agent', 'media', 'outbound', 'markdone', 'system']);
const STAMP = { userAgent: SERVER_USER_AGENT, protocolVersion: PROTOCOL_VERSION };

/** A message in hand: what it asks for, by which name, and where it comes from. */
interface Asked<Kind extends Incoming = Incoming> {
  readonly frame: string;
  readonly page: number;
  readonly name: string;
  readonly incoming: Kind;
}

/** Connects frames to the services. */
export function createRequestHandler(parts: RequestHandlerParts): RequestHandler {
  const { events, admission, frameIds, services, settings, post } = parts;
  const forms = createForms(settings);
  const wire = createWire(parts.laterOnWire);

  const latenessOf = (service: string): number => {
    const { lateAnswers } = settings();
    const name = Object.hasOwn(lateAnswers, service) ? service : '*';
    return Object.hasOwn(lateAnswers, name) ? (lateAnswers[name] ?? 0) : 0;
  };
  /** Sends an answer, late if the settings say so; `confirmed` runs as it goes out. A request without id has no answer. */
  const reply = ({ frame, name, incoming: { ref } }: Asked, fields: object | null, confirmed?: () => void): void => {
    if (fields === null) return;
    wire.delay(frame, latenessOf(name), () => {
      frameIds.answering(frame);
      const echo = settings().answerRepeatsRequest ? { request: name } : {};
      if (ref !== undefined && ref !== null) post(frame, { ...echo, ...fields, referenceId: ref, ...STAMP });
      confirmed?.();
    });
  };

  const subscribe = (asked: Asked<Extract<Incoming, { is: 'subscribe' }>>): void => {
    const { names } = asked.incoming;
    const known = (name: string): boolean => EVENT_NAMES.has(name) || name.startsWith('messenger:');
    const wrong = names?.find((name) => settings().unknownEventName === 'error' && !known(name));
    if (names === null || wrong !== undefined) {
      reply(asked, forms.failure(names === null ? 'No event name' : `Unknown event: ${wrong}`));
      return;
    }
    const subscription = events.prepare(asked.frame, names, asked.page);
    reply(asked, { subscriptionId: subscription.id }, () => events.confirm(subscription));
  };
  const call = (asked: Asked<Extract<Incoming, { is: 'call' }>>): void => {
    const { service, parameters } = asked.incoming;
    const handler = services.get(service);
    if (handler === undefined) {
      reply(asked, settings().unknownService === 'silence' ? null : forms.failure(`Unknown service: ${service}`));
      return;
    }
    const answer = (outcome: Outcome): void => reply(asked, forms.of(outcome));
    const { result, send } = events.collect(() => handler({ parameters, frame: asked.frame, answer }));
    if (settings().answerOrder === 'eventsFirst') send();
    answer(result);
    if (settings().answerOrder === 'answerFirst') send();
  };
  const carryOut = ({ incoming, ...where }: Asked): void => {
    if (settings().silentServices.some((silent) => silent === '*' || silent === where.name)) return;
    const failure = forms.ordered(where.name);
    if (failure !== null) reply({ incoming, ...where }, failure);
    else if (incoming.is === 'subscribe') subscribe({ incoming, ...where });
    else if (incoming.is === 'call') call({ incoming, ...where });
    else {
      events.end(where.frame, incoming.subscriptionId);
      reply({ incoming, ...where }, settings().unsubscribeAnswer === 'silence' ? null : forms.nothing());
    }
  };

  const follow = (passage: Passage, frame: string, incoming: Incoming): void => {
    const name = nameOf(incoming);
    if (passage.is === 'admitted') carryOut({ frame, page: passage.page, name, incoming });
    else if (passage.is === 'denied') reply({ frame, page: 0, name, incoming }, forms.failure(passage.text));
  };

  return {
    receive(frame, origin, data) {
      const incoming = readIncoming(data);
      if (incoming === null || parts.lost()) return;
      wire.arrive(frame, settings().latencyMs, () => {
        follow(admission.pass(frame, origin, incoming), frame, incoming);
      });
    },
    loaded(frame) {
      const { page, late } = admission.loaded(frame);
      if (settings().subscriptionsAfterReload === 'forgotten') events.forgetBefore(frame, page);
      frameIds.loaded(frame);
      for (const { passage, incoming } of late) follow(passage, frame, incoming);
    },
    gone(frame) {
      wire.drop(frame);
      events.forget(frame);
      admission.gone(frame);
      frameIds.began(frame);
    },
  };
}
