import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { DocumentInfo, EntryHeader } from '../entry/entry.ts';
import { createEntryWriter } from '../entry/header.ts';
import type { Command, FromBridge } from './messages.ts';
import { pullRecord, type StreamEvents } from './panel-end.ts';
import { type Announced, createTabLink } from './tab.ts';
import { type MemoryPair, memoryPair } from './testdata/memory.ts';

const write = createEntryWriter();
const entryText = (header: EntryHeader, body: string) => write(header.n, header, body);

const info = (document: string, more: Partial<DocumentInfo> = {}): DocumentInfo => ({
  document,
  url: 'u',
  origin: 'o',
  title: 't',
  path: 'top',
  target: null,
  timeOrigin: 1,
  ...more,
});
const COMMAND: Command = {
  ref: 'wwe-devtools-x-1',
  verb: 'request',
  name: 'agent.get',
  parameters: null,
  to: null,
  withoutOrigin: false,
};

/** The text of entries `first`…`last`. */
function piece(after: number, first: number, last: number): FromBridge {
  const header = { t: 1, sort: 'wire', kind: 'event', name: '', ref: '', peer: '', origin: '', path: '' } as const;
  const texts = [];
  for (let n = first; n <= last; n += 1) texts.push(entryText({ n, ...header }, `${n}`));
  return { t: 'piece', after, first, last, text: texts.join('\n') };
}

/** A bridge's end in the test's hands. */
function bridgeOf(pair: MemoryPair) {
  const heard: unknown[] = [];
  pair.bridge.onMessage((message) => heard.push(message));
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
  };
}

function setUp() {
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
    onHops: vi.fn(),
  };
  let hear: (announced: Announced) => void = () => {};
  const hello = vi.fn(() => Promise.resolve(true));
  const link = createTabLink(
    {
      hello,
      onAnnounced: (listener) => {
        hear = listener;
      },
      later(run, delay, signal) {
        expect([delay, signal]).toEqual([2_000, abort.signal]);
        timers.push(run);
      },
      now: () => 99,
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
      hear({ announcement: { wwe: 'announce', info: info(document, more), seen }, connect });
      return bridges.at(-1) ?? expect.fail('not connected');
    },
    passTime() {
      for (const run of timers.splice(0)) run();
    },
    states: () => link.hops().map(({ info, state, present }) => `${info.document} ${state}${present ? '' : ' absent'}`),
  };
}
const hello = (document: string, last = 0): FromBridge => ({ t: 'hello', info: info(document), last });

describe('a document’s way', () => {
  test('watched until it sees WWE, then connected, live and pulled', () => {
    const { link, on, bridges, announce, states } = setUp();
    expect(() => announce('d', false)).toThrow('not connected');
    expect([states(), bridges.length]).toEqual([['d watching'], 0]);
    const bridge = announce('d');
    expect([states(), bridge.taken()]).toEqual([['d connecting'], []]);
    bridge.say(hello('d', 3));
    expect(states()).toEqual(['d live']);
    expect(on.onDocument).toHaveBeenCalledExactlyOnceWith(info('d'));
    expect(bridge.taken()).toEqual([{ t: 'pull', after: 0, max: 256 * 1024 }]);
    bridge.say(piece(0, 1, 3));
    expect(bridge.taken()).toMatchObject([{ t: 'pull', after: 3 }]);
    bridge.say({ t: 'more' });
    expect(bridge.taken()).toMatchObject([{ t: 'pull', after: 3 }]);
    expect(on.onEntries.mock.calls.map(([document, entries]) => [document, entries.length])).toEqual([['d', 3]]);
    expect(link.hops()[0]?.info).toEqual(info('d'));
  });

  test('what was trimmed or cannot be read is counted; what came before is not taken again', () => {
    const { on, announce } = setUp();
    const bridge = announce('d');
    bridge.say(hello('d'), piece(0, 4, 5), { ...piece(5, 6, 6), text: 'nonsense' } as FromBridge, piece(3, 5, 8));
    expect(on.onLost.mock.calls).toEqual([
      ['d', 3],
      ['d', 1],
    ]);
    expect(on.onEntries.mock.calls.map(([, entries]) => entries.map(({ n }: { n: number }) => n))).toEqual([
      [4, 5],
      [7, 8],
    ]);
    bridge.say({ t: 'piece', after: 8, first: 12, last: 11, text: '' });
    expect(on.onLost).toHaveBeenLastCalledWith('d', 3);
  });

  test('says goodbye, comes back, and goes on where it was', () => {
    const { on, announce, states } = setUp();
    const first = announce('d');
    first.say(hello('d'), piece(0, 1, 2), { t: 'bye', at: 50 });
    expect([states(), on.onEnded.mock.calls]).toEqual([['d ended absent'], [['d', 50]]]);
    const second = announce('d');
    expect([second === first, states()]).toEqual([false, ['d connecting']]);
    second.say(hello('d', 2));
    expect(second.taken()).toMatchObject([{ t: 'pull', after: 2 }]);
  });

  test('a cut road ends it at the time of now', () => {
    const { on, announce, states } = setUp();
    const { pair } = announce('d');
    pair.drop();
    pair.settle();
    expect([states(), on.onEnded.mock.calls]).toEqual([['d ended absent'], [['d', 99]]]);
  });

  test('once it ended, an announcement that saw nothing makes it watched again', () => {
    const { announce, states } = setUp();
    announce('d').say(hello('d'), { t: 'bye', at: 50 });
    announce('d', false);
    expect(states()).toEqual(['d watching']);
  });

  test('announced twice, it is connected once', () => {
    const { bridges, announce } = setUp();
    announce('d').say(hello('d'));
    announce('d');
    announce('d', true, { path: 'top/3' });
    expect(bridges).toHaveLength(1);
  });

  test('the link goes down with its signal', () => {
    const { link, abort, announce } = setUp();
    const { pair } = announce('d');
    const cut = vi.fn();
    pair.bridge.onClose(cut);
    abort.abort();
    pair.settle();
    expect([cut.mock.calls.length, link.hops()]).toEqual([1, []]);
  });
});

describe('silence', () => {
  test('no answer in time: silent; announced again: connected anew, and live', () => {
    const { bridges, announce, passTime, states } = setUp();
    const first = announce('d');
    const cut = vi.fn();
    first.pair.bridge.onClose(cut);
    passTime();
    expect(states()).toEqual(['d silent']);
    const second = announce('d');
    expect([bridges.length, states()]).toEqual([2, ['d connecting']]);
    while (first.pair.deliver('bridge'));
    expect(cut).toHaveBeenCalledOnce();
    second.say(hello('d'));
    passTime();
    expect(states()).toEqual(['d live']);
    first.say(hello('d'), { t: 'bye', at: 1 });
    expect(states()).toEqual(['d live']);
  });

  test('an answer after the time is an answer: the page was busy, or paused', () => {
    const { bridges, announce, passTime, states } = setUp();
    const bridge = announce('d');
    passTime();
    bridge.say(hello('d', 1), piece(0, 1, 1));
    expect([states(), bridges.length]).toEqual([['d live'], 1]);
  });

  test('announced while a connect hangs: tried anew before it is called silent', () => {
    const { bridges, announce, passTime, states } = setUp();
    announce('d');
    announce('d');
    expect(bridges).toHaveLength(1);
    passTime();
    expect([bridges.length, states()]).toEqual([2, ['d connecting']]);
    passTime();
    expect([bridges.length, states()]).toEqual([2, ['d silent']]);
  });

  test('what is live or ended in time is not called silent', () => {
    const { announce, passTime, states } = setUp();
    announce('a').say(hello('a'));
    announce('b').say({ t: 'bye', at: 1 });
    passTime();
    expect(states()).toEqual(['a live', 'b ended absent']);
  });
});

describe('hello', () => {
  test('whoever does not answer is not there; whoever is connected is', async () => {
    const { link, hello: said, announce, states } = setUp();
    announce('live').say(hello('live'));
    announce('gone').say(hello('gone'), { t: 'bye', at: 1 });
    await expect(link.hello()).resolves.toBe(true);
    expect(said).toHaveBeenCalledOnce();
    expect(states()).toEqual(['live live', 'gone ended absent']);
  });

  test('frames that saw nothing of WWE do not pile up from page to page', () => {
    const { link, on, announce, states } = setUp();
    for (const name of ['a', 'b']) {
      try {
        announce(name, false);
      } catch {
        // Not connected, as it should be.
      }
    }
    const told = on.onHops.mock.calls.length;
    void link.hello();
    expect(states()).toEqual([]);
    expect(on.onHops.mock.calls.length).toBeGreaterThan(told);
  });
});

describe('commands, recording, clearing, forgetting', () => {
  test('a command goes to a connected document, and a refusal comes back', () => {
    const { link, on, announce } = setUp();
    const bridge = announce('d');
    bridge.say(hello('d'));
    bridge.taken();
    expect(link.send('d', COMMAND)).toBe(true);
    expect(bridge.taken()).toEqual([{ t: 'send', command: COMMAND }]);
    bridge.say({ t: 'refused', ref: COMMAND.ref, why: 'not verified', detail: 'x' });
    expect(on.onRefused).toHaveBeenCalledExactlyOnceWith(COMMAND.ref, 'not verified', 'x');
  });

  test('a document that is only watched is connected for it', () => {
    const { link, bridges, announce } = setUp();
    expect(() => announce('d', false)).toThrow();
    expect(link.send('d', COMMAND)).toBe(true);
    expect(bridges[0]?.taken()).toEqual([{ t: 'send', command: COMMAND }]);
  });

  test('not connected: unknown, ended, silent', () => {
    const { link, announce, passTime } = setUp();
    const silent = announce('silent');
    passTime();
    announce('ended').say({ t: 'bye', at: 1 });
    expect(['nobody', 'ended', 'silent'].map((document) => link.send(document, COMMAND))).toEqual([
      false,
      false,
      false,
    ]);
    expect(silent.taken()).toEqual([]);
  });

  test('recording off reaches all, later ones too, and their past is not taken', () => {
    const { link, announce } = setUp();
    const early = announce('early');
    early.say(hello('early'));
    early.taken();
    link.record(false);
    expect(early.taken()).toEqual([{ t: 'record', on: false }]);
    const late = announce('late');
    late.say(hello('late', 7));
    expect(late.taken()).toMatchObject([
      { t: 'record', on: false },
      { t: 'pull', after: 7 },
    ]);
    link.record(true);
    expect([early.taken(), late.taken()]).toEqual([[{ t: 'record', on: true }], [{ t: 'record', on: true }]]);
    const latest = announce('latest');
    latest.say(hello('latest', 7));
    expect(latest.taken()).toMatchObject([{ t: 'pull', after: 0 }]);
  });

  test('clear reaches all records', () => {
    const { link, announce } = setUp();
    const bridge = announce('d');
    link.clear();
    expect(bridge.taken()).toEqual([{ t: 'clear' }]);
  });

  test('forgotten, it is closed, and begins anew if it shows up again', () => {
    const { link, announce, states } = setUp();
    const bridge = announce('d');
    bridge.say(hello('d'), piece(0, 1, 4));
    const cut = vi.fn();
    bridge.pair.bridge.onClose(cut);
    link.forget('d');
    link.forget('never seen');
    bridge.pair.settle();
    expect([cut.mock.calls.length, states()]).toEqual([1, []]);
    const again = announce('d');
    again.say(hello('d', 4));
    expect(again.taken()).toMatchObject([{ t: 'pull', after: 0 }]);
  });
});

describe('messages of any shape', () => {
  const text = fc.oneof(fc.string(), fc.constant('hello'), fc.constant('piece'));
  const shaped = fc.record(
    {
      t: fc.oneof(fc.constantFrom('hello', 'more', 'piece', 'refused', 'bye', 'constructor'), fc.anything()),
      info: fc.oneof(fc.constant(info('d')), fc.anything()),
      last: fc.oneof(fc.nat(), fc.anything()),
      after: fc.oneof(fc.nat(), fc.anything()),
      first: fc.oneof(fc.nat(), fc.anything()),
      text: fc.oneof(text, fc.anything()),
      ref: fc.oneof(text, fc.anything()),
      why: fc.oneof(fc.constant('no window'), fc.anything()),
      detail: fc.oneof(text, fc.anything()),
      at: fc.oneof(fc.double(), fc.anything()),
    },
    { requiredKeys: [] },
  );

  const valid = fc.record({
    t: fc.constant('piece'),
    after: fc.nat(20),
    first: fc.nat(20),
    last: fc.nat(20),
    text: fc.constant(''),
  });

  test('never throw, and move the cursor only forward, by whole numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(shaped, valid, fc.anything())), (messages) => {
        let hear: (message: unknown) => void = () => {};
        const cursors = [5];
        const events: StreamEvents = {
          onHello: ({ document }) => expect(document).toBeTypeOf('string'),
          wantsPast: () => true,
          onEntries: (entries) => expect(entries.length).toBeGreaterThan(0),
          onLost: (count) => expect(count).toBeGreaterThan(0),
          onSkipped: (through) => expect(through).toBeTypeOf('number'),
          onRefused: (ref, _why, detail) => expect([typeof ref, typeof detail]).toEqual(['string', 'string']),
          onEnd: (at) => expect(at).toBeTypeOf('number'),
        };
        const channel = {
          post() {},
          onMessage(listener: typeof hear) {
            hear = listener;
          },
          onClose() {},
          close() {},
        };
        pullRecord(channel, 5, (after) => cursors.push(after), events);
        for (const message of messages) hear(message);
        expect(cursors.every(Number.isSafeInteger)).toBe(true);
        expect(cursors).toEqual([...cursors].sort((a, b) => a - b));
      }),
    );
  });

  test('a tab fed with them lives on', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(shaped, fc.jsonValue())), (messages) => {
        const { announce, states } = setUp();
        const bridge = announce('d');
        for (const message of messages) bridge.say(message as FromBridge);
        const again = announce('e');
        again.say(hello('e'));
        expect(states()).toContain('e live');
      }),
    );
  });
});
