/** A window and the extension API around a bridge, worked by hand. */
import type { Announcement, Backlog } from '../../transport/link-messages.ts';
import { portName, relayedPortName } from '../../transport/link-messages.ts';
import { parseAnnouncement, parseBacklog, parseFromBridge } from '../../transport/parse.ts';
import type { Layers } from '../../transport/rules.ts';
import { HandOver } from './probe.ts';
import { FakeWindow } from './windows.ts';

/** See `bridge.ts`. */
const FIRST_LOOK = 1_000;

/** The address of the extension's files. */
export const OWN_URL = 'chrome-extension://abc/';

/** In place of MutationObserver; there is one at a time. */
export class FakeMutations {
  /** Reports a change; null while nobody observes. */
  static run: (() => void) | null = null;

  constructor(private readonly report: () => void) {}

  observe(): void {
    FakeMutations.run = this.report;
  }

  disconnect(): void {
    FakeMutations.run = null;
  }
}

/** A port as the bridge gets it, and its other end. */
export class FakePort {
  readonly posted: unknown[] = [];
  /** What the bridge told of its clocks, which its messages are without here. */
  readonly clocks: unknown[] = [];
  disconnected = false;
  private readonly hearers: ((message: unknown) => void)[] = [];
  private readonly closers: (() => void)[] = [];
  readonly onMessage = { addListener: (listener: (message: unknown) => void) => void this.hearers.push(listener) };
  readonly onDisconnect = { addListener: (listener: () => void) => void this.closers.push(listener) };

  constructor(readonly name: string) {}

  postMessage(message: unknown): void {
    const { clock, ...backlog } = JSON.parse(JSON.stringify(message));
    if (clock) this.clocks.push(clock);
    this.posted.push(backlog);
  }

  disconnect(): void {
    this.disconnected = true;
  }

  /** The panel says something. */
  say(message: unknown): void {
    for (const hear of this.hearers) hear(message);
  }

  /** The transport is cut: by the browser, or because the panel crashed. */
  cut(): void {
    for (const close of this.closers) close();
  }

  /** The panel closes. */
  leave(): void {
    this.say({ t: 'leave', isBack: false });
    this.cut();
  }

  /** What came, and forgets it. */
  taken() {
    return this.posted.splice(0).map((message) => parseFromBridge(message));
  }
}

/** Rules that are known at once, or when the test says so. */
export class FakeRules {
  layers: Layers = [{}, {}];
  /** Match patterns, as they were written down. */
  granted: readonly string[] | undefined;
  /** Storage answers later. */
  isLate = false;
  private readonly waiting: (() => void)[] = [];

  readonly read = (tell: (layers: Layers, granted?: readonly string[]) => void): void => {
    if (this.isLate) this.waiting.push(() => tell(this.layers, this.granted));
    else tell(this.layers, this.granted);
  };

  answer(): void {
    for (const run of this.waiting.splice(0)) run();
  }
}

/** A document. `holders`: the origins around one that has none of its own, the nearest first. */
export interface FakePage {
  readyState: string;
  age: number;
  /** By how much the wall clock is ahead of the document's own, in ms. */
  ahead?: number;
  origin?: string;
  holders?: readonly string[];
}

/**
 * A client frame in WWE's window, and the extension API as a bridge in it gets it.
 * @param page its document; `age` is read at every use, in ms since the time origin
 * @param ownUrl the address of the extension's files; Firefox's begins with `moz`
 */
export function setUpWindow(page: FakePage = { readyState: 'loading', age: 0.5 }, ownUrl = OWN_URL) {
  const top = new FakeWindow();
  const frame = top.add();
  const idle: (() => void)[] = [];
  let timers: { readonly ends: AbortController; readonly delay: number }[] = [];
  const tasks: (() => void)[] = [];
  let listeners: { type: string; handler: (event: unknown) => void }[] = [];
  const document = Object.assign(new EventTarget(), {
    title: 'Page',
    readyState: page.readyState,
    documentElement: {},
  });
  frame.own = {
    document,
    location: { href: 'https://page.example.com/a', ancestorOrigins: page.holders ?? [] },
    origin: page.origin ?? 'https://page.example.com',
    performance: { timeOrigin: 1_000, now: () => page.age },
    Date: { now: () => Math.floor(1_000 + page.age + (page.ahead ?? 0)) },
    crypto: globalThis.crypto,
    MessageChannel: class {
      constructor() {
        const { port1, port2 } = new MessageChannel();
        const post = port2.postMessage.bind(port2);
        let run: (() => void) | null = null;
        // Tasks of the bridge's own are run by the test.
        Object.defineProperty(port1, 'onmessage', { set: (given) => (run = given) });
        port2.postMessage = (word: unknown) => void (run ? tasks.push(run) : post(word));
        port1.close = () => void tasks.splice(0);
        Object.assign(this, { port1, port2 });
      }
    },
    MessageEvent: HandOver,
    AbortSignal: {
      timeout(delay: number) {
        const ends = new AbortController();
        // The first look has a time of its own, `rest`.
        if (delay === FIRST_LOOK) idle.push(() => ends.abort());
        else timers.push({ ends, delay });
        return ends.signal;
      },
    },
    addEventListener(
      type: string,
      handler: (event: unknown) => void,
      { capture, signal }: { capture: boolean; signal: AbortSignal },
    ) {
      if (!capture) throw new Error('Listeners must be in capture: first in the window.');
      if (signal.aborted || listeners.some((one) => one.type === type && one.handler === handler)) return;
      listeners.push({ type, handler });
      signal.addEventListener('abort', () => {
        listeners = listeners.filter((one) => one.handler !== handler);
      });
    },
  };
  const rules = new FakeRules();
  const announced: Announcement[] = [];
  const clocks: unknown[] = [];
  const behind: Backlog[] = [];
  /** Of the ports that lead to this document, as an announcement tells it. */
  const names = { direct: 'nobody announced itself', relayed: 'nobody announced itself' };
  const runtimeListeners = {
    message: [] as ((message: unknown) => void)[],
    connect: [] as ((port: FakePort) => void)[],
  };
  const runtime = {
    id: 'extension' as string | undefined,
    getURL: (path: string) => `${ownUrl}${path}`,
    sendMessage(message: unknown) {
      if (!runtime.id) throw new Error('Extension context invalidated.');
      const { clock, ...sent } = JSON.parse(JSON.stringify(message));
      if (clock) clocks.push(clock);
      const [announcement, backlog] = [parseAnnouncement(sent), parseBacklog(sent)];
      if (announcement) {
        announced.push(announcement);
        names.direct = portName(announcement.info.document);
        names.relayed = relayedPortName(announcement.info.document);
      } else if (backlog) behind.push(backlog);
      else throw new Error(`No panel understands this: ${JSON.stringify(sent)}`);
      return Promise.reject(new Error('Could not establish connection. Receiving end does not exist.'));
    },
    onMessage: { addListener: (listener: (message: unknown) => void) => void runtimeListeners.message.push(listener) },
    onConnect: { addListener: (listener: (port: FakePort) => void) => void runtimeListeners.connect.push(listener) },
  };
  /** The time passes. @param most what takes longer, in ms, is not over @returns the delays that were set, in ms */
  function passTime(most = Number.POSITIVE_INFINITY): number[] {
    const due = timers.filter(({ delay }) => delay <= most);
    timers = timers.filter(({ delay }) => delay > most);
    for (const { ends } of due) ends.abort();
    return due.map(({ delay }) => delay);
  }
  function tell(message: unknown): void {
    for (const listener of runtimeListeners.message) listener(message);
  }
  function fire(type: string, event: object = {}): void {
    for (const one of [...listeners])
      if (one.type === type) one.handler({ isTrusted: true, persisted: false, ...event });
  }
  function connect(port = new FakePort(names.direct)): FakePort {
    for (const listener of runtimeListeners.connect) listener(port);
    return port;
  }
  return {
    top,
    frame,
    /** What the bridge told of its clocks as it announced itself. */
    clocks,
    document,
    runtime,
    rules,
    fire,
    listening: () => listeners.map(({ type }) => type).sort(),
    /** `document.open` takes all listeners away. */
    rewrite() {
      listeners = [];
      document.documentElement = {};
      FakeMutations.run?.();
    },
    /** A second has passed since the bridge started. */
    backlog() {
      for (const run of idle.splice(0)) run();
    },
    hello: () => tell({ wwe: 'hello' }),
    tell,
    announcements: () => announced.splice(0),
    /** What was left behind for panels behind the relay, and forgets it. */
    leftBehind: () => behind.splice(0),
    passTime,
    /** What was put off until the next task is done. @returns whether anything was */
    nextTask() {
      const due = tasks.splice(0);
      for (const run of due) run();
      return due.length > 0;
    },
    connect,
    /** The relay connects, for a panel. */
    connectRelay: () => connect(new FakePort(names.relayed)),
  };
}
