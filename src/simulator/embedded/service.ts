/** The client as the demo page sees it, taken from the global with a look first. */

/** Callbacks of a request. */
type Callback = (message: unknown) => void;

/** What the demo page uses of `genesys.wwe.service`. */
export interface PageService {
  subscribe(events: string[], callback: (message: unknown) => void, context?: unknown): unknown;
  unsubscribe(callback: (message: unknown) => void): unknown;
  targetWWEWindow(target: Window): void;
  /**
   * Sends any message; stamps it. Copies of the library in the field have it too
   * (docs/protocol.md#members-of-the-client-object).
   */
  sendMessage(message: object, ok?: Callback, fail?: Callback): unknown;
  onMessage?: (text: string) => void;
  debug: boolean;
}

/** The global client of this page. Throws if the library was not loaded. */
export function pageService(win: { genesys?: { wwe?: { service?: unknown } } }): PageService {
  const service = win.genesys?.wwe?.service;
  if (isService(service)) return service;
  throw new Error('genesys.wwe.service is missing: /client/service-client.js did not load.');
}

function isService(value: unknown): value is PageService {
  return (
    typeof value === 'object' &&
    value !== null &&
    'subscribe' in value &&
    'targetWWEWindow' in value &&
    'sendMessage' in value
  );
}

/**
 * Calls `service.<namespace>.<method>`, by a name such as `interaction.markdone`. Throws TypeError for a name that the
 * client has not, and whatever the call itself throws (DataCloneError).
 */
export function callService(
  service: PageService,
  name: string,
  parameters: readonly unknown[],
  ok: Callback,
  fail: Callback,
): void {
  let owner: unknown;
  let found: unknown = service;
  for (const part of name.split('.')) {
    owner = found;
    found =
      typeof owner === 'object' && owner !== null && Object.hasOwn(owner, part) ? Reflect.get(owner, part) : undefined;
  }
  if (typeof found !== 'function') throw new TypeError(`The client has no method ${name}`);
  Reflect.apply(found, owner, [...parameters, ok, fail]);
}
