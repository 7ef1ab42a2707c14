import { describe, expect, test, vi } from 'vitest';
import type { FromBridge, FromPanel } from './link-messages.ts';
import { COMMAND } from './testdata/command.ts';
import { type bridgeOf, done, hello, info, piece, setUp } from './testdata/tab.ts';

/** It says only that the document is at work. */
const WORD: FromBridge = { t: 'done', id: 'nobody asked', done: { was: 'executed' } };

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
    expect(on.onEntries.mock.calls.map(([document, entries]) => [document, entries.length])).toEqual([['d', 3]]);
    expect(link.connections()[0]?.info).toEqual(info('d'));
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
    first.say(hello('d'), piece(0, 1, 2), { t: 'bye', at: 50, last: 0, kept: 0 });
    expect([states(), on.onEnded.mock.calls]).toEqual([['d ended absent'], [['d', 50]]]);
    const second = announce('d');
    expect([second === first, states()]).toEqual([false, ['d connecting']]);
    second.say(hello('d', 2));
    expect(second.taken()).toMatchObject([{ t: 'pull', after: 2 }]);
  });

  test('a cut transport ends it at the time of now', () => {
    const { on, announce, states } = setUp();
    const { pair } = announce('d');
    pair.drop();
    pair.settle();
    expect([states(), on.onEnded.mock.calls]).toEqual([['d ended absent cut off'], [['d', 99]]]);
  });

  test('ended before it ever answered: something may be missing where WWE is spoken, nothing is of a window that is only watched', () => {
    const { announce, states } = setUp();
    announce('client', true, { path: 'top/0', target: 'top' });
    for (const bridge of [announce('window', false), announce('other', true, { path: 'top/1' })]) {
      bridge.pair.drop();
      bridge.pair.settle();
    }
    expect(states()).toEqual(['client connecting', 'window ended absent', 'other ended absent cut off']);
  });

  test('once it ended, an announcement that saw nothing makes it watched again', () => {
    const { announce, states } = setUp();
    announce('d').say(hello('d'), { t: 'bye', at: 50, last: 0, kept: 0 });
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
    expect([cut.mock.calls.length, link.connections()]).toEqual([1, []]);
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
    first.say(hello('d'), { t: 'bye', at: 1, last: 0, kept: 0 });
    expect(states()).toEqual(['d live']);
  });

  test('an answer after the time is an answer: the page was busy, or paused', () => {
    const { bridges, announce, passTime, states } = setUp();
    const bridge = announce('d');
    passTime();
    bridge.say(hello('d', 1), piece(0, 1, 1));
    expect([states(), bridges.length]).toEqual([['d live'], 1]);
  });

  test('live, and asked in vain: silent, and asked nothing more; its next word: live', () => {
    const { link, announce, passTime, states } = setUp();
    const bridge = announce('d');
    bridge.say(hello('d'));
    passTime();
    for (const ask of [() => link.send('d', COMMAND), () => link.catchUp()]) {
      expect(states()).toEqual(['d live']);
      ask();
      passTime();
      expect([states(), link.send('d', COMMAND)]).toEqual([['d silent'], false]);
      bridge.say(WORD);
    }
    link.catchUp();
    bridge.say(WORD);
    passTime();
    expect(states()).toEqual(['d live']);
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

  test('announced while a connect is on its way to nobody: tried anew as soon as that is known, once', () => {
    const { on, bridges, announce, states } = setUp();
    const first = announce('d');
    announce('d');
    first.pair.drop();
    first.pair.settle();
    expect([bridges.length, states(), on.onEnded.mock.calls]).toEqual([2, ['d connecting'], []]);
    bridges[1]?.pair.drop();
    bridges[1]?.pair.settle();
    expect([bridges.length, states()]).toEqual([2, ['d ended absent cut off']]);
  });

  test('what is live or ended in time is not called silent', () => {
    const { announce, passTime, states } = setUp();
    announce('a').say(hello('a'));
    announce('b').say({ t: 'bye', at: 1, last: 0, kept: 0 });
    passTime();
    expect(states()).toEqual(['a live', 'b ended absent']);
  });
});

describe('hello', () => {
  test('whoever does not answer is not there; whoever is connected is', async () => {
    const { link, hello: said, announce, states } = setUp();
    announce('live').say(hello('live'));
    announce('gone').say(hello('gone'), { t: 'bye', at: 100, last: 0, kept: 0 });
    await expect(link.hello()).resolves.toEqual({ reached: true });
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
    const told = on.onConnections.mock.calls.length;
    void link.hello();
    expect(states()).toEqual([]);
    expect(on.onConnections.mock.calls.length).toBeGreaterThan(told);
  });
});

describe('commands, recording, clearing, forgetting', () => {
  test('a command goes to a connected document, and a refusal comes back', () => {
    const { link, on, announce } = setUp();
    const bridge = announce('d');
    bridge.say(hello('d'));
    bridge.taken();
    expect(link.send('d', COMMAND)).toBe(true);
    const [order, ...more] = bridge.taken();
    expect([order, more]).toEqual([{ t: 'order', id: 'panel-1-1', order: { want: 'send', command: COMMAND } }, []]);
    const refused = done(order, { was: 'refused', why: 'not verified', detail: 'x' });
    bridge.say(refused, refused);
    expect(on.onRefused).toHaveBeenCalledExactlyOnceWith(COMMAND.ref, 'not verified', 'x');
  });

  test('a document that is only watched is connected for it', () => {
    const { link, bridges, announce } = setUp();
    expect(() => announce('d', false)).toThrow();
    expect(link.send('d', COMMAND)).toBe(true);
    bridges[0]?.say(hello('d'));
    expect(bridges[0]?.takenOnce()).toMatchObject([
      { t: 'order', order: { want: 'send', command: COMMAND } },
      { t: 'pull', after: 0 },
    ]);
  });

  test('not connected: unknown, ended, silent', () => {
    const { link, announce, passTime } = setUp();
    const silent = announce('silent');
    passTime();
    announce('ended').say({ t: 'bye', at: 1, last: 0, kept: 0 });
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
    expect(early.taken()).toMatchObject([{ t: 'order', order: { want: 'record', on: false } }]);
    const late = announce('late');
    late.say(hello('late', 7));
    expect(late.takenOnce()).toMatchObject([
      { t: 'order', order: { want: 'record', on: false } },
      { t: 'pull', after: 7 },
    ]);
    link.record(true);
    const on = { t: 'order', order: { want: 'record', on: true } };
    expect([early.taken(), late.taken()]).toMatchObject([[on], [on]]);
    const latest = announce('latest');
    latest.say(hello('latest', 7));
    expect(latest.taken()).toMatchObject([{ t: 'pull', after: 0 }]);
  });

  test.each([true, false])(
    'a bridge that records: %s, is told at its hello only if that is not the wish',
    (recording) => {
      const { link, announce } = setUp();
      for (const wish of [true, false]) {
        link.record(wish);
        const bridge = announce(`wish ${wish}`);
        bridge.say(hello(`wish ${wish}`, 7, recording));
        const told = { t: 'order', order: { want: 'record', on: wish } };
        const pull = { t: 'pull', after: wish ? 0 : 7 };
        expect(bridge.taken()).toMatchObject(recording === wish ? [pull] : [told, pull]);
      }
    },
  );

  test('clear reaches all records', () => {
    const { link, announce } = setUp();
    const bridges = [announce('a'), announce('b')];
    bridges[0]?.say(hello('a'));
    link.clear();
    // It is said with the hello at the latest.
    bridges[1]?.say(hello('b'));
    for (const bridge of bridges)
      expect(bridge.takenOnce().filter(({ t }) => t === 'order')).toMatchObject([{ order: { want: 'clear' } }]);
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

describe('a transport that is cut and mended', () => {
  const ask = (bridge: ReturnType<typeof bridgeOf>) => bridge.taken().filter(({ t }) => t === 'order');

  test('each hello begins anew where the panel is, with all that is not confirmed', () => {
    const { link, on, announce } = setUp();
    const bridge = announce('d');
    bridge.say(hello('d', 2), piece(0, 1, 2));
    link.record(false);
    link.send('d', COMMAND);
    const [record, send] = ask(bridge);
    bridge.say(done(record, { was: 'executed' }), hello('d', 5));
    const again = bridge.takenOnce();
    expect(again).toContainEqual(send);
    expect(again).not.toContainEqual(record);
    expect(again.at(-1)).toMatchObject({ t: 'pull', after: 2 });
    // With recording off, only what came before the first hello is not wanted.
    expect(on.onSkipped).not.toHaveBeenCalled();
    bridge.say(done(send, { was: 'executed' }), hello('d', 5));
    expect(bridge.takenOnce()).not.toContainEqual(send);
  });

  test('a command is given up after a time, recording and clearing are not', () => {
    const { link, on, announce, passTime } = setUp();
    const bridge = announce('d');
    bridge.say(hello('d', 1), piece(0, 1, 1));
    link.send('d', COMMAND);
    link.record(false);
    link.clear();
    const [send, record, clear] = ask(bridge);
    passTime(10_001);
    bridge.say(hello('d', 1));
    const again = ask(bridge);
    expect(again).not.toContainEqual(send);
    expect(again).toEqual(expect.arrayContaining([record, clear]));
    bridge.say(piece(1, 2, 3));
    expect(on.onEntries).toHaveBeenCalledOnce();
    bridge.say(done(clear, { was: 'cleared', last: 3 }), piece(3, 4, 4));
    expect(on.onSkipped.mock.calls).toEqual([['d', 3]]);
    expect([on.onEntries.mock.calls.length, on.onLost.mock.calls]).toEqual([2, []]);
  });

  test('cleared twice: what comes before the last confirmation is not wanted', () => {
    const { link, on, announce } = setUp();
    const bridge = announce('d');
    bridge.say(hello('d'));
    link.clear();
    link.clear();
    const [one, two] = ask(bridge);
    bridge.say(done(one, { was: 'cleared', last: 0 }), piece(0, 1, 1));
    // A confirmation that comes again is none.
    bridge.say(done(one, { was: 'cleared', last: 0 }), piece(0, 1, 1));
    expect(on.onEntries).not.toHaveBeenCalled();
    bridge.taken();
    bridge.say(done(two, { was: 'cleared', last: 1 }));
    expect(bridge.taken()).toMatchObject([{ t: 'pull', after: 1 }]);
    bridge.say(piece(1, 2, 2));
    expect(on.onEntries).toHaveBeenCalledOnce();
  });

  test('what is not confirmed is said first, in its order; then the wish, if the bridge has another; then it pulls', () => {
    const { link, announce } = setUp();
    const bridge = announce('d');
    bridge.say(hello('d'));
    bridge.taken();
    link.record(false);
    link.clear();
    link.send('d', COMMAND);
    const given = ask(bridge);
    expect(given).toHaveLength(3);
    bridge.say(hello('d', 5, true));
    const wish = { t: 'order', order: { want: 'record', on: false } };
    expect(bridge.taken()).toMatchObject([...given, wish, { t: 'pull', after: 0 }]);
    bridge.say(hello('d', 5, false));
    expect(bridge.taken()).toMatchObject([...given, wish, { t: 'pull', after: 0 }]);
  });

  test('an order given before the hello does not overtake what an earlier stream lost', () => {
    const { link, announce, passTime } = setUp();
    announce('d');
    link.record(false);
    passTime();
    const second = announce('d');
    link.record(true);
    expect(ask(second)).toEqual([]);
    second.say(hello('d', 0, true));
    expect(ask(second)).toMatchObject([{ order: { on: false } }, { order: { on: true } }]);
  });

  test('another panel, or this one before the cut, left the record otherwise: the wish is said once more', () => {
    const { link, announce } = setUp();
    const bridge = announce('d');
    bridge.say(hello('d'));
    link.record(false);
    const [record] = ask(bridge);
    bridge.say(done(record, { was: 'executed' }), hello('d', 1, false));
    expect(ask(bridge)).toEqual([]);
    bridge.say(hello('d', 2, true));
    const [again, ...more] = ask(bridge);
    expect([again, more]).toMatchObject([{ t: 'order', order: { want: 'record', on: false } }, []]);
    expect(again).not.toEqual(record);
  });

  test('what a document was told outlives the stream that it was told over', () => {
    const { link, announce } = setUp();
    const first = announce('d');
    first.say(hello('d'));
    link.clear();
    link.clear();
    const orders = ask(first);
    expect(orders).toHaveLength(2);
    first.pair.drop();
    first.pair.settle();
    const second = announce('d');
    second.say(hello('d', 3));
    // The same, in their order: the document may have heard them.
    expect(ask(second)).toEqual(orders);
    for (const order of orders) second.say(done(order, { was: 'cleared', last: 3 }));
    second.say(hello('d', 3));
    expect(ask(second)).toEqual([]);
  });

  test.each(['said goodbye', 'was cut off', 'left the backlog behind'])(
    'a document that %s hears no command when it comes back, but all else',
    (how) => {
      const { link, announce, backlog, passTime } = setUp();
      const bridge = announce('d');
      bridge.say(hello('d'));
      link.send('d', COMMAND);
      link.clear();
      const [, clear] = ask(bridge);
      if (how === 'said goodbye') bridge.say({ t: 'bye', at: 50, last: 0, kept: 0 });
      else if (how === 'left the backlog behind') backlog('d', { t: 'bye', at: 50, last: 0, kept: 0 });
      else {
        bridge.pair.drop();
        bridge.pair.settle();
      }
      passTime(1);
      const again = announce('d');
      again.say(hello('d'));
      expect(ask(again)).toEqual([clear]);
    },
  );

  test('no two orders bear the same id', () => {
    const { link, announce } = setUp();
    const [one, two] = [announce('one'), announce('two')];
    one.say(hello('one'));
    two.say(hello('two'));
    link.clear();
    const [first, ...more] = ask(one);
    one.say({ t: 'bye', at: 1, last: 0, kept: 0 });
    const again = announce('one');
    again.say(hello('one'));
    link.clear();
    const orders = [...more, ...ask(again), ...ask(two)];
    // The first was not confirmed, so it is said again.
    expect(orders).toContainEqual(first);
    expect(orders).toHaveLength(4);
    expect(new Set(orders.map((order) => order.t === 'order' && order.id)).size).toBe(4);
  });

  test.each([
    ['forgotten', false],
    ['the panel closes', false],
    ['connected anew', true],
  ])('takes its leave when it goes by itself: %s', (why, isBack) => {
    const { link, abort, announce, passTime } = setUp();
    const bridge = announce('d');
    if (why === 'forgotten') link.forget('d');
    else if (why === 'the panel closes') abort.abort();
    else {
      passTime();
      announce('d');
    }
    expect(bridge.taken()).toEqual([{ t: 'leave', isBack }]);
  });
});

describe('whether all is here', () => {
  const asked = (order: FromPanel | undefined) => {
    expect(order).toMatchObject({ t: 'order', order: { want: 'nothing' } });
    return done(order, { was: 'executed' });
  };

  test('is told when asked, as of then; a document that is not live is not asked', () => {
    const { link, on, announce, passTime } = setUp();
    const bridge = announce('d');
    announce('e');
    bridge.say(hello('d', 3), piece(0, 1, 3));
    bridge.taken();
    link.catchUp();
    passTime(5);
    const [order, ...more] = bridge.taken();
    expect(more).toEqual([]);
    bridge.say(asked(order));
    expect(on.onCurrent.mock.calls).toHaveLength(1);
    expect(on.onCurrent.mock.calls[0]?.[0]).toBe('d');
    bridge.say(asked(order));
    expect(on.onCurrent.mock.calls).toHaveLength(1);
  });

  test.each<[string, FromBridge]>([
    ['a piece', piece(3, 4, 5)],
    ['a mended transport', hello('d', 3)],
  ])('is not told where %s came in between; the next time it is', (_, between) => {
    const { link, on, announce } = setUp();
    const bridge = announce('d');
    bridge.say(hello('d', 3), piece(0, 1, 3));
    bridge.taken();
    link.catchUp();
    link.catchUp();
    const orders = bridge.taken();
    expect(orders).toHaveLength(1);
    bridge.say(between, asked(orders[0]));
    expect(on.onCurrent).not.toHaveBeenCalled();
    bridge.taken();
    link.catchUp();
    bridge.say(asked(bridge.taken()[0]));
    expect(on.onCurrent).toHaveBeenCalledOnce();
  });
});

describe('the window that a client talks to', () => {
  test('is connected with it, though WWE was never seen there: before it or after it', () => {
    const { announce, states, bridges } = setUp();
    expect(() => announce('host', false, { path: 'top' })).toThrow('not connected');
    expect(() => announce('other', false, { path: 'top/3' })).toThrow('not connected');
    announce('client', true, { path: 'top/0', target: 'top' });
    expect(states()).toEqual(['host connecting', 'other watching', 'client connecting']);
    announce('next host', false, { path: 'top' });
    expect(states()).toEqual(['host connecting', 'other watching', 'client connecting', 'next host connecting']);
    expect(bridges).toHaveLength(3);
  });
});

describe('clocks', () => {
  const HOUR = 3_600_000;
  const helloAt = (document: string, at: number, wall: number): FromBridge =>
    Object.assign(hello(document, 1), { clock: { at, wall } });

  test('a document of before the computer slept: its times are put right before anything of it is told', () => {
    const { link, on, announce, passTime, jump } = setUp();
    jump(HOUR);
    // Both began when the wall clock and their own agreed: the panel's own shows 99, the document's as much less.
    const bridge = announce('d');
    passTime(20);
    bridge.say(helloAt('d', 119, 119 + HOUR), piece(0, 1, 1));
    // The panel is as old as the document: their clocks agree, although the wall clock is an hour ahead of both.
    expect(on.onClock.mock.calls).toEqual([['d', 0]]);
    const later = announce('later');
    later.say(helloAt('later', 119 + HOUR, 119 + HOUR));
    expect(on.onClock.mock.lastCall).toEqual(['later', -HOUR]);
    const [clock = 0] = on.onClock.mock.invocationCallOrder.slice(1);
    expect(clock).toBeLessThan(on.onDocument.mock.invocationCallOrder[1] ?? 0);

    // By its own clock it ends, with a goodbye or without.
    later.say({ t: 'bye', at: 130 + HOUR, last: 0, kept: 0 });
    expect(on.onEnded.mock.lastCall).toEqual(['later', 130 + HOUR]);
    const cut = announce('cut');
    cut.say(helloAt('cut', 119 + HOUR, 119 + HOUR));
    passTime(11);
    cut.pair.drop();
    cut.pair.settle();
    expect(on.onEnded.mock.lastCall).toEqual(['cut', 130 + HOUR]);
    expect(link.connections()).toHaveLength(3);
  });

  test('the wall clock jumps while a word is on its way: what the next words tell puts it right', () => {
    const { link, on, announce, passTime, jump } = setUp();
    const bridge = announce('d');
    const late = helloAt('d', 100, 100);
    passTime(1);
    jump(HOUR);
    bridge.say(late);
    expect(on.onClock.mock.calls).toEqual([['d', 0]]);
    const other = announce('other');
    // A busy page: the hello took so long that a jump of 1.5 s in between does not show.
    const wrong = helloAt('other', 100 + 1_500, 100 + HOUR);
    passTime(3_000);
    jump(1_500 - 3_000);
    other.say(wrong);
    const [, guess] = on.onClock.mock.lastCall ?? [];
    link.catchUp();
    const order = other.takenOnce().find((one) => one.t === 'order');
    passTime(4);
    other.say({ ...done(order, { was: 'executed' }), clock: { at: 3_106 + 1_500, wall: 3_106 + HOUR } } as FromBridge);
    const [document, offset] = on.onClock.mock.lastCall ?? [];
    expect([document, Math.abs(Number(offset) + 1_500) <= 30]).toEqual(['other', true]);
    expect(guess).not.toBe(offset);
  });

  test('back from the cache, a document whose clock is ahead is not greeted for a goodbye that is older', () => {
    const { announce, hello: greeted } = setUp();
    const bridge = announce('d');
    bridge.say(helloAt('d', 99 + HOUR, 99));
    bridge.say({ t: 'bye', at: 90 + HOUR, last: 0, kept: 0 });
    // It announced itself at 99, by the panel's clock, after that goodbye.
    expect(greeted).toHaveBeenCalledOnce();
  });
});
