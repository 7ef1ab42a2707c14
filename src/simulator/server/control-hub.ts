/** The server's end of the control: which desktops are open, and who of them is asked. */
import { type Reply, readReply, writeCall } from '../remote/remote-messages.ts';
import type { Line } from './line.ts';

/** What the hub is made of. */
export interface HubParts {
  /** Address of a desktop, for what is said to people. */
  readonly urlOf: (desk: string) => string;
  /** Real time; returns what cancels it. */
  readonly later: (ms: number, work: () => void) => () => void;
}

/** The hub. A desktop's name is empty for the one without a name. */
export interface ControlHub {
  /** A tab with that desktop has connected: from now on it is the one that is asked, until it closes. */
  open(desk: string, line: Line): void;
  /**
   * Asks a desktop to carry out a call, as soon as a tab is open. Rejects with what the call threw there, and in words
   * when no tab opens in time or the tab closes meanwhile.
   */
  call(desk: string, path: string, given: readonly unknown[]): Promise<unknown>;
  /** Resolves when a tab with that desktop is open. Rejects, in words, after `timeoutMs`. */
  ready(desk: string, timeoutMs?: number): Promise<void>;
  /** Ends all connections; whoever waits is rejected. */
  close(): void;
}

interface Tab {
  readonly line: Line;
  readonly pending: Map<number, (reply: Reply) => void>;
}

interface Waiter {
  readonly desk: string;
  readonly settle: (tab: Tab | Error) => void;
}

/** How long a call waits for a browser, ms. */
export const BROWSER_PATIENCE_MS = 30_000;

/** The longest that a timer can wait, ms: it would end at once beyond that. */
const LONGEST_MS = 2 ** 31 - 1;

function patience(given: number): number {
  return Number.isNaN(given) ? BROWSER_PATIENCE_MS : Math.min(Math.max(given, 0), LONGEST_MS);
}

/** Makes a hub without desktops. */
export function createControlHub({ urlOf, later }: HubParts): ControlHub {
  /** By name, the newest last. */
  const tabs = new Map<string, Tab[]>();
  const waiters = new Set<Waiter>();
  let nextId = 0;
  let closed = false;

  const newest = (desk: string): Tab | undefined => tabs.get(desk)?.at(-1);
  const waitForTab = (desk: string, timeoutMs: number): Promise<Tab> => {
    if (closed) return Promise.reject(new Error('The simulator is closed.'));
    const tab = newest(desk);
    if (tab !== undefined) return Promise.resolve(tab);
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        desk,
        settle(result) {
          cancel();
          waiters.delete(waiter);
          if (result instanceof Error) reject(result);
          else resolve(result);
        },
      };
      const ms = patience(timeoutMs);
      const words = `No browser has opened ${urlOf(desk)} within ${ms / 1000} s.`;
      const cancel = later(ms, () => waiter.settle(new Error(words)));
      waiters.add(waiter);
    });
  };

  return {
    open(desk, line) {
      const tab: Tab = { line, pending: new Map() };
      tabs.set(desk, [...(tabs.get(desk) ?? []), tab]);
      line.listen(
        (text) => {
          const reply = readReply(text);
          if (reply === null) return line.close(); // No desktop of ours speaks like this.
          tab.pending.get(reply.id)?.(reply);
          tab.pending.delete(reply.id);
        },
        () => {
          const others = (tabs.get(desk) ?? []).filter((one) => one !== tab);
          if (others.length === 0) tabs.delete(desk);
          else tabs.set(desk, others);
          const error = new Error(`The tab with ${urlOf(desk)} was closed or loaded anew before it answered.`);
          for (const [id, settle] of tab.pending) settle({ id, ok: false, error });
          tab.pending.clear();
        },
      );
      for (const waiter of [...waiters]) if (waiter.desk === desk) waiter.settle(tab);
    },
    async call(desk, path, given) {
      const tab = await waitForTab(desk, BROWSER_PATIENCE_MS);
      const id = nextId++;
      const reply = await new Promise<Reply>((resolve) => {
        tab.pending.set(id, resolve);
        tab.line.send(writeCall(id, path, given));
      });
      if (reply.ok) return reply.value;
      throw reply.error;
    },
    async ready(desk, timeoutMs = BROWSER_PATIENCE_MS) {
      await waitForTab(desk, timeoutMs);
    },
    close() {
      closed = true;
      for (const waiter of [...waiters]) waiter.settle(new Error('The simulator was closed.'));
      for (const open of tabs.values()) for (const { line } of open) line.close();
    },
  };
}
