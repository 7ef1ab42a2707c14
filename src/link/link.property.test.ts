/**
 * The whole link as one model: a document's record, its bridge's ends, and two panels, whatever happens between them.
 * No entry that the record still held is lost, none comes twice, order is kept, and what is lost is counted exactly.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DocumentInfo, EntryHeader } from '../entry/entry.ts';
import { createEntryWriter } from '../entry/header.ts';
import { type RecordSource, type Served, serveRecord } from './bridge-end.ts';
import type { Announcement, FromPanel } from './messages.ts';
import { type Announced, createTabLink, type TabLink } from './tab.ts';
import { type MemoryPair, memoryPair } from './testdata/memory.ts';

const write = createEntryWriter();
const entryText = (header: EntryHeader, body: string) => write(header.n, header, body);

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

/** The simplest record there can be. */
class Kept implements RecordSource {
  last = 0;
  held: { readonly n: number; readonly text: string }[] = [];
  constructor(private readonly most: number) {}

  add(): void {
    this.last += 1;
    const header = { t: 1, sort: 'wire', kind: 'event', name: '', ref: '', peer: '', origin: '', path: '' } as const;
    this.held.push({ n: this.last, text: entryText({ n: this.last, ...header }, `"body ${this.last}"`) });
    if (this.held.length > this.most) this.held.shift();
  }

  /** Two entries at most a piece, so that many pieces are on their way. */
  piece(after: number) {
    const rest = this.held.filter(({ n }) => n > after).slice(0, 2);
    const [first, second] = rest;
    if (!first) return null;
    return { first: first.n, last: (second ?? first).n, text: rest.map(({ text }) => text).join('\n') };
  }
}

/** The document with its bridge. In the back/forward cache (`hidden`) it neither hears nor says anything. */
class Bridge {
  hidden = false;
  readonly served = new Map<MemoryPair, Served>();
  constructor(
    readonly record: Kept,
    readonly announce: (announcement: Announcement) => void,
  ) {}

  add(): void {
    this.record.add();
    for (const one of this.served.values()) one.added();
  }

  connect(pair: MemoryPair): void {
    if (this.hidden) return;
    const one = serveRecord(pair.bridge, this.record);
    this.served.set(pair, one);
    pair.bridge.onMessage((raw) => {
      const message = raw as FromPanel;
      if (message.t === 'pull') one.pull(message.after, message.max);
      if (message.t === 'clear') {
        this.record.held = [];
        one.post({ t: 'cleared', last: this.record.last });
      }
    });
    pair.bridge.onClose(() => this.served.delete(pair));
    one.post({ t: 'hello', info: INFO, last: this.record.last });
  }

  hide(): void {
    this.hidden = true;
    for (const [pair, one] of this.served) {
      one.flush();
      one.post({ t: 'bye', at: 5 });
      pair.bridge.close();
    }
    this.served.clear();
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

/** A panel, and what came to it since it was opened. */
class Panel {
  link: TabLink;
  got: number[] = [];
  lost = 0;
  pairs: MemoryPair[] = [];
  private news: Announcement[] = [];
  private timers: (() => void)[] = [];
  private hear: (announced: Announced) => void = () => {};
  private life = new AbortController();

  constructor(private readonly bridge: () => Bridge) {
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
    return createTabLink(
      {
        hello: async () => {
          this.bridge().say();
          return true;
        },
        onAnnounced: (listener) => {
          this.hear = listener;
        },
        later: (run) => void this.timers.push(() => signal.aborted || run()),
        now: () => 9,
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
        onRefused() {},
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
    if (announcement) this.hear({ announcement, connect: () => this.open() });
    return announcement !== undefined;
  }

  passTime(): boolean {
    const due = this.timers.splice(0);
    for (const run of due) run();
    return due.length > 0;
  }

  private open() {
    const pair = memoryPair();
    this.pairs.push(pair);
    this.bridge().connect(pair);
    return pair.panel;
  }
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
    arbitrary: fc.record({ do: fc.constantFrom('drop', 'drop deaf', 'hello', 'time'), who, count: fc.constant(1) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('clear', 'restart', 'hide', 'show'), who, count: fc.constant(1) }),
  },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function makeTab(most: number) {
  const bridge: Bridge = new Bridge(new Kept(most), (announcement) => {
    for (const panel of panels) panel.tell(announcement);
  });
  const panels: Panel[] = [];
  panels.push(new Panel(() => bridge), new Panel(() => bridge));
  for (const panel of panels) panel.greet();
  return { bridge, panels };
}

function run({ bridge, panels }: ReturnType<typeof makeTab>, { do: what, who, count }: Act): void {
  const panel = panels[who];
  if (!panel) throw new Error('No such panel.');
  for (let i = 0; i < count; i += 1) {
    if (what === 'add') bridge.add();
    else if (what === 'news') panel.takeNews();
    else if (what === 'to panel') for (const pair of panel.pairs) pair.deliver('panel');
    else if (what === 'to bridge') for (const pair of panel.pairs) pair.deliver('bridge');
    else if (what === 'drop') panel.pairs.at(-1)?.drop();
    else if (what === 'drop deaf') panel.pairs.at(-1)?.drop('bridge');
    else if (what === 'hello') panel.greet();
    else if (what === 'time') panel.passTime();
    else if (what === 'clear') panel.link.clear();
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
