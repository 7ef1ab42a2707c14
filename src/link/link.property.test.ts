/**
 * The whole link as one model: a document's record, its bridge's ends, and two panels, whatever happens between them.
 * No entry that the record still held is lost, none comes twice, order is kept, and what is lost is counted exactly.
 * What a panel wants done is done once, in its order, however often the road is cut.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DocumentInfo } from '../entry/entry.ts';
import { type Served, serveRecord } from './bridge-end.ts';
import type { Announcement, Channel, Command, Done, FromPanel, Order } from './messages.ts';
import { createObedience } from './orders.ts';
import type { TabEars } from './road.ts';
import { createTabLink, type TabLink } from './tab.ts';
import { type MemoryPair, memoryPair } from './testdata/memory.ts';
import { Kept } from './testdata/record.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 10_000 : 300 } as const;
/** ms; the long run takes its time. */
const PATIENCE = { timeout: 600_000 };

const INFO: DocumentInfo = {
  document: 'd',
  url: 'u',
  origin: 'o',
  title: 't',
  path: 'top',
  target: null,
  timeOrigin: 1,
};

/** The document with its bridge. In the back/forward cache (`hidden`) it neither hears nor says anything. */
class Bridge {
  hidden = false;
  recording = true;
  /** References of the commands, as they were obeyed. */
  readonly commands: string[] = [];
  private readonly done = createObedience((order) => this.obey(order));
  readonly served = new Map<MemoryPair, Served>();
  constructor(
    readonly record: Kept,
    readonly announce: (announcement: Announcement) => void,
  ) {}

  add(): void {
    if (!this.recording) return;
    this.record.add();
    for (const one of this.served.values()) one.added();
  }

  /** @returns whether it answers */
  connect(pair: MemoryPair): boolean {
    if (this.hidden) return false;
    const one = serveRecord(pair.bridge, this.record);
    this.served.set(pair, one);
    pair.bridge.onMessage((raw) => {
      const message = raw as FromPanel;
      if (message.t === 'pull') one.pull(message.after, message.max);
      if (message.t === 'order') one.post({ t: 'done', id: message.id, done: this.done(message.id, message.order) });
    });
    pair.bridge.onClose(() => this.served.delete(pair));
    one.post({ t: 'hello', info: INFO, last: this.record.last, recording: this.recording });
    return true;
  }

  private obey(order: Order): Done {
    if (order.want === 'record') this.recording = order.on;
    else if (order.want === 'send') this.commands.push(order.command.ref);
    else if (order.want === 'clear') {
      this.record.clear();
      return { was: 'cleared', last: this.record.last };
    }
    return order.want === 'send' && order.command.verb === 'unsubscribe' ? REFUSED : { was: 'obeyed' };
  }

  hide(): void {
    this.hidden = true;
    for (const [pair, one] of this.served) {
      one.flush();
      one.post({ t: 'bye', at: 5 });
      pair.bridge.close();
    }
    this.served.clear();
    this.recording = true;
  }

  show(): void {
    if (!this.hidden) return;
    this.hidden = false;
    this.say();
  }

  say(): void {
    if (!this.hidden) this.announce({ wwe: 'announce', info: INFO, seen: true });
  }
}

/** The bridge refuses what is to unsubscribe. */
const REFUSED: Done = { was: 'refused', why: 'not verified', detail: '' };
const command = (ref: string, refused: boolean): Command => ({
  ref,
  verb: refused ? 'unsubscribe' : 'request',
  name: '',
  parameters: null,
  to: null,
  withoutOrigin: false,
});

/** A command as its panel knows it. */
interface Sent {
  readonly ref: string;
  readonly refused: boolean;
  /** The channel that it was given to. */
  readonly channel: number;
}

/** A panel, and what came to it since it was opened. */
class Panel {
  link: TabLink;
  got: number[] = [];
  lost = 0;
  pairs: MemoryPair[] = [];
  /** Commands that were given to the link. */
  sent: Sent[] = [];
  /** References of the commands that were reported as refused. */
  refused: string[] = [];
  recording = true;
  /** Channels opened since the start. */
  channels = 0;
  /** Commands are told apart over all its lives. */
  private commands = 0;
  private time = 9;
  /** By the time of asking whether all is here: what there was. */
  private readonly asks = new Map<number, number>();
  private news: Announcement[] = [];
  private timers: (() => void)[] = [];
  private ears: TabEars = { announced() {}, rest() {} };
  private life = new AbortController();

  /** @param mends whether its channels mend themselves, as they do in Firefox */
  constructor(
    private readonly bridge: () => Bridge,
    readonly mends: boolean,
  ) {
    this.link = this.start();
  }

  /** Closes it and opens it anew: it knows nothing of before. */
  restart(): void {
    this.life.abort();
    this.link = this.start();
    this.greet();
  }

  private start(): TabLink {
    this.life = new AbortController();
    const { signal } = this.life;
    [this.got, this.lost, this.news, this.timers] = [[], 0, [], []];
    [this.sent, this.refused, this.recording] = [[], [], true];
    lives += 1;
    return createTabLink(
      {
        mark: `panel ${lives}`,
        hello: async () => {
          this.bridge().say();
          return { reached: true, allowed: true };
        },
        hear: (ears) => {
          this.ears = ears;
        },
        later: (run) => void this.timers.push(() => signal.aborted || run()),
        now: () => this.time,
      },
      {
        onPresent() {},
        onDocument() {},
        onEntries: (_, entries) => {
          for (const { n, body } of entries) {
            expect(body).toBe(`"body ${n}"`);
            expect(n).toBeGreaterThan(this.got.at(-1) ?? 0);
            this.got.push(n);
          }
        },
        onLost: (_, count) => {
          this.lost += count;
        },
        // Everything up to the cursor was got or lost; what was left out on purpose counts with the lost here.
        onSkipped: (_, through) => {
          this.lost += Math.max(0, through - this.got.length - this.lost);
        },
        onEnded() {},
        onRefused: (ref) => void this.refused.push(ref),
        onCurrent: (_, at) =>
          expect(this.got.length + this.lost).toBeGreaterThanOrEqual(this.asks.get(at) ?? Number.NaN),
        onHops() {},
      },
      signal,
    );
  }

  greet(): void {
    void this.link.hello();
  }

  tell(announcement: Announcement): void {
    this.news.push(announcement);
  }

  takeNews(): boolean {
    const announcement = this.news.shift();
    if (announcement) this.ears.announced({ announcement, connect: () => this.open() });
    return announcement !== undefined;
  }

  passTime(): boolean {
    const due = this.timers.splice(0);
    for (const run of due) run();
    return due.length > 0;
  }

  catchUp(): void {
    this.time += 1;
    this.asks.set(this.time, this.bridge().record.last);
    this.link.catchUp();
  }

  send(refused: boolean): void {
    this.commands += 1;
    const ref = `${this.mends} ${this.commands}`;
    // What opens a channel is given to the one that it opened.
    if (this.link.send(INFO.document, command(ref, refused))) this.sent.push({ ref, refused, channel: this.channels });
  }

  record(): void {
    this.recording = !this.recording;
    this.link.record(this.recording);
  }

  private open(): Channel {
    this.channels += 1;
    if (this.mends) return mendingChannel(() => this.connect());
    return this.connect().panel;
  }

  private connect() {
    const pair = memoryPair();
    this.pairs.push(pair);
    const answers = this.bridge().connect(pair);
    // The relay says so where nobody is; without one there is neither error nor answer.
    if (!answers && this.mends) pair.bridge.close();
    return Object.assign(pair, { answers });
  }
}

/** Makes the marks of all panels differ. */
let lives = 0;

/**
 * A channel over one pair after the other: a new one as soon as the panel hears that one was cut. What is posted before
 * the bridge's first word is lost: it would overtake what the last pair lost and the hello has said again.
 */
function mendingChannel(open: () => MemoryPair & { readonly answers: boolean }): Channel {
  const hearers: ((message: unknown) => void)[] = [];
  const closers: (() => void)[] = [];
  let pair: ReturnType<typeof open>;
  let spoke = false;
  const start = () => {
    const mine = open();
    pair = mine;
    spoke = false;
    mine.panel.onMessage((message) => {
      spoke = true;
      for (const hear of hearers) hear(message);
    });
    mine.panel.onClose(() => {
      if (mine.answers) start();
      else for (const close of closers) close();
    });
  };
  start();
  return {
    post: (message) => spoke && pair.panel.post(message),
    onMessage: (listener) => void hearers.push(listener),
    onClose: (listener) => void closers.push(listener),
    close: () => pair.panel.close(),
  };
}

const who = fc.constantFrom(0, 1);
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('add'), who, count: fc.integer({ min: 1, max: 6 }) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('to panel', 'to bridge', 'news'),
      who,
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('drop', 'drop deaf', 'hello', 'time', 'catch up'),
      who,
      count: fc.constant(1),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('clear', 'restart', 'hide', 'show'), who, count: fc.constant(1) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('send', 'refused'), who, count: fc.constantFrom(1, 2) }) },
);
/** Much wanted over a road that is cut again and again. */
const wish = fc.oneof(
  { weight: 2, arbitrary: act },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('news', 'to panel', 'to bridge', 'drop', 'send', 'refused', 'record', 'clear', 'add'),
      who: fc.constant(1),
      count: fc.constantFrom(1, 1, 2),
    }),
  },
);
type Act = typeof wish extends fc.Arbitrary<infer T> ? T : never;

function makeTab(most: number) {
  const bridge: Bridge = new Bridge(new Kept(most, 2), (announcement) => {
    for (const panel of panels) panel.tell(announcement);
  });
  const panels: Panel[] = [];
  panels.push(new Panel(() => bridge, false), new Panel(() => bridge, true));
  for (const panel of panels) panel.greet();
  return { bridge, panels };
}

function run({ bridge, panels }: ReturnType<typeof makeTab>, { do: what, who, count }: Act): void {
  const panel = panels[who];
  if (!panel) throw new Error('No such panel.');
  for (let i = 0; i < count; i += 1) {
    if (what === 'add') bridge.add();
    else if (what === 'catch up') panel.catchUp();
    else if (what === 'news') panel.takeNews();
    // One message each: what a pair that is opened meanwhile brings comes later.
    else if (what === 'to panel') for (const pair of [...panel.pairs]) pair.deliver('panel');
    else if (what === 'to bridge') for (const pair of panel.pairs) pair.deliver('bridge');
    else if (what === 'drop') panel.pairs.at(-1)?.drop();
    else if (what === 'drop deaf') panel.pairs.at(-1)?.drop('bridge');
    else if (what === 'hello') panel.greet();
    else if (what === 'time') panel.passTime();
    else if (what === 'clear') panel.link.clear();
    else if (what === 'send') panel.send(false);
    else if (what === 'refused') panel.send(true);
    // Panels of two minds never come to rest: whoever hears a hello has its wish.
    else if (what === 'record') for (const one of panels) one.record();
    else if (what === 'restart') panel.restart();
    else if (what === 'hide') bridge.hide();
    else bridge.show();
  }
}

/** Delivers everything, passes time, and says hello, as a panel does at the next navigation. */
function comeToRest({ bridge, panels }: ReturnType<typeof makeTab>): void {
  const settle = () => {
    for (let moved = true; moved; ) {
      moved = false;
      for (const panel of panels) {
        for (const pair of panel.pairs) {
          while (pair.deliver('bridge') || pair.deliver('panel')) moved = true;
        }
        if (panel.takeNews()) moved = true;
      }
    }
  };
  bridge.show();
  settle();
  for (const panel of panels) panel.greet();
  settle();
  while (panels.some((panel) => panel.passTime())) settle();
}

function expectComplete(tab: ReturnType<typeof makeTab>): void {
  const { record } = tab.bridge;
  for (const panel of tab.panels) {
    expect(panel.link.hops()).toEqual([{ info: INFO, state: 'live', present: true }]);
    const got = new Set(panel.got);
    expect(record.held.filter(({ n }) => !got.has(n))).toEqual([]);
    expect(panel.got.length + panel.lost).toBe(record.last);
  }
}

/** Commands were obeyed once, in their order, and refusals reported once, where the channel lived to the end. */
function expectObeyed({ bridge, panels }: ReturnType<typeof makeTab>): void {
  expect(new Set(bridge.commands).size).toBe(bridge.commands.length);
  for (const { sent, refused, channels } of panels) {
    const refs = sent.map(({ ref }) => ref);
    expect(bridge.commands.filter((ref) => refs.includes(ref))).toEqual(
      refs.filter((ref) => bridge.commands.includes(ref)),
    );
    expect(new Set(refused).size).toBe(refused.length);
    for (const one of sent) {
      if (refused.includes(one.ref))
        expect([one.refused, bridge.commands]).toEqual([true, expect.arrayContaining([one.ref])]);
      if (one.channel !== channels) continue;
      expect(bridge.commands).toContain(one.ref);
      expect(refused.includes(one.ref)).toBe(one.refused);
    }
  }
}

describe('the link, whatever happens', () => {
  test('what is held arrives once and in order, and what was trimmed or cleared is counted', PATIENCE, () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80 }), fc.constantFrom(2, 5, 1_000), (acts, most) => {
        const tab = makeTab(most);
        for (const one of acts) run(tab, one);
        comeToRest(tab);
        expectComplete(tab);
        tab.bridge.add();
        comeToRest(tab);
        expectComplete(tab);
      }),
      RUNS,
    );
  });

  test('as long as nothing is trimmed or cleared, nothing is lost', PATIENCE, () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 80 }), (acts) => {
        const tab = makeTab(Number.POSITIVE_INFINITY);
        for (const one of acts) if (one.do !== 'clear') run(tab, one);
        comeToRest(tab);
        for (const panel of tab.panels) {
          expect(panel.lost).toBe(0);
          expect(panel.got).toEqual(Array.from({ length: tab.bridge.record.last }, (_, index) => index + 1));
        }
      }),
      RUNS,
    );
  });

  test('orders that a cut road lost are obeyed, all others too, and each once', PATIENCE, () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 80 }), (acts) => {
        const tab = makeTab(1_000);
        for (const one of acts) run(tab, one);
        comeToRest(tab);
        expectObeyed(tab);
        // A panel that was opened anew wishes what the other one may not.
        const wasClosed = acts.some((one) => one.do === 'restart');
        if (!wasClosed) for (const panel of tab.panels) expect(tab.bridge.recording).toBe(panel.recording);
      }),
      RUNS,
    );
  });

  test('what goes out at pagehide arrives without being asked for', () => {
    const tab = makeTab(1_000);
    for (let i = 0; i < 9; i += 1) tab.bridge.add();
    const [panel] = tab.panels;
    panel?.takeNews();
    const [pair] = panel?.pairs ?? [];
    // Hello, the first pull, the first piece; the second pull is still on its way.
    pair?.deliver('panel');
    pair?.deliver('bridge');
    pair?.deliver('panel');
    expect(panel?.got).toEqual([1, 2]);
    tab.bridge.hide();
    while (pair?.deliver('panel'));
    expect(panel?.got).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(panel?.link.hops()[0]?.state).toBe('ended');
  });
});
