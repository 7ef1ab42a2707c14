import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { encode } from '../entry/encode.ts';
import { readPiece } from '../entry/header.ts';
import type { Command } from '../transport/link-messages.ts';
import { done, EVENT, info, numbers, order, setUp, WWE } from './testdata/bridge.ts';
import { FakeMutations, FakePort } from './testdata/runtime.ts';
import { FakeWindow } from './testdata/windows.ts';

beforeEach(() => vi.stubGlobal('MutationObserver', FakeMutations));
afterEach(() => vi.unstubAllGlobals());

describe('access to sites that is withdrawn', () => {
  const unwatch = (...granted: string[]) => ({ wwe: 'unwatch', granted });

  test.each([
    ['its own site is still granted', unwatch('https://page.example.com/*'), [1]],
    ['every site is', unwatch('*://*/*'), [1]],
    ['only another one is', unwatch('https://wwe.example.com/*'), []],
    ['none is', unwatch(), []],
  ])('%s', (_, message, recorded) => {
    const { hear, tell, connect, listening } = setUp();
    tell(message);
    hear(EVENT);
    expect(listening().length > 0).toBe(recorded.length > 0);
    const port = connect();
    port.say({ t: 'pull', after: 0, max: 1e6 });
    expect(numbers(port.taken())).toEqual(recorded);
  });

  test('while the page was in the back/forward cache, which no message reaches: it ends as it comes back', () => {
    const { hear, fire, rules, listening } = setUp();
    hear(EVENT);
    fire('pagehide', { persisted: true });
    rules.granted = ['https://wwe.example.com/*'];
    fire('pageshow', { persisted: true });
    expect(listening()).toEqual([]);
  });

  test.each([
    ['https://page.example.com', true],
    ['https://other.example.com', false],
  ])('a frame without an origin of its own is of the site that holds it: %s', (holder, stays) => {
    const { tell, listening } = setUp({ readyState: 'loading', age: 0.5, origin: 'null', holders: [holder] });
    tell(unwatch('https://page.example.com/*'));
    expect(listening().length > 0).toBe(stays);
  });
});

describe('announcing', () => {
  test('says nothing by itself, answers hello, and announces when it first sees WWE', () => {
    const { hear, hello, tell, announcements } = setUp();
    expect(announcements()).toEqual([]);
    tell(null);
    tell('hello');
    tell({ wwe: 'announce' });
    expect(announcements()).toEqual([]);
    hello();
    expect(announcements()).toEqual([{ wwe: 'announce', info, seen: false }]);
    hear('not for us');
    expect(announcements()).toEqual([]);
    hear(EVENT);
    hear(EVENT);
    expect(announcements()).toEqual([{ wwe: 'announce', info, seen: true }]);
    hello();
    expect(announcements()).toEqual([{ wwe: 'announce', info, seen: true }]);
  });

  test('tells the address, title and place of now', () => {
    const { top, frame, document, hello, announcements } = setUp();
    top.frames.unshift(new FakeWindow(top));
    document.title = 'Later';
    frame.own = { ...frame.own, location: { href: 'https://page.example.com/b' } };
    hello();
    expect(announcements()[0]?.info).toEqual({
      ...info,
      title: 'Later',
      path: 'top/1',
      url: 'https://page.example.com/b',
    });
  });

  test('an address or a title of a megabyte does not hide the window', () => {
    const { frame, document, hello, announcements } = setUp();
    document.title = 't'.repeat(1_000_000);
    frame.own = { ...frame.own, location: { href: `data:text/html,${'x'.repeat(1_000_000)}` } };
    hello();
    expect(announcements()).toEqual([expect.objectContaining({ seen: false })]);
  });

  test('two windows that began at the same time are two documents', () => {
    const [one, other] = [setUp(), setUp()];
    one.hello();
    other.hello();
    expect(one.announcements()[0]?.info.document).not.toBe(other.announcements()[0]?.info.document);
  });

  test.each([
    ['complete', 1_000.5, 2_000.5],
    ['complete', 1_000, undefined],
    ['interactive', 5_000, undefined],
    ['loading', 0.5, undefined],
  ])('begun in a page that is %s, %d ms old: watched since %s', (readyState, age, since) => {
    const page = { readyState, age };
    const { document, hello, connect, announcements } = setUp(page);
    // When it began counts, not when it tells.
    page.age = 9_000;
    document.readyState = 'complete';
    hello();
    expect(announcements().map((one) => one.info.since)).toEqual([since]);
    expect(connect().taken()).toEqual([{ t: 'hello', info: { ...info, since }, last: 0, recording: true, kept: 0 }]);
  });

  test('again when it comes back from the back/forward cache and has seen WWE, and only then', () => {
    const { hear, fire, announcements } = setUp();
    fire('pageshow', { persisted: true });
    expect(announcements()).toEqual([]);
    hear(EVENT);
    announcements();
    fire('pageshow', { persisted: false });
    expect(announcements()).toEqual([]);
    fire('pageshow', { persisted: true });
    expect(announcements()).toHaveLength(1);
    fire('pageshow', { persisted: true, isTrusted: false });
    expect(announcements()).toEqual([]);
  });
});

describe('the dialogue with a panel', () => {
  test('hello, pull, piece, more', () => {
    const { hear, connect } = setUp();
    hear(EVENT);
    hear(EVENT);
    const port = connect();
    expect(port.taken()).toEqual([{ t: 'hello', info, last: 2, recording: true, kept: 0 }]);
    port.say({ t: 'pull', after: 0, max: 1e6 });
    const [piece] = port.taken();
    expect(piece).toMatchObject({ t: 'piece', after: 0, first: 1, last: 2 });
    expect(numbers([piece ?? null])).toEqual([1, 2]);
    port.say({ t: 'pull', after: 2, max: 1e6 });
    expect(port.taken()).toEqual([]);
    hear(EVENT);
    hear(EVENT);
    expect(numbers(port.taken())).toEqual([3]);
    port.say({ t: 'pull', after: 3, max: 1 });
    expect(numbers(port.taken())).toEqual([4]);
    hear(EVENT);
    hear(EVENT);
    expect(port.taken()).toEqual([]);
    port.say({ t: 'pull', after: 4, max: 1e6 });
    expect(numbers(port.taken())).toEqual([5, 6]);
  });

  test('each panel has a cursor of its own', () => {
    const { hear, connect } = setUp();
    hear(EVENT);
    const [one, two] = [connect(), connect()];
    one.say({ t: 'pull', after: 0, max: 1e6 });
    one.say({ t: 'pull', after: 1, max: 1e6 });
    hear(EVENT);
    expect(one.taken().map((message) => message?.t)).toEqual(['hello', 'piece', 'piece']);
    expect(two.taken().map((message) => message?.t)).toEqual(['hello']);
    two.say({ t: 'pull', after: 0, max: 1e6 });
    expect(numbers(two.taken())).toEqual([1, 2]);
  });

  test('a port of another name is nobody’s', () => {
    const { hear, connect } = setUp();
    for (const name of [
      'something else',
      'wwe-devtools',
      'wwe-devtools 1000.0-old',
      'wwe-devtools 1000.0-old relayed',
    ]) {
      const port = connect(new FakePort(name));
      hear(EVENT);
      port.say({ t: 'pull', after: 0, max: 1e6 });
      expect(port.posted).toEqual([]);
      // Its panel hears that the document it meant is not there any more.
      expect(port.disconnected).toBe(true);
    }
    expect(connect().disconnected).toBe(false);
  });

  test('clear: what was kept is gone, and nobody who asks for it later is told that it is missing', () => {
    const { hear, connect } = setUp();
    hear(EVENT);
    const port = connect();
    port.taken();
    port.say(order({ want: 'clear' }));
    expect(port.taken()).toEqual([done({ was: 'cleared', last: 1 })]);
    port.say({ t: 'pull', after: 0, max: 1e6 });
    expect(port.taken()).toEqual([{ t: 'piece', after: 1, first: 2, last: 1, text: '' }]);
    hear(EVENT);
    port.say({ t: 'pull', after: 1, max: 1e6 });
    expect(numbers(port.taken())).toEqual([2]);
  });

  test('commands go out, are recorded, and a refusal is told with its id', () => {
    const { top, hear, connect } = setUp();
    const port = connect();
    const command: Command = {
      ref: 'wwe-devtools-x-1',
      verb: 'request',
      name: 'agent.setState',
      parameters: encode(['READY']),
      to: null,
      origin: 'https://wwe.example.com',
    };
    port.say(order({ want: 'send', command }));
    expect(port.taken().at(-1)).toEqual(done({ was: 'refused', why: 'origin unknown', detail: '' }));
    hear(EVENT);
    port.say(order({ want: 'send', command }, 'p-2'));
    expect(port.taken()).toEqual([done({ was: 'executed' }, 'p-2')]);
    port.say({ t: 'pull', after: 0, max: 1e6 });
    expect(top.posted).toMatchObject([{ origin: WWE, message: { request: 'agent.setState', parameters: ['READY'] } }]);
    const [piece] = port.taken();
    expect(piece?.t === 'piece' && readPiece(piece.text).entries.map(({ sort }) => sort)).toEqual(['wire', 'command']);
  });

  test('the record can be switched off, and is on again when the last panel left', () => {
    const { hear, connect } = setUp();
    const [one, two] = [connect(), connect()];
    one.say(order({ want: 'record', on: false }, 'p-2'));
    hear(EVENT);
    const three = connect();
    expect(three.taken()).toEqual([{ t: 'hello', info, last: 0, recording: false, kept: 0 }]);
    one.leave();
    hear(EVENT);
    expect(two.taken()).toEqual([{ t: 'hello', info, last: 0, recording: true, kept: 0 }]);
    two.leave();
    // The third is still there.
    const four = connect();
    expect(four.taken()).toEqual([{ t: 'hello', info, last: 0, recording: false, kept: 0 }]);
    three.leave();
    four.leave();
    hear(EVENT);
    expect(connect().taken()).toEqual([{ t: 'hello', info, last: 1, recording: true, kept: 0 }]);
  });

  test('with the last panel, not before, the tool’s own subscriptions end and the record goes on', () => {
    const { top, hear, connect } = setUp();
    hear(EVENT);
    const [one, two] = [connect(), connect()];
    const ref = 'wwe-devtools-x-1';
    const command: Command = {
      ref,
      verb: 'subscribe',
      name: 'interaction',
      parameters: null,
      to: null,
      origin: 'https://wwe.example.com',
    };
    one.say(order({ want: 'send', command }, 'p-1'));
    hear({ userAgent: 'WWE Server', protocolVersion: 2, referenceId: ref, subscriptionId: 9 });
    one.say(order({ want: 'record', on: false }, 'p-2'));
    one.leave();
    expect(top.posted).toHaveLength(1);
    two.leave();
    expect(top.posted.map(({ message }) => Object(message).event)).toEqual(['subscribe', 'unsubscribe']);
    const before = connect().taken()[0];
    hear(EVENT);
    const after = connect().taken()[0];
    expect([before, after].map((hello) => hello?.t === 'hello' && hello.last)).toEqual([3, 4]);
  });
});

describe('going away', () => {
  test('pagehide hands out all that was not yet, says bye, and closes', () => {
    const { hear, fire, connect } = setUp();
    for (let i = 0; i < 5; i += 1) hear({ ...EVENT, data: 'x'.repeat(100_000) });
    const [ahead, behind] = [connect(), connect()];
    ahead.say({ t: 'pull', after: 3, max: 1 });
    ahead.taken();
    behind.taken();
    fire('pagehide');
    const [first, second] = [ahead.taken(), behind.taken()];
    expect([numbers(first), numbers(second)]).toEqual([[5], [1, 2, 3, 4, 5]]);
    expect(second.filter((message) => message?.t === 'piece').length).toBeGreaterThan(1);
    expect([first.at(-1), second.at(-1)]).toEqual([
      { t: 'bye', at: 1_000.5, last: 5, kept: 0 },
      { t: 'bye', at: 1_000.5, last: 5, kept: 0 },
    ]);
    expect([ahead.disconnected, behind.disconnected]).toEqual([true, true]);
    hear(EVENT);
    expect([ahead.posted, behind.posted]).toEqual([[], []]);
  });

  test('counts as the last panel leaving', () => {
    const { hear, fire, connect } = setUp();
    connect().say(order({ want: 'record', on: false }));
    fire('pagehide');
    hear(EVENT);
    expect(connect().taken()).toEqual([{ t: 'hello', info, last: 1, recording: true, kept: 1 }]);
  });

  test('a pagehide that the page made up changes nothing', () => {
    const { hear, fire, connect } = setUp();
    const port = connect();
    port.say({ t: 'pull', after: 0, max: 1e6 });
    port.taken();
    fire('pagehide', { isTrusted: false });
    hear(EVENT);
    expect([numbers(port.taken()), port.disconnected]).toEqual([[1], false]);
  });

  test('document.open takes the listeners away, and the bridge puts them back, once', () => {
    const { hear, listening, rewrite, document, connect } = setUp();
    expect(listening()).toEqual(['message', 'messageerror', 'pagehide', 'pageshow']);
    rewrite();
    expect(listening()).toEqual(['message', 'messageerror', 'pagehide', 'pageshow']);
    document.documentElement = {};
    FakeMutations.run?.();
    hear(EVENT);
    expect(connect().taken()).toEqual([{ t: 'hello', info, last: 1, recording: true, kept: 0 }]);
  });
});

describe('a panel with a port of its own', () => {
  test('is gone when that is closed, word or no word: the record goes on at once', () => {
    const { hear, connect, passTime, fire, leftBehind } = setUp();
    const port = connect();
    port.say({ t: 'pull', after: 0, max: 1e6 });
    port.say(order({ want: 'record', on: false }));
    port.cut();
    expect(passTime()).toEqual([]);
    hear(EVENT);
    expect(connect().taken()).toEqual([{ t: 'hello', info, last: 1, recording: true, kept: 0 }]);
    fire('pagehide');
    expect(leftBehind()).toEqual([]);
  });
});

describe('a panel behind the relay that was cut off', () => {
  test('finds all that it had not pulled left behind, under the document’s name', () => {
    const { hear, fire, connect, connectRelay, leftBehind } = setUp();
    for (let i = 0; i < 3; i += 1) hear(EVENT);
    const port = connectRelay();
    port.say({ t: 'pull', after: 1, max: 1e6 });
    const said = () =>
      leftBehind().map(({ document, isKept, messages }) => {
        expect([document, isKept]).toEqual([info.document, true]);
        return messages;
      });
    port.cut();
    // At once: its process may end before it can say more.
    expect(numbers(said().flat())).toEqual([2, 3]);
    hear(EVENT);
    expect(numbers(said().flat())).toEqual([4]);
    fire('pagehide', { persisted: true });
    const behind = said();
    expect(numbers(behind.flat())).toEqual([2, 3, 4]);
    expect(behind.at(-1)).toEqual([{ t: 'bye', at: 1_000.5, last: 4, kept: 0 }]);
    // To whoever has a port of its own nothing is left behind.
    connect().say({ t: 'pull', after: 0, max: 1e6 });
    fire('pagehide');
    expect(leftBehind()).toEqual([]);
  });

  test('or will be: over a relayed port nothing goes out at pagehide', () => {
    const { hear, fire, connectRelay, leftBehind } = setUp();
    hear(EVENT);
    const port = connectRelay();
    expect(port.taken()).toEqual([{ t: 'hello', info, last: 1, recording: true, kept: 0 }]);
    port.say({ t: 'pull', after: 1, max: 1e6 });
    hear(EVENT);
    port.taken();
    fire('pagehide');
    expect([port.taken(), port.disconnected]).toEqual([[], true]);
    expect(leftBehind().map(({ messages }) => numbers([...messages]))).toEqual([[2], []]);
  });

  test('keeps the record off for 10 s, and no longer', () => {
    const { hear, connectRelay, passTime } = setUp();
    const port = connectRelay();
    port.say(order({ want: 'record', on: false }));
    port.cut();
    hear(EVENT);
    const back = connectRelay();
    expect(back.taken()).toEqual([{ t: 'hello', info, last: 0, recording: false, kept: 0 }]);
    passTime();
    back.cut();
    hear(EVENT);
    expect(connectRelay().taken()).toEqual([{ t: 'hello', info, last: 0, recording: false, kept: 0 }]);
  });

  test('is given up after 10 s: its subscriptions end, and the record goes on', () => {
    const { hear, connect, connectRelay, passTime } = setUp();
    const port = connectRelay();
    port.say(order({ want: 'record', on: false }));
    port.cut();
    hear(EVENT);
    expect(passTime()).toEqual([10_000]);
    hear(EVENT);
    expect(connect().taken()).toEqual([{ t: 'hello', info, last: 1, recording: true, kept: 0 }]);
  });

  test('finds nothing where the extension is gone, and the page is not disturbed', () => {
    const { runtime, fire, connectRelay, leftBehind } = setUp();
    const port = connectRelay();
    port.say({ t: 'pull', after: 0, max: 1e6 });
    port.cut();
    runtime.id = undefined;
    expect(() => fire('pagehide')).not.toThrow();
    expect(leftBehind()).toEqual([]);
  });

  test('says its order again: the bridge executes it once', () => {
    const { top, hear, connectRelay } = setUp();
    hear(EVENT);
    const command: Command = {
      ref: 'wwe-devtools-x-1',
      verb: 'request',
      name: 'agent.get',
      parameters: null,
      to: null,
      origin: 'https://wwe.example.com',
    };
    const port = connectRelay();
    port.say(order({ want: 'send', command }));
    port.cut();
    const back = connectRelay();
    back.taken();
    back.say(order({ want: 'send', command }));
    expect(back.taken()).toEqual([done({ was: 'executed' })]);
    expect(top.posted).toHaveLength(1);
  });
});

describe('the extension goes away under a live page', () => {
  function expectQuiet({ hear, hello, listening, connect, announcements, fire }: ReturnType<typeof setUp>): void {
    expect(listening()).toEqual([]);
    expect(FakeMutations.run).toBeNull();
    hear(EVENT);
    hello();
    fire('pagehide');
    fire('pageshow', { persisted: true });
    expect(connect().posted).toEqual([]);
    expect(announcements()).toEqual([]);
  }

  test('noticed when its panel is cut off', () => {
    for (const open of ['connect', 'connectRelay'] as const) {
      const bridge = setUp();
      const port = bridge[open]();
      bridge.runtime.id = undefined;
      port.cut();
      expectQuiet(bridge);
    }
  });

  test('noticed when a port is closed whose panel took its leave before', () => {
    const bridge = setUp();
    const port = bridge.connect();
    port.say({ t: 'leave', isBack: false });
    bridge.runtime.id = undefined;
    port.cut();
    expectQuiet(bridge);
  });

  test('noticed when it would announce itself', () => {
    const bridge = setUp();
    bridge.runtime.id = undefined;
    bridge.hear(EVENT);
    expectQuiet(bridge);
  });

  test('noticed where no panel is, within 64 messages', () => {
    const bridge = setUp();
    bridge.hear(EVENT);
    bridge.announcements();
    bridge.runtime.id = undefined;
    for (let i = 0; i < 64; i += 1) bridge.hear(EVENT);
    expectQuiet(bridge);
  });

  test('noticed when an announcement fails for it', async () => {
    const bridge = setUp();
    bridge.hello();
    bridge.announcements();
    bridge.runtime.id = undefined;
    await Promise.resolve();
    await Promise.resolve();
    expectQuiet(bridge);
  });

  test('an announcement that nobody hears is the usual case and stops nothing', async () => {
    const bridge = setUp();
    bridge.hear(EVENT);
    await Promise.resolve();
    await Promise.resolve();
    bridge.hear(EVENT);
    expect(bridge.connect().taken()).toEqual([{ t: 'hello', info, last: 2, recording: true, kept: 0 }]);
  });
});

describe('clocks', () => {
  test('both are told with each announcement, hello and confirmation; entries say where they stand apart', () => {
    const page = { readyState: 'loading', age: 10.5, ahead: 0 };
    const { hear, connect, clocks } = setUp(page);
    hear(EVENT);
    expect(clocks).toEqual(Array(2).fill({ at: 1_010.5, wall: 1_010 }));
    // The computer sleeps for an hour: the document's own clock stands meanwhile.
    page.ahead = 3_600_000;
    page.age = 20;
    hear(EVENT);
    page.ahead = -49;
    hear(EVENT);
    page.ahead = -60_000;
    hear(EVENT);
    const port = connect();
    port.say({ t: 'pull', after: 0, max: 1e6 });
    port.say(order({ want: 'nothing' }));
    const [piece] = port.taken().filter((message) => message?.t === 'piece');
    const entries = piece?.t === 'piece' ? readPiece(piece.text).entries : [];
    expect(entries.map(({ t, ahead }) => [t, ahead])).toEqual([
      [1_010.5, undefined],
      [1_020, 3_600_000],
      [1_020, undefined],
      [1_020, -60_000],
    ]);
    expect(port.clocks).toEqual(Array(2).fill({ at: 1_020, wall: 1_020 - 60_000 }));
  });
});
