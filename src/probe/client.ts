/** What is watched of one client: `sendMessage`, through which every namespace method goes, and its handlers. */
import type { Calls } from './calls.ts';
import { disguise, noteOriginal, originalOf, type Run } from './disguise.ts';
import type { Handlers } from './handlers.ts';
import { apply, cut, emptyList, isArray, isCallable, NativeError, ownValue, placeOf, textOf } from './natives.ts';
import type { Outbox } from './outbox.ts';
import { replace } from './places.ts';
import { attempt } from './run.ts';

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
    const wrapper = disguise(original, make(isOwn ? () => first : (self) => clientOf(self) ?? first));
    noteOriginal(wrapper, original);
    replace(place, key, wrapper);
  }

  watch('sendMessage', (knownAs) => (original, self, given) => {
    // Here, and not in what is attempted: a browser keeps the ten innermost lines, and each of the probe's own costs.
    const where = new NativeError();
    const note = attempt(() => calls.begin(knownAs(self).number, given, where));
    let isThrown = true;
    try {
      const reference = apply(original, self, given);
      isThrown = false;
      return reference;
    } finally {
      // Not caught: thrown on from here, an exception would come from here to the page's `onerror` (Chromium).
      if (note && isThrown) note[8] = 'an exception';
    }
  });

  watch('subscribe', (knownAs) => (original, self, given) => {
    const where = new NativeError();
    attempt(() => {
      const handler = given.length > 1 && given[1];
      if (!isCallable(handler)) return;
      const { number, handlers } = knownAs(self);
      const { number: id, wrapper, name, sameTextAs } = handlers.take(handler);
      outbox.add(['subscribed', now(), number, where, id, namesIn(given[0]), name, sameTextAs]);
      given[1] = wrapper;
    });
    return apply(original, self, given);
  });

  watch('unsubscribe', (knownAs) => (original, self, given) => {
    attempt(() => {
      const { number, handlers } = knownAs(self);
      const known = given.length > 0 ? handlers.find(given[0]) : undefined;
      outbox.add(['unsubscribed', now(), number, known?.number ?? null]);
      if (known) given[0] = known.wrapper;
      // Even when all is over: the client has the disguise.
    }, true);
    return apply(original, self, given);
  });

  watch('unload', (knownAs) => (original, self, given) => {
    attempt(() => outbox.add(['unloaded', now(), knownAs(self).number]));
    return apply(original, self, given);
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
