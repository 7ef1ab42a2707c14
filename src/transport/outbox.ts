/**
 * Orders: what a panel wants done once, over a transport that may be cut at any moment. The panel says an order again on each
 * new transport until it is confirmed; the bridge executes an id once, and confirms it each time it is said.
 */
import type { Done, FromPanel, Order } from './link-messages.ts';

/** A command that was given longer ago than this, in ms, is not said again: its user has stopped waiting. */
const LONGEST_WAIT = 10_000;
/** How many orders a bridge remembers: far more than a panel can have unconfirmed. */
const REMEMBERED = 500;

/** The panel's half: the orders to one document, whatever transports there were and will be. */
export interface Outbox {
  /** @returns the message that says it */
  give(order: Order): FromPanel;
  /** The bridge confirmed an id. @returns the order, or undefined if it was confirmed before */
  confirmed(id: string): Order | undefined;
  /** When an order that is not confirmed was given, by the panel's clock. */
  givenAt(id: string): number | undefined;
  /** All that is not confirmed, in order, to be said on a new transport. */
  again(): readonly FromPanel[];
  /**
   * The document is gone: a command that it has not heard must not reach it when it comes back, and whether it records
   * its next hello says: the wish may be another one by then. Only clearing is still wanted.
   */
  documentEnded(): void;
  /** Between the wish to clear and the bridge's word. */
  readonly isClearing: boolean;
}

/**
 * Keeps orders until they are confirmed.
 * @param mark makes the ids unlike those of every other panel and document
 * @param now the panel's clock, ms
 */
export function createOutbox(mark: string, now: () => number): Outbox {
  const unconfirmed = new Map<string, { readonly order: Order; readonly at: number }>();
  let count = 0;

  function drop(isOver: (order: Order, at: number) => boolean): void {
    for (const [id, { order, at }] of unconfirmed) if (isOver(order, at)) unconfirmed.delete(id);
  }

  return {
    give(order) {
      count += 1;
      const id = `${mark}-${count}`;
      unconfirmed.set(id, { order, at: now() });
      return { t: 'order', id, order };
    },
    confirmed(id) {
      const order = unconfirmed.get(id)?.order;
      unconfirmed.delete(id);
      return order;
    },
    givenAt: (id) => unconfirmed.get(id)?.at,
    again() {
      drop(({ want }, at) => want === 'send' && now() - at > LONGEST_WAIT);
      return [...unconfirmed].map(([id, { order }]) => ({ t: 'order', id, order }));
    },
    documentEnded: () => drop(({ want }) => want !== 'clear'),
    get isClearing() {
      return [...unconfirmed.values()].some(({ order }) => order.want === 'clear');
    },
  };
}

/** The bridge's half: executes each id once. @returns what became of it, the same however often it is said */
export function executeOnce(execute: (order: Order) => Done): (id: string, order: Order) => Done {
  const known = new Map<string, Done>();
  return (id, order) => {
    const done = known.get(id) ?? execute(order);
    known.set(id, done);
    const [oldest = ''] = known.keys();
    if (known.size > REMEMBERED) known.delete(oldest);
    return done;
  };
}
