/** Finding the page's client without being seen: no accessor, no polling, no global (platform.md). */
import { isCallable, isObject, ownValue, placeOf } from './natives.ts';
import { attempt, type Later } from './run.ts';

/**
 * The client of a window: `genesys.wwe.service`, if it can send. In WWE's own main page `genesys.wwe` is something else
 * (scapi.md §1.7).
 */
export function clientIn(self: object): object | null {
  const service = ownValue(ownValue(ownValue(self, 'genesys'), 'wwe'), 'service');
  if (!isObject(service)) return null;
  const { value, get } = placeOf(service, 'sendMessage')?.found ?? {};
  return isCallable(value) || isCallable(get) ? service : null;
}

/** So long after a message that brought no client none is listened to, in ms: a page may get thousands and have none. */
const PAUSE = 100;

/**
 * Calls `found` once, as soon as the window has a client: after a script loaded, after inline scripts, at a message.
 * @returns how to look no further
 */
export function findClient(
  self: Window & typeof globalThis,
  later: Later,
  found: (client: object) => void,
): () => void {
  const { document } = self;
  const stop = new self.AbortController();
  const abort = stop.abort.bind(stop);
  let isOver = false;
  const giveUp = (): void => {
    isOver = true;
    abort();
    disconnect();
  };
  const look = (): void => {
    // Proxies on the way may throw.
    const client = isOver ? null : attempt(() => clientIn(self));
    if (!client) return;
    giveUp();
    found(client);
  };
  const observer = new self.MutationObserver(() => {
    look();
    // After `document.open` the listeners are gone, and this is not. Adding one that is still there changes nothing.
    if (!isOver) arm();
  });
  const disconnect = observer.disconnect.bind(observer);
  const observe = observer.observe.bind(observer);
  const onDocument = document.addEventListener.bind(document);
  const onWindow = self.addEventListener.bind(self);
  const options = { __proto__: null, capture: true, signal: stop.signal };
  const once = { __proto__: null, capture: true, signal: stop.signal, once: true };
  const arm = (): void => {
    // A window never hears the load of its elements.
    onDocument('load', look, options);
    onWindow('message', onMessage, once);
    onDocument('DOMContentLoaded', onLoaded, options);
  };
  function onMessage(): void {
    look();
    if (!isOver) later(again, PAUSE);
  }
  function again(): void {
    look();
    arm();
  }
  function onLoaded(): void {
    look();
    // From here on only for `document.open`.
    if (!isOver) observe(document, { childList: true, subtree: false });
  }
  arm();
  observe(document, { childList: true, subtree: true });
  look();
  return giveUp;
}
