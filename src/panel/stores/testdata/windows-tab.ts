/**
 * A tab of windows for the random test of trust: a tree of frames of any origin, with the real bridge in each page that is
 * watched. Whoever posts is known, and a message is given to the page that is in a window then, if its origin is the one
 * that was asked for: what the browser does.
 */
import { type Commands, createCommands } from '../../../bridge/commands.ts';
import { createRecord, type Recording } from '../../../bridge/record.ts';
import { createRecorder } from '../../../bridge/recorder.ts';
import { createWatch } from '../../../bridge/watch.ts';
import { createWindows, type Windows } from '../../../bridge/windows.ts';
import type { DocumentInfo } from '../../../entry/entry.ts';

/** A message of the tool's that left a bridge. */
export interface Posted {
  readonly from: Page;
  readonly to: TabWindow;
  readonly message: unknown;
  /** The origin that was asked for. */
  readonly origin: string;
  /** The page that got it; null: the browser gave it to nobody. */
  readonly by: Page | null;
}

/** A request that waits for an answer. */
export interface Waiting {
  readonly from: TabWindow;
  readonly referenceId: string;
  readonly message: unknown;
}

/** A page in a window, until it is replaced or its window goes. */
export class Page {
  isLive = true;
  readonly waiting: Waiting[] = [];
  readonly bridge: Bridge | null;

  constructor(
    readonly window: TabWindow,
    readonly origin: string,
    readonly timeOrigin: number,
    isWatched: boolean,
  ) {
    this.bridge = isWatched ? new Bridge(this) : null;
  }
}

/** The bridge of a page: the real parts, over the windows of the tab. */
export class Bridge {
  readonly id: string;
  readonly record: Recording = createRecord();
  readonly commands: Commands;
  private readonly windows: Windows;
  private readonly onMessage: (event: MessageEvent) => void;

  constructor(private readonly page: Page) {
    const { window, timeOrigin } = page;
    const { proxy: self, tab } = window;
    this.id = `page ${tab.pages++} of ${window.id}`;
    const windows = createWindows(self);
    const now = () => Math.max(tab.now, timeOrigin);
    const recorder = createRecorder(this.record, windows, () => {});
    const onAnswer = (source: Window, data: unknown) => this.commands.hear(source, data);
    const watched = createWatch({ self, windows, recorder, now, isReadLate: false, onSeen: () => {}, onAnswer });
    this.commands = createCommands({ windows, watched, recorder, now });
    this.windows = windows;
    // Each message is read before the next one comes: what is late is tried beside the bridge.
    this.onMessage = (event) => {
      const heard = watched.hear(event, false);
      if (heard) watched.read(heard);
    };
  }

  get info(): DocumentInfo {
    const { origin, timeOrigin, window } = this.page;
    const target = this.windows.target();
    return {
      document: this.id,
      url: `${origin}/`,
      origin,
      title: window.id,
      path: this.windows.own(),
      target: target && this.windows.nameOf(target),
      timeOrigin,
    };
  }

  /** The window that a command is for, as it is now. @param to as in the command */
  windowFor(to: string | null): TabWindow | undefined {
    const proxy = to === null ? this.windows.target() : this.windows.at(to);
    return this.page.window.tab.all().find((window) => window.proxy === proxy);
  }

  /** The page gets a message. */
  hear(from: TabWindow, origin: string, data: unknown): void {
    this.onMessage(Object({ isTrusted: true, source: from.proxy, origin, data: structuredClone(data) }));
  }
}

/** A window, and what is in it now. */
export class TabWindow {
  frames: TabWindow[] = [];
  opener: TabWindow | null = null;
  page: Page;
  isThere = true;
  /** Where it has stood among the frames. */
  readonly places = new Set<string>();
  /** The window as code of another origin gets it. */
  readonly proxy: Window;

  /** @param parent null: a tab's top window */
  constructor(
    readonly tab: WindowsTab,
    readonly id: string,
    public parent: TabWindow | null,
    origin: string,
    isWatched: boolean,
  ) {
    this.proxy = new Proxy(Object.create(null), {
      get: (_, key) => this.read(String(key)),
      getPrototypeOf: () => null,
    });
    tab.known.set(id, this);
    this.page = new Page(this, origin, tab.now, isWatched);
  }

  private get root(): TabWindow {
    return this.parent?.root ?? this;
  }

  private read(key: string): unknown {
    if (key === 'parent') return (this.parent ?? this).proxy;
    if (key === 'top') return this.root.proxy;
    if (key === 'opener') return this.opener?.proxy ?? null;
    if (key === 'length') return this.frames.length;
    if (key === 'postMessage')
      return (message: unknown, origin: string) => this.tab.postedByTool(this, message, origin);
    return /^\d+$/.test(key) ? this.frames[Number(key)]?.proxy : undefined;
  }

  /** It and the frames in it, outer ones first. */
  all(): readonly TabWindow[] {
    return [this, ...this.frames.flatMap((frame) => frame.all())];
  }
}

/** The tab, and the window that opened it. */
export class WindowsTab {
  now = 1_000;
  pages = 0;
  private windows = 0;
  readonly opener: TabWindow;
  readonly top: TabWindow;
  readonly posted: Posted[] = [];
  /** All windows that there are and were. */
  readonly known = new Map<string, TabWindow>();
  /** The page whose bridge is at work. */
  private sender: Page | null = null;

  constructor(origins: readonly [top: string, opener: string], hasOpener: boolean) {
    this.opener = new TabWindow(this, 'opener', null, origins[1], false);
    this.top = new TabWindow(this, 'top', null, origins[0], true);
    if (hasOpener) this.top.opener = this.opener;
  }

  /** All windows of which somebody could be a WWE. */
  all(): readonly TabWindow[] {
    return [...this.top.all(), this.opener];
  }

  watched(): readonly Page[] {
    return this.top.all().flatMap(({ page }) => (page.bridge ? page : []));
  }

  add(parent: TabWindow, at: number, origin: string, isWatched: boolean): void {
    this.windows += 1;
    const frame = new TabWindow(this, `frame ${this.windows}`, parent, origin, isWatched);
    parent.frames.splice(at % (parent.frames.length + 1), 0, frame);
  }

  /** Another page comes into a window, or the same anew: the frames in it go. @returns the pages that went */
  load(window: TabWindow, origin: string, isWatched: boolean): readonly Page[] {
    const gone = [...window.frames.flatMap((frame) => this.end(frame)), window.page];
    window.frames = [];
    window.page.isLive = false;
    window.page = new Page(window, origin, this.now, isWatched);
    return gone;
  }

  /** @returns the pages that went */
  remove(window: TabWindow): readonly Page[] {
    const { parent } = window;
    if (!parent) return [];
    const gone = this.end(window);
    parent.frames = parent.frames.filter((frame) => frame !== window);
    return gone;
  }

  private end(window: TabWindow): readonly Page[] {
    return window.all().map((one) => {
      one.isThere = false;
      one.page.isLive = false;
      return one.page;
    });
  }

  /** Remembers where each window stands now. */
  notePlaces(window = this.top, place = 'top'): void {
    window.places.add(place);
    for (const [at, frame] of window.frames.entries()) this.notePlaces(frame, `${place}/${at}`);
  }

  /** The bridge of a page does something. */
  let<Result>(page: Page, act: () => Result): Result {
    this.sender = page;
    const result = act();
    this.sender = null;
    return result;
  }

  postedByTool(to: TabWindow, message: unknown, origin: string): void {
    const from = this.sender;
    if (!from) throw new Error('Nobody told whose bridge posts.');
    const by = to.isThere && (origin === '*' || origin === to.page.origin) ? to.page : null;
    this.posted.push({ from, to, message, origin, by });
    this.deliver(from, to, message, origin);
  }

  /** A page posts to a window. */
  say(from: TabWindow, to: TabWindow, message: unknown): void {
    this.deliver(from.page, to, message, '*');
  }

  private deliver(from: Page, to: TabWindow, message: unknown, origin: string): void {
    const { page } = to;
    if (!to.isThere || (origin !== '*' && origin !== page.origin)) return;
    const { referenceId, userAgent } = Object(message);
    if (userAgent === 'WWE Client') page.waiting.push({ from: from.window, referenceId, message });
    // What a bridge does when it hears is its own page's.
    if (page.bridge) this.let(page, () => page.bridge?.hear(from.window, from.origin, message));
  }
}
