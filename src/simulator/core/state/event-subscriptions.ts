/**
 * Subscriptions and the delivery of events to the frames that have one (docs/protocol.md#subscribe-and-unsubscribe,
 * docs/protocol.md#simulator-subscriptions, docs/protocol.md#simulator-double-subscriptions).
 */
import { PROTOCOL_VERSION, SERVER_USER_AGENT } from '../../../protocol/messages.ts';
import type { Settings } from '../settings/settings.ts';

/** One confirmed subscription. */
export interface ServerSubscription {
  readonly id: number | string;
  readonly frame: string;
  readonly names: readonly string[];
  /** The page of the frame that it was made by: 0 for the first, more for those loaded after it. */
  readonly page: number;
}

/** The subscriptions. Events pass through it in order; while held, they wait. */
export interface EventSubscriptions {
  /** Makes the subscription's id; events come only after `confirm`. `page` is the number of the frame's page. */
  prepare(frame: string, names: readonly string[], page: number): ServerSubscription;
  /** Events come from now on, unless it was forgotten meanwhile. */
  confirm(subscription: ServerSubscription): void;
  /** Ends the frame's subscription with exactly this id; false if there is none. */
  end(frame: string, id: unknown): boolean;
  /** Forgets the subscriptions of one frame, or of all. */
  forget(frame?: string): void;
  /** Forgets what the frame's pages before this one subscribed. */
  forgetBefore(frame: string, page: number): void;
  /** Sends an event to the subscribed frames, except one if it is named. */
  emit(event: string, data: unknown, except?: string): void;
  /** Keeps events back while `work` runs; `send` lets them go. */
  collect<T>(work: () => T): { readonly result: T; readonly send: () => void };
  list(): readonly ServerSubscription[];
}

/** Makes it that sends through `post`; `hears` says whether an event goes out to a frame now. */
export function createEventSubscriptions(
  settings: () => Settings,
  post: (frame: string, message: unknown) => void,
  hears: (frame: string, event: string) => boolean,
): EventSubscriptions {
  let subscriptions: ServerSubscription[] = [];
  /** Prepared, not confirmed yet, not forgotten either. */
  const prepared = new Set<ServerSubscription>();
  const keep = (wanted: (one: ServerSubscription) => boolean): void => {
    subscriptions = subscriptions.filter(wanted);
    for (const one of prepared) if (!wanted(one)) prepared.delete(one);
  };
  let nextId = 1;
  let held: (() => void)[] | null = null;
  const deliver = (event: string, data: unknown, except: string | undefined): void => {
    const reached = new Set<string>();
    for (const { frame, names } of subscriptions) {
      if (frame === except || !names.includes(event) || (settings().deliveries === 'single' && reached.has(frame)))
        continue;
      reached.add(frame);
      if (!hears(frame, event)) continue;
      post(frame, { event, data, userAgent: SERVER_USER_AGENT, protocolVersion: PROTOCOL_VERSION });
    }
  };
  return {
    prepare(frame, names, page) {
      const number = nextId++;
      const id = settings().subscriptionId === 'string' ? String(number) : number;
      const subscription = { id, frame, names, page };
      prepared.add(subscription);
      return subscription;
    },
    confirm(subscription) {
      if (prepared.delete(subscription)) subscriptions = [...subscriptions, subscription];
    },
    end(frame, id) {
      const left = subscriptions.filter((one) => one.frame !== frame || one.id !== id);
      const ended = left.length < subscriptions.length;
      subscriptions = left;
      return ended;
    },
    forget(frame) {
      keep((one) => frame !== undefined && one.frame !== frame);
    },
    forgetBefore(frame, page) {
      keep((one) => one.frame !== frame || one.page >= page);
    },
    emit(event, data, except) {
      if (held === null) deliver(event, data, except);
      else held.push(() => deliver(event, data, except));
    },
    collect(work) {
      const mine: (() => void)[] = [];
      const outer = held;
      held = mine;
      try {
        const result = work();
        return {
          result,
          send() {
            for (const deliverOne of mine.splice(0)) deliverOne();
          },
        };
      } finally {
        held = outer;
      }
    },
    list: () => subscriptions,
  };
}
