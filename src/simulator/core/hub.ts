/** Subscriptions and the delivery of events to the frames that have one (scapi.md §1.5, §11 rows 4 and 5). */
import { PROTOCOL_VERSION, SERVER_USER_AGENT } from '../../scapi/messages.ts';
import type { Settings } from './settings.ts';

/** One confirmed subscription. */
export interface ServerSubscription {
  readonly id: number | string;
  readonly frame: string;
  readonly names: readonly string[];
}

/** The hub. Events pass through it in order; while held, they wait. */
export interface Hub {
  /** Makes the subscription's id; events come only after `confirm`. */
  prepare(frame: string, names: readonly string[]): ServerSubscription;
  confirm(subscription: ServerSubscription): void;
  /** Ends the frame's subscription with exactly this id; false if there is none. */
  end(frame: string, id: unknown): boolean;
  /** Forgets the subscriptions of one frame, or of all. */
  forget(frame?: string): void;
  /** Sends an event to the subscribed frames. */
  emit(event: string, data: unknown): void;
  /** Keeps events back while `work` runs; `send` lets them go. */
  collect<T>(work: () => T): { readonly result: T; readonly send: () => void };
  list(): readonly ServerSubscription[];
}

/** Makes a hub that sends through `post`. */
export function createHub(settings: () => Settings, post: (frame: string, message: unknown) => void): Hub {
  let subscriptions: ServerSubscription[] = [];
  let nextId = 1;
  let held: (() => void)[] | null = null;
  const deliver = (event: string, data: unknown): void => {
    const reached = new Set<string>();
    for (const { frame, names } of subscriptions) {
      if (!names.includes(event) || (settings().deliveries === 'single' && reached.has(frame))) continue;
      reached.add(frame);
      post(frame, { event, data, userAgent: SERVER_USER_AGENT, protocolVersion: PROTOCOL_VERSION });
    }
  };
  return {
    prepare(frame, names) {
      const number = nextId++;
      return { id: settings().subscriptionId === 'string' ? String(number) : number, frame, names };
    },
    confirm(subscription) {
      subscriptions = [...subscriptions, subscription];
    },
    end(frame, id) {
      const left = subscriptions.filter((one) => one.frame !== frame || one.id !== id);
      const ended = left.length < subscriptions.length;
      subscriptions = left;
      return ended;
    },
    forget(frame) {
      subscriptions = frame === undefined ? [] : subscriptions.filter((one) => one.frame !== frame);
    },
    emit(event, data) {
      if (held === null) deliver(event, data);
      else held.push(() => deliver(event, data));
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
