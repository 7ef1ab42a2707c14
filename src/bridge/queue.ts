/** What waits for a task of its own, after that of the event which brought it. */

/** So much waits at most: with more, the oldest is taken at once. What waits holds memory of the page's. */
const MOST = 100;

/** Runs something in a later task. */
export type Later = (run: () => void) => void;

/** What waits, in order. */
export interface Queue<Item> {
  readonly isEmpty: boolean;
  add(item: Item): void;
  /** Takes all that waits, now. */
  takeAll(): void;
  /** Forgets what waits. */
  clear(): void;
}

/**
 * Makes an empty queue.
 * @param take must not throw
 * @param later each item waits for it once, or longer; left out: nothing waits
 */
export function createQueue<Item>(take: (item: Item) => void, later?: Later): Queue<Item> {
  let waiting: Item[] = [];
  /** How much of it is due at the next turn: the rest came too late for that. */
  let due = 0;
  /** What was put off before the last change of mind does nothing any more. */
  let turn = 0;

  function takeSome(count: number): void {
    due = due > count ? due - count : 0;
    // One by one: whatever is taken may end it all.
    for (let left = count; left > 0; left -= 1) for (const item of waiting.splice(0, 1)) take(item);
  }

  function putOff(): void {
    due = waiting.length;
    turn += 1;
    const mine = turn;
    if (due === 0) return;
    later?.(() => {
      if (mine !== turn) return;
      takeSome(due);
      putOff();
    });
  }

  return {
    get isEmpty() {
      return waiting.length === 0;
    },
    add(item) {
      waiting.push(item);
      if (!later || waiting.length > MOST) takeSome(1);
      else if (waiting.length === 1) putOff();
    },
    takeAll() {
      takeSome(waiting.length);
      putOff();
    },
    clear() {
      waiting = [];
      putOff();
    },
  };
}

/**
 * Runs the latest thing that it was given in a later task, by messages over a channel of the isolated world's own: no page
 * has a part in it, and its timers keep their numbers.
 */
export function createLater({ MessageChannel }: typeof globalThis, signal: AbortSignal): Later {
  let latest: (() => void) | undefined;
  let channel: MessageChannel | undefined;

  function open(): MessageChannel {
    const made = new MessageChannel();
    made.port1.onmessage = () => latest?.();
    signal.addEventListener('abort', () => made.port1.close());
    return made;
  }

  return (run) => {
    latest = run;
    channel ??= open();
    channel.port2.postMessage(0);
  };
}
