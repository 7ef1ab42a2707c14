/** What WWE's window received, kept for whoever looks or waits for something. */

/** A message that WWE's window received. */
export interface Received {
  /** Its number, from 0: stays the same when older ones are forgotten. */
  readonly index: number;
  /** ms since the epoch. */
  readonly at: number;
  /** The sender's key, see `KnownFrame`. */
  readonly frame: string;
  readonly origin: string;
  /** `MessageEvent.data`, raw. */
  readonly message: unknown;
}

/** Which message; what is not given may be anything. */
export interface MessageMatch {
  /** Name of a service, such as `interaction.blockMarkdone`. */
  readonly request?: string;
  /** `subscribe` or `unsubscribe`. */
  readonly event?: string;
  /** Key of the sender, such as `frame-0`. */
  readonly frame?: string;
}

/** How to wait. */
export interface WaitOptions {
  /** `index` of a message: only those behind it count. Default: all that are kept count. */
  readonly after?: number;
  /** Default 10 000. */
  readonly timeoutMs?: number;
}

/** The record. */
export interface ReceivedRecord {
  add(message: Omit<Received, 'index'>): void;
  /** Oldest first; the newest 50 000 are kept. */
  all(): readonly Received[];
  clear(): void;
  /** The first message that matches, at once if it is there. Rejects in words when none came in time. */
  wait(match?: MessageMatch, options?: WaitOptions): Promise<Received>;
}

/** Real time that can be cancelled. */
export type Later = (ms: number, work: () => void) => () => void;

const MOST = 50_000;
const PATIENCE_MS = 10_000;

/** Makes an empty record. */
export function createReceived(later: Later): ReceivedRecord {
  let kept: Received[] = [];
  let next = 0;
  let waiting: { readonly fits: (one: Received) => boolean; readonly found: (one: Received) => void }[] = [];
  return {
    add(message) {
      const one: Received = { ...message, index: next++ };
      kept.push(one);
      // In pieces: taking one from the front of so long a list each time costs too much.
      if (kept.length > MOST * 1.1) kept = kept.slice(-MOST);
      const found = waiting.filter(({ fits }) => fits(one));
      if (found.length === 0) return;
      waiting = waiting.filter((waiter) => !found.includes(waiter));
      for (const waiter of found) waiter.found(one);
    },
    all: () => kept.slice(-MOST),
    clear() {
      kept = [];
    },
    wait(match = {}, { after = -1, timeoutMs = PATIENCE_MS } = {}) {
      const fits = (one: Received): boolean => one.index > after && matches(one, match);
      const there = kept.find(fits);
      if (there !== undefined) return Promise.resolve(there);
      return new Promise((resolve, reject) => {
        const waiter = {
          fits,
          found(one: Received) {
            cancel();
            resolve(one);
          },
        };
        waiting = [...waiting, waiter];
        const cancel = later(timeoutMs, () => {
          waiting = waiting.filter((one) => one !== waiter);
          reject(new Error(explain(match, timeoutMs, kept)));
        });
      });
    },
  };
}

function matches({ message, frame }: Received, match: MessageMatch): boolean {
  return (
    (match.request === undefined || read(message, 'request') === match.request) &&
    (match.event === undefined || read(message, 'event') === match.event) &&
    (match.frame === undefined || frame === match.frame)
  );
}

function read(message: unknown, key: string): unknown {
  return typeof message === 'object' && message !== null && Object.hasOwn(message, key)
    ? Reflect.get(message, key)
    : undefined;
}

function explain(match: MessageMatch, timeoutMs: number, kept: readonly Received[]): string {
  const wanted = Object.entries(match)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} "${value}"`);
  const last = kept.slice(-10).map(({ message }) => String(read(message, 'request') ?? read(message, 'event') ?? '?'));
  const came = last.length === 0 ? 'No page has sent anything.' : `The last that came: ${last.join(', ')}.`;
  return `No message${wanted.length === 0 ? '' : ` with ${wanted.join(' and ')}`} came within ${timeoutMs} ms. ${came}`;
}
