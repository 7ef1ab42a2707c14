/**
 * A client of WWE with the API of scapi.md §4.8 that behaves as §1.2 to §1.8 say. Written from that reference alone.
 * What the reference does not tell is marked "ours".
 */
import { CLIENT_USER_AGENT, PROTOCOL_VERSION, REQUEST_TIMEOUT_MS } from '../../scapi/messages.ts';
import { namespacesOf } from './namespaces.ts';
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

/** The origin that requests are posted to, as shipped; integrators put WWE's own here (§1.2). */
const WWE_ORIGIN = '*';

/** The object `genesys.wwe.service`, without its namespaces. */
export interface ServiceClient {
  /** Stamps the caller's object, posts it, returns the reference id (§1.2). Throws DataCloneError as `postMessage` does. */
  sendMessage(message: Message, succeeded?: Callback, failed?: Callback): unknown;
  subscribe(events: string | string[], callback: SubscribeCallback, context?: unknown): ServiceClient;
  unsubscribe(callback: SubscribeCallback): ServiceClient;
  /** From now on requests go to this window instead of opener or parent. */
  targetWWEWindow(target: Target): void;
  /** Cancels all timers and stops listening; tells nobody (§1.7). */
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

/** Makes a client with its own counter and listener (`new ServiceClientAPI()` of §1.7). */
export function createServiceClient(win: ClientWindow, log: Log): ServiceClient {
  let counter = 0;
  let target: Target | null = null;
  let pending: Pending[] = [];

  const guarded = (callback: () => void): void => {
    try {
      callback();
    } catch (error) {
      log.error(error);
    }
  };
  const write = (heading: string, message: unknown): void => {
    if (!client.debug) return;
    try {
      log.log(heading, JSON.stringify(message, null, 2));
    } catch {
      // Ours: JSON cannot say cycles and BigInt; the message is handled all the same.
      log.log(heading, message);
    }
  };
  /** The given window, else the opener, else the parent (§1.2 step 3). */
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

  const takeAnswer = (message: Message): void => {
    const found = pending.find((one) => one.ref === message.referenceId);
    if (found === undefined) {
      write('Answer without a pending request', message);
      return;
    }
    pending = pending.filter((one) => one !== found);
    win.clearTimeout(found.timer);
    delete message.referenceId;
    const callback = message.errorMessage === undefined ? found.succeeded : found.failed;
    if (callback) guarded(() => callback(message));
  };

  /** §1.3: the first row that fits wins. Neither origin nor source is looked at. */
  const receive = (event: MessageEvent): void => {
    const data: unknown = event.data;
    if (isMessage(data) && typeof data.userAgent === 'string' && data.userAgent.includes('WWE')) {
      write('Received message', data);
      if (data.event) subscriptions.deliver(String(data.event), data, guarded);
      else if (data.referenceId) takeAnswer(data);
      else if (data.frameId !== undefined) win.frameId = data.frameId;
      return;
    }
    const { onMessage } = client;
    if (typeof data === 'string' && data.startsWith('wwe') && onMessage) guarded(() => onMessage(data));
  };

  const subscriptions = createSubscriptions();
  const client: ServiceClient = {
    debug: true,
    sendMessage,
    // `client.sendMessage` is looked up at each call, so that a page may replace it (§1.7).
    subscribe(events, callback, context) {
      client.sendMessage(
        { event: 'subscribe', data: events },
        (answer) => {
          const subscriptionId = isMessage(answer) ? answer.subscriptionId : undefined;
          subscriptions.keep({ names: Array.isArray(events) ? events : [events], callback, context, subscriptionId });
        },
        (failure) => log.error('Subscription failed', events, failure),
      );
      return client;
    },
    unsubscribe(callback) {
      const ended = subscriptions.drop(callback);
      if (ended) client.sendMessage({ event: 'unsubscribe', data: ended.subscriptionId });
      return client;
    },
    targetWWEWindow(given) {
      target = given;
    },
    unload() {
      for (const { timer } of pending) win.clearTimeout(timer);
      pending = [];
      win.removeEventListener('message', receive, false);
    },
  };
  win.addEventListener('message', receive, false);
  return Object.assign(client, namespacesOf(win));
}
