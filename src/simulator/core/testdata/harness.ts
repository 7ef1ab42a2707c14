/** A WWE with a clock that is turned by hand. */

import { DEFAULT_SETTINGS } from '../settings/settings.ts';
import { applySettings } from '../settings/settings-patch.ts';
import { createVirtualClock } from '../virtual/virtual-clock.ts';
import { createWwe, type Wwe } from '../wwe/wwe.ts';

/** A message that WWE posted. */
export interface Posted {
  readonly frame: string;
  readonly message: Readonly<Record<string, unknown>>;
}

/** A WWE in a test. */
export interface Harness {
  readonly wwe: Wwe;
  /** Everything posted so far, oldest first; texts apart. */
  readonly posted: Posted[];
  /** The `wwe…` texts posted so far. */
  readonly texts: { readonly frame: string; readonly text: string }[];
  /** Lets so many ms pass, running what falls due, in order. */
  pass(ms: number): void;
  /** Sends a request from `frame` (default `a`) with the next id; returns the id. */
  request(service: string, parameters?: readonly unknown[], frame?: string): string;
  subscribe(names: unknown, frame?: string): string;
  unsubscribe(subscriptionId: unknown, frame?: string): string;
  /** The answer to an id, or undefined. */
  answer(ref: string, frame?: string): Readonly<Record<string, unknown>> | undefined;
  /** The events of a name, whole messages. */
  events(name: string, frame?: string): readonly Readonly<Record<string, unknown>>[];
  /** `eventType state` of each interaction event, or `eventType caseId`. */
  story(frame?: string): readonly string[];
}

const STAMP = { userAgent: 'WWE Client', protocolVersion: 2 };

/** Makes a harness; `patch` is laid over the default settings. */
export function createHarness(patch: object = {}, seed = 1): Harness {
  const clock = createVirtualClock();
  let nextRef = 0;
  const posted: Posted[] = [];
  const texts: { frame: string; text: string }[] = [];
  const settings = applySettings(DEFAULT_SETTINGS, patch);
  if (!settings.ok) throw new TypeError(settings.problems.join(' '));
  const wwe = createWwe({
    settings: settings.settings,
    seed,
    now: clock.now,
    later: clock.later,
    post: (frame, message) => {
      // As a window would: what is posted is a copy.
      const copy: unknown = structuredClone(message);
      if (typeof copy === 'string') texts.push({ frame, text: copy });
      else if (typeof copy === 'object' && copy !== null) posted.push({ frame, message: { ...copy } });
      else throw new TypeError('WWE posted neither an object nor a text');
    },
  });
  const send = (frame: string, message: object): string => {
    const referenceId = String(nextRef++);
    wwe.receive(frame, 'https://client.example', structuredClone({ ...message, referenceId, ...STAMP }));
    return referenceId;
  };
  return {
    wwe,
    posted,
    texts,
    pass: clock.pass,
    request: (request, parameters, frame = 'a') => send(frame, parameters ? { request, parameters } : { request }),
    subscribe: (names, frame = 'a') => send(frame, { event: 'subscribe', data: names }),
    unsubscribe: (id, frame = 'a') => send(frame, { event: 'unsubscribe', data: id }),
    answer: (ref, frame = 'a') => posted.find((one) => one.frame === frame && one.message.referenceId === ref)?.message,
    events: (name, frame = 'a') =>
      posted.filter((one) => one.frame === frame && one.message.event === name).map(({ message }) => message),
    story: (frame = 'a') =>
      posted.filter((one) => one.frame === frame && one.message.event === 'interaction').map(tellOf),
  };
}

function tellOf({ message }: Posted): string {
  const data = readKey(message, 'data');
  const state = readKey(readKey(data, 'interaction'), 'state') ?? readKey(data, 'selectedCaseId');
  return `${String(readKey(data, 'eventType'))} ${String(state)}`;
}

/** A key of an object, undefined for anything else. */
export function readKey(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}
