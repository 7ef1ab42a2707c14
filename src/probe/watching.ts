/** The clients of a window: each is numbered and watched, those that the page makes later too. */
import { createCalls } from './calls.ts';
import { type KnownClient, watchMethods } from './client.ts';
import { noteOriginal, originalOf, proxyClass } from './function-proxy.ts';
import { createHandlers } from './handlers.ts';
import { createWeakTable, getPrototypeOf, isCallable, isFrozen, isSealed, ownValue, placeOf } from './natives.ts';
import type { Outbox } from './outbox.ts';
import { replace, restore } from './patches.ts';
import { attempt, end } from './run.ts';

/** Makes what watches a window's clients. @param now ms, `performance.now()` */
export function createWatching(outbox: Outbox, now: () => number) {
  const known = createWeakTable<KnownClient>();
  const calls = createCalls(outbox, now);
  let clients = 0;
  let handlers = 0;
  const parts = { outbox, now, calls, clientOf: known.get };
  const nextHandler = () => {
    handlers += 1;
    return handlers - 1;
  };

  function watch(client: object): void {
    if (known.get(client)) return;
    const number = clients;
    clients += 1;
    const one: KnownClient = { number, handlers: createHandlers(number, outbox, now, nextHandler) };
    known.set(client, one);
    const problem = problemOf(client);
    outbox.add(['client', now(), number, problem]);
    if (problem === null) watchMethods(client, one, parts);
  }

  /**
   * What makes clients is a global and the clients' `constructor`; they stay one and the same
   * (docs/protocol.md#life-of-a-client).
   */
  function watchConstructor(client: object, self: object): void {
    const place = placeOf(self, 'ServiceClientAPI');
    const original: unknown = place?.found.value;
    const prototype = getPrototypeOf(client);
    if (!place?.found.writable || !isCallable(original) || originalOf(original)) return;
    if (prototype === null || ownValue(original, 'prototype') !== prototype) return;
    const wrapper = proxyClass(original, (made) => void attempt(() => watch(made)));
    noteOriginal(wrapper, original);
    replace(place, 'ServiceClientAPI', wrapper);
    const own = placeOf(prototype, 'constructor');
    if (own?.holder === prototype && own.found.value === original && own.found.writable) {
      replace(own, 'constructor', wrapper);
    }
  }

  return {
    /** The window's client was found: it is watched from here on, and so is every `new ServiceClientAPI()` of `self`. */
    found(client: object, self: object): void {
      attempt(() => watch(client));
      attempt(() => watchConstructor(client, self));
    },
    /** See `Calls`. */
    beBrief: calls.beBrief,
    /** The page's clients are its own again. Only where one has a disguise for a handler, it must still know it by it. */
    stop(): void {
      attempt(() => restore(handlers > 0 ? 'unsubscribe' : null));
      end();
      outbox.forget();
    },
  };
}

/** Why a client is left alone; null: it can be watched. */
function problemOf(client: object): string | null {
  if (isFrozen(client)) return 'frozen';
  if (isSealed(client)) return 'sealed';
  const found = placeOf(client, 'sendMessage')?.found;
  if (!isCallable(found?.value)) return 'sendMessage is an accessor';
  return found?.writable ? null : 'sendMessage is read-only';
}
