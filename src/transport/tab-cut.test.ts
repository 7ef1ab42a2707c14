/** What the model of the whole link (`src/relay/chain.property.test.ts`) found, one by one. */
import { expect, test, vi } from 'vitest';
import type { Channel, FromBridge } from './link-messages.ts';
import { createTabLink } from './tab.ts';
import type { TabListener } from './tab-transport.ts';
import { COMMAND } from './testdata/command.ts';

const INFO = { document: 'd', url: 'u', origin: 'o', title: 't', path: 'top', target: null, timeOrigin: 1 };
const HELLO: FromBridge = { t: 'hello', info: INFO, last: 0, recording: true, kept: 0 };

/** A road that can be cut without a word: like a port of some browsers, it says so only when something is posted. */
class Road {
  isCut = false;
  /** From where it was pulled. */
  readonly pulls: number[] = [];
  private readonly hearers: ((message: unknown) => void)[] = [];
  private readonly closers: (() => void)[] = [];
  readonly channel: Channel = {
    post: (message) => {
      if (message.t === 'pull') this.pulls.push(message.after);
      if (this.isCut) for (const closer of this.closers) closer();
    },
    onMessage: (listener) => void this.hearers.push(listener),
    onClose: (listener) => void this.closers.push(listener),
    close() {},
  };

  say(...messages: FromBridge[]): void {
    for (const message of messages) for (const hear of this.hearers) hear(message);
  }
}

function setUp() {
  const abort = new AbortController();
  const roads: Road[] = [];
  const timers: (() => void)[] = [];
  const ears: { on: TabListener } = { on: { announced() {}, rest() {} } };
  const time = { now: 100 };
  const onEnded = vi.fn();
  const onLost = vi.fn();
  const onSkipped = vi.fn();
  const hello = vi.fn(() => Promise.resolve({ reached: true }));
  const link = createTabLink(
    {
      mark: 'panel',
      hello,
      listen: (on) => {
        ears.on = on;
      },
      later: (run) => void timers.push(run),
      now: () => time.now,
      wall: () => time.now,
    },
    {
      onPresent() {},
      onDocument() {},
      onEntries() {},
      onLost,
      onSkipped,
      onEnded,
      onRefused() {},
      onClock() {},
      onCurrent() {},
      onHops() {},
    },
    abort.signal,
  );
  return {
    link,
    abort,
    roads,
    time,
    hello,
    onEnded,
    onLost,
    onSkipped,
    rest: (...messages: FromBridge[]) =>
      ears.on.rest({ wwe: 'rest', document: INFO.document, isKept: false, messages }),
    announce(seen = true): Road {
      const connect = () => {
        const road = new Road();
        roads.push(road);
        return road.channel;
      };
      ears.on.announced({ announcement: { wwe: 'announce', info: INFO, seen }, connect });
      return roads.at(-1) ?? new Road();
    },
    passTime() {
      for (const run of timers.splice(0)) run();
    },
    state: () => link.hops()[0]?.state,
  };
}

test('closed over a road that was cut unheard, the panel does not connect anew', () => {
  const { abort, roads, announce } = setUp();
  const road = announce();
  announce();
  road.isCut = true;
  abort.abort();
  expect(roads).toHaveLength(1);
});

test('connected anew, the road before is not mended besides: entries would come twice', () => {
  const { roads, announce, passTime, onEnded } = setUp();
  const road = announce();
  announce();
  road.isCut = true;
  passTime();
  expect([roads.length, onEnded.mock.calls]).toEqual([2, []]);
});

test('a command over a road that was cut unheard was not sent', () => {
  const { link, announce, state } = setUp();
  const road = announce();
  road.say(HELLO);
  expect(link.send('d', COMMAND)).toBe(true);
  road.isCut = true;
  expect([link.send('d', COMMAND), state()]).toEqual([false, 'ended']);
});

test('back from the back/forward cache, and announced before its goodbye came: asked again, and live', () => {
  const { roads, time, hello, announce, state } = setUp();
  const road = announce();
  road.say(HELLO);
  time.now = 300;
  announce();
  road.say({ t: 'bye', at: 200, last: 0, kept: 0 });
  expect([state(), hello.mock.calls.length]).toEqual(['ended', 1]);
  announce();
  roads.at(-1)?.say(HELLO);
  expect([state(), roads.length]).toEqual(['live', 2]);
});

test('a goodbye after the last announcement is one: nobody is asked', () => {
  const { time, hello, announce } = setUp();
  const road = announce();
  time.now = 300;
  road.say(HELLO, { t: 'bye', at: 200, last: 0, kept: 0 });
  expect(hello).not.toHaveBeenCalled();
});

test('connected once, a document that is only watched now keeps its place through every greeting', () => {
  const { link, roads, announce } = setUp();
  const road = announce();
  road.say(HELLO, { t: 'piece', after: 0, first: 1, last: 1, text: '' }, { t: 'bye', at: 200, last: 0, kept: 0 });
  announce(false);
  void link.hello();
  announce(false);
  void link.hello();
  announce();
  roads.at(-1)?.say(HELLO);
  expect(roads.map(({ pulls }) => pulls)).toEqual([[0, 1], [1]]);
});

test('what was left behind for another panel begins where that one was: to this one, what came before is lost', () => {
  const { announce, rest, onLost, onSkipped } = setUp();
  announce(false);
  rest(
    { t: 'piece', after: 3, first: 4, last: 4, text: '[4,1,"wire","event","","","","",""]\n1' },
    { t: 'bye', at: 200, last: 0, kept: 0 },
  );
  expect([onLost.mock.calls, onSkipped.mock.calls]).toEqual([[['d', 3]], []]);
});
