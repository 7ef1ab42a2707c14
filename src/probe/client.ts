/** What is watched of one client: `sendMessage`, through which every namespace method goes, and its handlers. */
import type { Calls } from './calls.ts';
import { noteOriginal, originalOf, proxyFunction, type Run } from './function-proxy.ts';
import type { Handlers } from './handlers.ts';
import { cut, emptyList, isArray, isCallable, ownValue, placeOf, textOf } from './natives.ts';
import type { Outbox } from './outbox.ts';
import { replace } from './patches.ts';
import { isOver } from './run.ts';

/** Of a list of event names, and of each name, so much is told. */
const MOST_EVENTS = 100;
const LONGEST_NAME = 200;

/** One client, as it is told of. */
export interface KnownClient {
  readonly number: number;
  readonly handlers: Handlers;
}

/** What watching a client needs. */
export interface ClientParts {
  readonly outbox: Outbox;
  /** ms, `performance.now()`. */
  readonly now: () => number;
  readonly calls: Calls;
  /** The client that an object is; undefined: none that is known. */
  readonly clientOf: (self: unknown) => KnownClient | undefined;
}

/**
 * Puts watched methods in the place of a client's own. Those of a prototype are replaced once, and belong to the client
 * that they are called on.
 */
export function watchMethods(client: object, first: KnownClient, { outbox, now, calls, clientOf }: ClientParts): void {
  function watch(key: string, make: (knownAs: (self: unknown) => KnownClient) => Run): void {
    const place = placeOf(client, key);
    const original: unknown = place?.found.value;
    if (!place?.found.writable || !isCallable(original) || originalOf(original)) return;
    const isOwn = place.holder === client;
    const wrapper = proxyFunction(original, make(isOwn ? () => first : (self) => clientOf(self) ?? first));
    noteOriginal(wrapper, original);
    replace(place, key, wrapper);
  }

  watch('sendMessage', (knownAs) => (call) => {
    if (!isOver()) calls.begin(knownAs(call.self).number, call);
  });

  watch('subscribe', (knownAs) => ({ self, given }) => {
    const handler = given.length > 1 && given[1];
    if (isOver() || !isCallable(handler)) return;
    const where = outbox.where();
    const { number, handlers } = knownAs(self);
    const { number: id, wrapper, name, sameTextAs } = handlers.take(handler);
    outbox.add(['subscribed', now(), number, where, id, namesIn(given[0]), name, sameTextAs]);
    given[1] = wrapper;
  });

  watch('unsubscribe', (knownAs) => ({ self, given }) => {
    const { number, handlers } = knownAs(self);
    const known = given.length > 0 ? handlers.find(given[0]) : undefined;
    // Even when all is over: the client has the disguise.
    if (known) given[0] = known.wrapper;
    if (!isOver()) outbox.add(['unsubscribed', now(), number, known?.number ?? null]);
  });

  watch('unload', (knownAs) => ({ self }) => {
    if (!isOver()) outbox.add(['unloaded', now(), knownAs(self).number]);
  });
}

/** The event names that were given to `subscribe`: one, or a list. What is no text is named by its type. */
function namesIn(given: unknown): readonly string[] {
  const names = emptyList<string>();
  if (!isArray(given)) names[0] = cut(textOf(given), LONGEST_NAME);
  else {
    const length = ownValue(given, 'length');
    for (let i = 0; typeof length === 'number' && i < length && i < MOST_EVENTS; i += 1)
      names[i] = cut(textOf(ownValue(given, `${i}`)), LONGEST_NAME);
  }
  return names;
}
