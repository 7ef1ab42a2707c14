/**
 * Finding the page's client without being seen: no accessor, no polling, no global
 * (docs/platform.md#finding-the-library).
 */
import { addEventListener, apply, isCallable, isObject, ownValue, placeOf, removeEventListener } from './natives.ts';
import { attempt } from './run.ts';

/**
 * The client of a window: `genesys.wwe.service`, if it can send. In WWE's own main page `genesys.wwe` is something else
 * (docs/protocol.md#life-of-a-client).
 */
export function clientIn(self: object): object | null {
  const service = ownValue(ownValue(ownValue(self, 'genesys'), 'wwe'), 'service');
  if (!isObject(service)) return null;
  const { value, get } = placeOf(service, 'sendMessage')?.found ?? {};
  return isCallable(value) || isCallable(get) ? service : null;
}

/** The search for a window's client. */
export interface Search {
  /** WWE speaks here, so there is a client: from now on it is looked for, even if its library left no other sign. */
  lookNow(): void;
  giveUp(): void;
}

/**
 * Calls `found` once, as soon as the window has a client: after a script loaded, after inline scripts. A proxy named
 * `genesys` would see who looks. So nobody looks before the library has run: it leaves `ServiceClientAPI`
 * (docs/protocol.md#life-of-a-client), on the window itself, where a page cannot see who looks. Of a copy that leaves
 * only `genesys`, the bridge hears WWE's answers.
 */
export function findClient(self: Window & typeof globalThis, found: (client: object) => void): Search {
  const { document } = self;
  let isOver = false;
  let isSpoken = false;
  const options = { __proto__: null, capture: true };
  const giveUp = (): void => {
    isOver = true;
    apply(removeEventListener, document, ['load', look, options]);
    apply(removeEventListener, document, ['DOMContentLoaded', onLoaded, options]);
    disconnect();
  };
  const look = (): void => {
    if (isOver || !(isSpoken || isCallable(ownValue(self, 'ServiceClientAPI')))) return;
    // Proxies on the way may throw.
    const client = attempt(() => clientIn(self));
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
  const arm = (): void => {
    // A window never hears the load of its elements.
    apply(addEventListener, document, ['load', look, options]);
    apply(addEventListener, document, ['DOMContentLoaded', onLoaded, options]);
  };
  function onLoaded(): void {
    look();
    // From here on only for `document.open`.
    if (!isOver) observe(document, { childList: true, subtree: false });
  }
  arm();
  observe(document, { childList: true, subtree: true });
  look();
  return {
    lookNow() {
      isSpoken = true;
      look();
    },
    giveUp,
  };
}
