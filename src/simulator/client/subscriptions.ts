/** A client's own table of subscriptions (docs/protocol.md#subscribe-and-unsubscribe). */
import type { Message } from './window.ts';

/** Called with the whole event message; `this` is the context given to `subscribe`. */
export type SubscribeCallback = (this: unknown, message: unknown) => void;

/** What is kept once WWE confirmed. */
export interface KeptSubscription {
  readonly names: readonly string[];
  readonly callback: SubscribeCallback;
  readonly context: unknown;
  readonly subscriptionId: unknown;
}

/** The two tables: by event name, and by the callback's source text. */
export interface Subscriptions {
  /** The last subscriber of a name, and of a source text, wins. */
  keep(subscription: KeptSubscription): void;
  /**
   * Forgets what is kept under the callback's text, and its names, also those that a later subscriber took over (as the
   * library does: that one hears them no more). Returns it, if there was any.
   */
  drop(callback: SubscribeCallback): KeptSubscription | undefined;
  /** Calls the one subscriber of the name, if any, within `guarded`. Without a context, `this` is the window. */
  deliver(name: string, message: Message, win: object, guarded: (work: () => void) => void): void;
}

/** Makes empty tables. */
export function createSubscriptions(): Subscriptions {
  const byName = new Map<string, KeptSubscription>();
  const byText = new Map<string, KeptSubscription>();
  return {
    keep(subscription) {
      for (const name of subscription.names) byName.set(name, subscription);
      byText.set(String(subscription.callback), subscription);
    },
    drop(callback) {
      const kept = byText.get(String(callback));
      if (kept === undefined) return undefined;
      byText.delete(String(callback));
      for (const name of kept.names) byName.delete(name);
      return kept;
    },
    deliver(name, message, win, guarded) {
      const kept = byName.get(name);
      if (kept) guarded(() => kept.callback.call(kept.context || win, message));
    },
  };
}
