/** A tab with documents that speak the link's language, worked by hand. Everything arrives when `flow()` is called. */
import { encode } from '../../../entry/encode.ts';
import type { DocumentInfo, EntryHeader } from '../../../entry/entry.ts';
import { writeEntry } from '../../../entry/header.ts';
import { isRecord, kindOf } from '../../../protocol/kind.ts';
import type {
  Channel,
  Command,
  Done,
  FromBridge,
  FromPanel,
  Reach,
  Refusal,
} from '../../../transport/link-messages.ts';
import type { TabListener, TabTransport } from '../../../transport/tab-transport.ts';

const entryText = (header: EntryHeader, body: string) => writeEntry(header.n, header, body);

export const WWE = 'https://wwe.example.com';
export const SERVER = { userAgent: 'WWE Server', protocolVersion: 2 };
export const CLIENT = { userAgent: 'WWE Client', protocolVersion: 2 };

/** A document with its record. */
export class FakeDocument {
  readonly info: DocumentInfo;
  readonly texts: string[] = [];
  readonly commands: Command[] = [];
  readonly said: FromPanel[] = [];
  /** Ids of the commands' orders that are not confirmed yet, by the commands' references. */
  private readonly unconfirmed = new Map<string, string>();
  /** Ids of the orders to send a command: said again on a hello, they are executed once. */
  private readonly executed = new Set<string>();
  seen = true;
  /** Answers a connect at all. */
  answers = true;
  /** As the last order said. */
  recording = true;
  private hear: ((message: FromBridge) => void) | null = null;
  private waiting = false;

  constructor(
    private readonly tab: FakeTab,
    document: string,
    more: Partial<DocumentInfo>,
  ) {
    // The window at the top is WWE's, unless a test says otherwise: what comes from there comes from one origin.
    const origin = more.path === 'top' ? WWE : 'https://page.example.com';
    this.info = {
      document,
      url: `${origin}/`,
      origin,
      title: '',
      path: 'top/0',
      target: 'top',
      timeOrigin: 1,
      ...more,
    };
  }

  /** An entry: by default a message of WWE from the window around. @param t ms since the epoch */
  add(t: number, data: unknown, more: Partial<EntryHeader> = {}): void {
    const { referenceId = '', request } = isRecord(data) ? data : {};
    const name = kindOf(data) === 'event' && isRecord(data) ? data.event : (request ?? '');
    const header: EntryHeader = {
      n: this.texts.length + 1,
      t,
      sort: 'wire',
      kind: kindOf(data) ?? 'unknown',
      name: String(name),
      ref: String(referenceId),
      peer: 'top',
      origin: WWE,
      path: this.info.path,
      ...more,
    };
    this.texts.push(entryText(header, encode(data)));
    if (this.waiting) this.hand(this.texts.length - 1);
  }

  /** WWE's event about an interaction. */
  event(t: number, interaction: object, eventType = 'X'): void {
    this.add(t, { ...SERVER, event: 'interaction', data: { eventType, interaction } });
  }

  /** WWE's answer. */
  answer(t: number, referenceId: string, more: object = {}): void {
    this.add(t, { ...SERVER, referenceId, ...more });
  }

  /** The bridge posts the commands that came, and records them. */
  postCommands(t: number): void {
    for (const { ref, name, parameters } of this.commands.splice(0)) {
      const data = { ...CLIENT, request: name, referenceId: ref, parameters: JSON.parse(parameters ?? '[]') };
      this.add(t, data, { sort: 'command' });
      this.confirm(ref, { was: 'executed' });
    }
  }

  /** The bridge refuses a command that came or is on its way. */
  refuse(ref: string, why: Refusal, detail = ''): void {
    this.tab.queue.push(() => this.confirm(ref, { was: 'refused', why, detail }));
  }

  /** The document goes away. @param last number of the last entry that it tells of */
  bye(at: number, last = 0): void {
    this.post({ t: 'bye', at, last, kept: 0 });
    this.hear = null;
    this.tab.present.delete(this);
  }

  announce(): void {
    this.tab.announce(this);
  }

  connect(): Channel {
    let open = true;
    const deliver: { to: ((message: unknown) => void) | null } = { to: null };
    this.hear = (message) => this.tab.queue.push(() => open && deliver.to?.(JSON.parse(JSON.stringify(message))));
    if (this.answers)
      this.post({ t: 'hello', info: this.info, last: this.texts.length, recording: this.recording, kept: 0 });
    return {
      post: (message) => void this.tab.queue.push(() => open && this.execute(message as FromPanel)),
      onMessage(listener) {
        deliver.to = listener;
      },
      onClose() {},
      close() {
        open = false;
      },
    };
  }

  private post(message: FromBridge): void {
    this.hear?.(message);
  }

  private confirm(ref: string, done: Done): void {
    const id = this.unconfirmed.get(ref);
    if (id === undefined) throw new Error(`No such command came: ${ref}`);
    this.unconfirmed.delete(ref);
    this.post({ t: 'done', id, done });
  }

  private take({ id, order }: Extract<FromPanel, { t: 'order' }>): void {
    if (order.want === 'record') {
      this.recording = order.on;
      this.post({ t: 'done', id, done: { was: 'executed' } });
    } else if (order.want === 'nothing') {
      this.post({ t: 'done', id, done: { was: 'executed' } });
    } else if (order.want === 'clear') {
      this.texts.fill('');
      this.post({ t: 'done', id, done: { was: 'cleared', last: this.texts.length } });
    } else if (!this.executed.has(id)) {
      this.executed.add(id);
      this.commands.push(order.command);
      this.unconfirmed.set(order.command.ref, id);
    }
  }

  private execute(message: FromPanel): void {
    this.said.push(message);
    if (message.t === 'order') this.take(message);
    if (message.t === 'pull') this.hand(message.after);
  }

  private hand(after: number): void {
    const rest = this.texts.slice(after).filter((text) => text !== '');
    const last = this.texts.length;
    this.waiting = after >= last;
    if (this.waiting) return;
    this.post({ t: 'piece', after, first: last - rest.length + 1, last, text: rest.join('\n') });
  }
}

/** The tab. */
export class FakeTab {
  readonly queue: (() => void)[] = [];
  readonly timers: (() => void)[] = [];
  /** Documents that answer a hello. */
  readonly present = new Set<FakeDocument>();
  /** What a hello comes to. */
  reach: Reach = { reached: true };
  private ears: TabListener | null = null;
  private drawing: (() => void) | null = null;

  readonly transport: TabTransport = {
    mark: 'panel',
    hello: async () => {
      for (const document of this.present) this.announce(document);
      return this.reach;
    },
    listen: (ears) => {
      this.ears = ears;
    },
    later: (run) => void this.timers.push(run),
    now: () => 9_999,
    wall: () => 9_999,
  };

  /** In place of an animation frame. */
  readonly soon = (draw: () => void): void => {
    if (this.drawing) throw new Error('Two frames were asked for.');
    this.drawing = draw;
  };

  /** A document of the tab. */
  open(document: string, more: Partial<DocumentInfo> = {}): FakeDocument {
    const made = new FakeDocument(this, document, more);
    this.present.add(made);
    return made;
  }

  announce(document: FakeDocument): void {
    const announcement = { wwe: 'announce', info: document.info, seen: document.seen } as const;
    this.queue.push(() => this.ears?.announced({ announcement, connect: () => document.connect() }));
  }

  /** Lets the time pass until whatever waits for it has run, and flows. */
  async passTime(): Promise<void> {
    for (const run of this.timers.splice(0)) run();
    await this.flow();
  }

  /** Delivers all, and draws. */
  async flow(): Promise<void> {
    do {
      for (let next = this.queue.shift(); next; next = this.queue.shift()) next();
      await Promise.resolve();
      await Promise.resolve();
    } while (this.queue.length > 0);
    this.draw();
  }

  /** @returns whether a frame was asked for */
  draw(): boolean {
    const draw = this.drawing;
    this.drawing = null;
    draw?.();
    return draw !== null;
  }
}

/** A chat as WWE tells it. */
export function chat(id: string, userData: object = {}, more: object = {}): object {
  return {
    interactionId: id,
    interactionUUID: `U${id}`,
    state: 'ACCEPTED',
    previousState: 'INVITED',
    userData,
    ...more,
  };
}
