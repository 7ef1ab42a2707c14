/** A window that records what is posted and is handed messages by hand. */
import { createServiceClient, type ServiceClient } from '../service-client.ts';
import type { ClientWindow, Message } from '../window.ts';

/** A false window with its records. */
export interface FalseWindow {
  readonly win: ClientWindow;
  readonly client: ServiceClient;
  /** What was posted to opener or parent, as a receiver would get it. */
  readonly posted: { readonly to: string; readonly message: Message; readonly origin: string }[];
  readonly errors: unknown[][];
  readonly logged: unknown[][];
  /** Dispatches `message` events with this data to the listeners. */
  receive(data: unknown): void;
  /** Lets so many ms pass. */
  pass(ms: number): void;
  listeners(): number;
}

/** Makes a window with a client in it, installed as the globals are. */
export function createFalseWindow(extra: { opener?: boolean } = {}): FalseWindow {
  let time = 0;
  let timers: { id: number; at: number; work: () => void }[] = [];
  let nextTimer = 1;
  let listeners: ((event: MessageEvent) => void)[] = [];
  const posted: FalseWindow['posted'] = [];
  const errors: unknown[][] = [];
  const logged: unknown[][] = [];
  const target = (to: string) => ({
    postMessage: (message: unknown, origin: string) => {
      const copy: Message = { ...structuredClone(Object(message)) };
      posted.push({ to, message: copy, origin });
    },
  });
  const win: ClientWindow = {
    ...(extra.opener ? { opener: target('opener') } : {}),
    parent: target('parent'),
    addEventListener: (_, listener) => {
      listeners = [...listeners, listener];
    },
    removeEventListener: (_, listener) => {
      listeners = listeners.filter((one) => one !== listener);
    },
    setTimeout: (work, ms) => {
      timers.push({ id: nextTimer, at: time + ms, work });
      return nextTimer++;
    },
    clearTimeout: (id) => {
      timers = timers.filter((timer) => timer.id !== id);
    },
  };
  const log = { log: (...words: unknown[]) => logged.push(words), error: (...words: unknown[]) => errors.push(words) };
  const client = createServiceClient(win, log);
  client.debug = false;
  win.service = client;
  win.genesys = { wwe: { service: client } };
  return {
    win,
    client,
    posted,
    errors,
    logged,
    receive: (data) => {
      for (const listener of listeners) listener(new MessageEvent('message', { data }));
    },
    pass: (ms) => {
      time += ms;
      const due = timers.filter(({ at }) => at <= time);
      timers = timers.filter(({ at }) => at > time);
      for (const { work } of due) work();
    },
    listeners: () => listeners.length,
  };
}

/** The stamp of WWE's messages. */
export const SERVER = { userAgent: 'WWE Server', protocolVersion: 2 };
