/** What the model of the whole link (`src/relay/chain.property.test.ts`) found, one by one. */
import { expect, test, vi } from 'vitest';
import type { Channel, FromBridge } from './link-messages.ts';
import { createTabLink } from './tab.ts';
import type { TabListener } from './tab-transport.ts';
import { COMMAND } from './testdata/command.ts';

const INFO = { document: 'd', url: 'u', origin: 'o', title: 't', path: 'top', target: null, timeOrigin: 1 };
const HELLO: FromBridge = { t: 'hello', info: INFO, last: 0, recording: true, kept: 0 };

/** A transport that can be cut without a word: like a port of some browsers, it says so only when something is posted. */
class Transport {
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
  const transports: Transport[] = [];
  const timers: (() => void)[] = [];
  const ears: { on: TabListener } = { on: { announced() {}, backlog() {} } };
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
      onConnections() {},
    },
    abort.signal,
  );
  return {
    link,
    abort,
    transports,
    time,
    hello,
    onEnded,
    onLost,
    onSkipped,
    backlog: (...messages: FromBridge[]) =>
      ears.on.backlog({ wwe: 'backlog', document: INFO.document, isKept: false, messages }),
    announce(seen = true): Transport {
      const connect = () => {
        const transport = new Transport();
        transports.push(transport);
        return transport.channel;
      };
      ears.on.announced({ announcement: { wwe: 'announce', info: INFO, seen }, connect });
      return transports.at(-1) ?? new Transport();
    },
    passTime() {
      for (const run of timers.splice(0)) run();
    },
    state: () => link.connections()[0]?.state,
  };
}

test('closed over a transport that was cut unheard, the panel does not connect anew', () => {
  const { abort, transports, announce } = setUp();
  const transport = announce();
  announce();
  transport.isCut = true;
  abort.abort();
  expect(transports).toHaveLength(1);
});

test('connected anew, the transport before is not mended besides: entries would come twice', () => {
  const { transports, announce, passTime, onEnded } = setUp();
  const transport = announce();
  announce();
  transport.isCut = true;
  passTime();
  expect([transports.length, onEnded.mock.calls]).toEqual([2, []]);
});

test('a command over a transport that was cut unheard was not sent', () => {
  const { link, announce, state } = setUp();
  const transport = announce();
  transport.say(HELLO);
  expect(link.send('d', COMMAND)).toBe(true);
  transport.isCut = true;
  expect([link.send('d', COMMAND), state()]).toEqual([false, 'ended']);
});

test('back from the back/forward cache, and announced before its goodbye came: asked again, and live', () => {
  const { transports, time, hello, announce, state } = setUp();
  const transport = announce();
  transport.say(HELLO);
  time.now = 300;
  announce();
  transport.say({ t: 'bye', at: 200, last: 0, kept: 0 });
  expect([state(), hello.mock.calls.length]).toEqual(['ended', 1]);
  announce();
  transports.at(-1)?.say(HELLO);
  expect([state(), transports.length]).toEqual(['live', 2]);
});

test('a goodbye after the last announcement is one: nobody is asked', () => {
  const { time, hello, announce } = setUp();
  const transport = announce();
  time.now = 300;
  transport.say(HELLO, { t: 'bye', at: 200, last: 0, kept: 0 });
  expect(hello).not.toHaveBeenCalled();
});

test('connected once, a document that is only watched now keeps its place through every greeting', () => {
  const { link, transports, announce } = setUp();
  const transport = announce();
  transport.say(HELLO, { t: 'piece', after: 0, first: 1, last: 1, text: '' }, { t: 'bye', at: 200, last: 0, kept: 0 });
  announce(false);
  void link.hello();
  announce(false);
  void link.hello();
  announce();
  transports.at(-1)?.say(HELLO);
  expect(transports.map(({ pulls }) => pulls)).toEqual([[0, 1], [1]]);
});

test('what was left behind for another panel begins where that one was: to this one, what came before is lost', () => {
  const { announce, backlog, onLost, onSkipped } = setUp();
  announce(false);
  backlog(
    { t: 'piece', after: 3, first: 4, last: 4, text: '[4,1,"wire","event","","","","",""]\n1' },
    { t: 'bye', at: 200, last: 0, kept: 0 },
  );
  expect([onLost.mock.calls, onSkipped.mock.calls]).toEqual([[['d', 3]], []]);
});
