/** A tab's link with bridges and a clock in the test's hands. */
import { expect, vi } from 'vitest';
import type { DocumentInfo } from '../../entry/entry.ts';
import { writeEntry } from '../../entry/header.ts';
import type { Done, FromBridge, FromPanel, OrphanMessage } from '../link-messages.ts';
import { createTabLink } from '../tab.ts';
import type { TabListener } from '../tab-transport.ts';
import { type MemoryPair, memoryPair } from './memory.ts';

export const info = (document: string, more: Partial<DocumentInfo> = {}): DocumentInfo => ({
  document,
  url: 'u',
  origin: 'o',
  title: 't',
  path: 'top',
  target: null,
  timeOrigin: 1,
  ...more,
});

/** The text of entries `first`…`last`. */
export function piece(after: number, first: number, last: number): FromBridge {
  const header = { t: 1, sort: 'wire', kind: 'event', name: '', ref: '', peer: '', origin: '', path: '' } as const;
  const texts = [];
  for (let n = first; n <= last; n += 1) texts.push(writeEntry(n, header, `${n}`));
  return { t: 'piece', after, first, last, text: texts.join('\n') };
}

/** A bridge's end in the test's hands. */
export function bridgeOf(pair: MemoryPair) {
  const heard: FromPanel[] = [];
  pair.bridge.onMessage((message) => heard.push(message as FromPanel));
  return {
    pair,
    say(...messages: FromBridge[]) {
      for (const message of messages) pair.bridge.post(message);
      while (pair.deliver('panel'));
    },
    /** What the panel said, and forgets it. */
    taken() {
      while (pair.deliver('bridge'));
      return heard.splice(0);
    },
    /** What the panel said, an order said again only once, and forgets it. */
    takenOnce() {
      const ids = new Set<string>();
      return this.taken().filter((one) => one.t !== 'order' || (!ids.has(one.id) && ids.add(one.id)));
    },
  };
}

export function setUp() {
  const abort = new AbortController();
  const bridges: ReturnType<typeof bridgeOf>[] = [];
  const timers: (() => void)[] = [];
  const on = {
    onPresent: vi.fn(),
    onDocument: vi.fn(),
    onEntries: vi.fn(),
    onLost: vi.fn(),
    onSkipped: vi.fn(),
    onEnded: vi.fn(),
    onRefused: vi.fn(),
    onCurrent: vi.fn(),
    onClock: vi.fn(),
    onConnections: vi.fn(),
  };
  let ears: TabListener = { announced() {}, backlog() {} };
  let time = 99;
  const wall = { now: 99 };
  const hello = vi.fn(() => Promise.resolve({ reached: true }));
  const link = createTabLink(
    {
      mark: 'panel',
      hello,
      listen(on, signal) {
        expect(signal).toBe(abort.signal);
        ears = on;
      },
      later(run, delay, signal) {
        expect([delay, signal]).toEqual([2_000, abort.signal]);
        timers.push(run);
      },
      now: () => time,
      wall: () => wall.now,
    },
    on,
    abort.signal,
  );
  return {
    link,
    on,
    abort,
    bridges,
    hello,
    announce(document: string, seen = true, more: Partial<DocumentInfo> = {}) {
      const connect = () => {
        const pair = memoryPair();
        bridges.push(bridgeOf(pair));
        return pair.panel;
      };
      ears.announced({ announcement: { wwe: 'announce', info: info(document, more), seen }, connect });
      return bridges.at(-1) ?? expect.fail('not connected');
    },
    backlog: (document: string, ...messages: FromBridge[]) =>
      ears.backlog({ wwe: 'backlog', document, isKept: false, messages }),
    orphan: (known: Pick<OrphanMessage, 'origin' | 'url'>, document: string, ...messages: FromBridge[]) =>
      ears.backlog({ wwe: 'backlog', document, isKept: false, messages }, { wwe: 'orphan', ...known, message: null }),
    restOfKept: (document: string, ...messages: FromBridge[]) =>
      ears.backlog({ wwe: 'backlog', document, isKept: true, messages }),
    /** The wall clock is set, or goes on while the computer sleeps. */
    jump(ms: number) {
      wall.now += ms;
    },
    passTime(ms = 0) {
      wall.now += ms;
      time += ms;
      for (const run of timers.splice(0)) run();
    },
    states: () =>
      link
        .connections()
        .map(({ info, state, present, isIncomplete }) =>
          [info.document, state, present ? '' : 'absent', isIncomplete ? 'cut off' : ''].filter(Boolean).join(' '),
        ),
  };
}
/** What a bridge says first. */
export const hello = (document: string, last = 0, recording = true, kept = 0): FromBridge => ({
  t: 'hello',
  info: info(document),
  last,
  recording,
  kept,
});
/** The confirmation of an order that came. */
export function done(order: FromPanel | undefined, what: Done): FromBridge {
  if (order?.t !== 'order') throw new Error('No order came.');
  return { t: 'done', id: order.id, done: what };
}
