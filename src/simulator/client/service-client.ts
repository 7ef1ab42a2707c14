/**
 * A client of WWE with the API of docs/protocol.md#members-of-the-client-object, which behaves as
 * docs/protocol.md#transport says. Written from that document alone. The switch `debug` is ours.
 */
import { CLIENT_USER_AGENT, PROTOCOL_VERSION, REQUEST_TIMEOUT_MS } from '../../protocol/messages.ts';
import { createSubscriptions, type SubscribeCallback } from './subscriptions.ts';
import {
  type Callback,
  type ClientWindow,
  isMessage,
  isTarget,
  type Log,
  type Message,
  type Target,
} from './window.ts';

/** The origin that requests are posted to, as shipped; integrators put WWE's own here (docs/protocol.md#sending). */
const WWE_ORIGIN = '*';

/** The object `genesys.wwe.service`, without its namespaces. */
export interface ServiceClient {
  /**
   * Stamps the caller's object, posts it, returns the reference id (docs/protocol.md#sending). Throws DataCloneError as
   * `postMessage` does.
   */
  sendMessage(message: Message, succeeded?: Callback, failed?: Callback): unknown;
  subscribe(events: string | string[], callback: SubscribeCallback, context?: unknown): ServiceClient;
  unsubscribe(callback: SubscribeCallback): ServiceClient;
  /** From now on requests go to this window instead of opener or parent. */
  targetWWEWindow(target: Target): void;
  /** Cancels all timers and stops listening; tells nobody (docs/protocol.md#life-of-a-client). */
  unload(): void;
  /** Gets texts that start with `wwe`, once the page has set it. */
  onMessage?: (text: string) => void;
  /** Whether messages are written to the console; on, as shipped. This switch is ours. */
  debug: boolean;
}

interface Pending {
  readonly ref: unknown;
  readonly succeeded: Callback;
  readonly failed: Callback | undefined;
  readonly timer: number;
}

/**
 * Makes a client with its own counter and listener (`new ServiceClientAPI()` of docs/protocol.md#life-of-a-client), as
 * a part of `self`. It has the members of docs/protocol.md#members-of-the-client-object and no namespaces: only the
 * first client of a window gets those. What the reference does not tell was seen by running the library beside this
 * one.
 */
export function createServiceClient(win: ClientWindow, log: Log, self: object = {}): ServiceClient {
  let counter = 0;
  let target: Target | null = null;
  let pending: Pending[] = [];

  const guarded = (callback: () => void): void => {
    try {
      callback();
    } catch (error) {
      // The library reads the exception's own words here, so that `throw null` escapes to the page after all.
      if (error === null || error === undefined) throw new TypeError(`The exception was ${String(error)}`);
      log.error(error);
    }
  };
  /** A cycle or a BigInt has no JSON: the exception leaves the listener, and the message is lost to the page. */
  const write = (heading: string, message: unknown): void => {
    if (client.debug) log.log(heading, JSON.stringify(message, null, 2));
  };
  /** The given window, else the opener, else the parent (docs/protocol.md#sending-target-window). */
  const wweWindow = (): Target => target ?? (isTarget(win.opener) ? win.opener : win.parent);

  const sendMessage = (message: Message, succeeded?: Callback, failed?: Callback): unknown => {
    if (!message.referenceId) message.referenceId = String(counter++);
    message.userAgent = CLIENT_USER_AGENT;
    message.protocolVersion = PROTOCOL_VERSION;
    if (win.frameId !== undefined) message.frameId = win.frameId;
    const ref = message.referenceId;
    wweWindow().postMessage(message, WWE_ORIGIN);
    if (succeeded) {
      const timer = win.setTimeout(() => {
        pending = pending.filter((one) => one !== waiting);
        if (failed) guarded(() => failed('Request timeout'));
      }, REQUEST_TIMEOUT_MS);
      const waiting: Pending = { ref, succeeded, failed, timer };
      pending.push(waiting);
    }
    return ref;
  };

  /**
   * The id goes with the first callback; where there is none, it stays, and another request of that id is answered too:
   * not the next one, which moves into the place that was just looked at.
   */
  const takeAnswer = (message: Message): void => {
    for (let place = 0; place < pending.length; place += 1) {
      const one = pending[place];
      if (one === undefined || one.ref !== message.referenceId) continue;
      win.clearTimeout(one.timer);
      const callback = message.errorMessage === undefined ? one.succeeded : one.failed;
      if (callback) {
        delete message.referenceId;
        guarded(() => Reflect.apply(callback, client, [message]));
      }
      const at = pending.indexOf(one);
      if (at >= 0) pending.splice(at, 1);
    }
  };

  /** docs/protocol.md#receiving: the first row that fits wins. Neither origin nor source is looked at. */
  const receive = (event: MessageEvent): void => {
    const data: unknown = event.data;
    if (isMessage(data) && data.userAgent && namesWwe(data.userAgent)) {
      write('Received message', data);
      if (data.event) subscriptions.deliver(String(data.event), data, win, guarded);
      else if (data.referenceId) takeAnswer(data);
      else if (data.frameId !== undefined) win.frameId = data.frameId;
      return;
    }
    // Of the window's first client, whichever client hears it, and not guarded.
    const { service } = win.genesys?.wwe ?? {};
    const onMessage = isMessage(service) ? service.onMessage : undefined;
    if (typeof data === 'string' && data.startsWith('wwe') && typeof onMessage === 'function') {
      Reflect.apply(onMessage, service, [data]);
    }
  };

  const subscriptions = createSubscriptions();
  const client: ServiceClient = Object.assign(self, {
    sendMessage,
    // `this.sendMessage` is looked up at each call, so that a page may replace it (docs/protocol.md#life-of-a-client).
    subscribe(this: ServiceClient, events: string | string[], callback: SubscribeCallback, context?: unknown) {
      this.sendMessage(
        { event: 'subscribe', data: events },
        (answer) => {
          const subscriptionId = isMessage(answer) ? answer.subscriptionId : undefined;
          subscriptions.keep({ names: Array.isArray(events) ? events : [events], callback, context, subscriptionId });
        },
        (failure) => log.error('Subscription failed', events, failure),
      );
      return this;
    },
    unsubscribe(this: ServiceClient, callback: SubscribeCallback) {
      const ended = subscriptions.drop(callback);
      if (ended) this.sendMessage({ event: 'unsubscribe', data: ended.subscriptionId });
      return this;
    },
    targetWWEWindow(given: Target) {
      target = given;
    },
    unload() {
      for (const { timer } of pending) win.clearTimeout(timer);
      pending = [];
      win.removeEventListener('message', receive, false);
    },
    debug: true,
  });
  // Our switch alone: a page that lists the members does not meet it.
  Object.defineProperty(client, 'debug', { enumerable: false });
  win.addEventListener('message', receive, false);
  return client;
}

/** Whether it contains `WWE`, as `indexOf` tells: a list does by its entries. Throws TypeError for what has none. */
function namesWwe(userAgent: unknown): boolean {
  if (typeof userAgent === 'string' || Array.isArray(userAgent)) return userAgent.indexOf('WWE') >= 0;
  throw new TypeError('userAgent.indexOf is not a function');
}
