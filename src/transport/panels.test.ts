import { describe, expect, test } from 'vitest';
import type { FromBridge, FromPanel } from './link-messages.ts';
import { AWAITED, INFO, numbers, setUp } from './testdata/panels.ts';

describe('orders', () => {
  test('are executed once, over all transports, and confirmed where they are said', () => {
    const { execute, connect } = setUp();
    const said: FromPanel = { t: 'order', id: 'p-1', order: { want: 'record', on: false } };
    const done: FromBridge = { t: 'done', id: 'p-1', done: { was: 'executed' } };
    const one = connect();
    one.say(said);
    one.say(said);
    one.cut();
    const two = connect();
    two.say(said);
    expect(execute.mock.calls).toEqual([[{ want: 'record', on: false }]]);
    expect([one.taken().slice(1), two.taken().slice(1)]).toEqual([[done, done], [done]]);
  });
});

describe('hello', () => {
  test('says who this is, how far the record goes, and whether it goes on', () => {
    const { bridge, add, connect, connectDirectly } = setUp();
    add(2);
    expect(connect().taken()).toEqual([{ t: 'hello', info: INFO, last: 2, recording: true, kept: 0 }]);
    bridge.recording = false;
    expect(connectDirectly().taken()).toEqual([{ t: 'hello', info: INFO, last: 2, recording: false, kept: 0 }]);
  });
});

describe('a panel that goes away', () => {
  test('said so: it is gone at once, with the last one', () => {
    const { connect, connectDirectly, gone, add, panels, left, meanwhile } = setUp();
    const [one, two] = [connect(), connectDirectly()];
    one.pull(0);
    one.leave();
    expect(gone()).toBe(0);
    two.leave();
    expect(gone()).toBe(1);
    add(1);
    panels.hide(false);
    expect([left(), meanwhile()]).toEqual([[], []]);
  });

  test('said so, and hears nothing any more', () => {
    const { connect, add } = setUp();
    const one = connect();
    one.pull(0);
    one.taken();
    one.leave();
    add(1);
    expect(one.taken()).toEqual([]);
  });

  test('each channel that is closed from the other end is told of, whatever was said before', () => {
    const { connect, connectDirectly, cuts, panels } = setUp();
    const channels = [connect(), connect(), connectDirectly(), connectDirectly()];
    const [cut, leaving, ...others] = channels;
    cut?.cut();
    leaving?.leave();
    expect(cuts()).toBe(2);
    panels.hide(false);
    expect(cuts()).toBe(2);
    for (const other of others) other.cut();
    expect(cuts()).toBe(4);
  });

  test('was cut off from the relay: it is awaited for 10 s', () => {
    const { connect, gone, passTime } = setUp();
    connect().cut();
    passTime(AWAITED - 1);
    expect(gone()).toBe(0);
    passTime(1);
    expect(gone()).toBe(1);
    passTime();
    expect(gone()).toBe(1);
  });

  test('had a channel of its own, and that was closed: it is gone at once', () => {
    const { connectDirectly, gone, add, panels, left, meanwhile } = setUp();
    const one = connectDirectly();
    one.pull(0);
    one.cut();
    expect(gone()).toBe(1);
    add(1);
    panels.hide(false);
    expect([left(), meanwhile()]).toEqual([[], []]);
  });

  test('had a channel of its own, and another one is there: that one alone counts', () => {
    const { connect, connectDirectly, gone, add, panels, left, passTime } = setUp();
    const [own, relayed] = [connectDirectly(), connect()];
    add(2);
    own.pull(0);
    relayed.pull(1);
    own.cut();
    passTime();
    expect(gone()).toBe(0);
    add(1);
    panels.hide(false);
    // Where the one was that is gone counts no more.
    expect(numbers(left())).toEqual([2, 3]);
  });

  test('was cut off and is back within that time: nothing happens', () => {
    const { connect, gone, passTime } = setUp();
    const one = connect();
    one.pull(0);
    one.cut();
    connect();
    passTime();
    expect(gone()).toBe(0);
  });

  test('was cut off while another is there: that one stands for both', () => {
    const { connect, gone, passTime } = setUp();
    const [one, two] = [connect(), connect()];
    one.cut();
    passTime();
    expect(gone()).toBe(0);
    two.cut();
    passTime(AWAITED - 1);
    expect(gone()).toBe(0);
    passTime(1);
    expect(gone()).toBe(1);
  });

  test('is awaited anew each time it is cut off', () => {
    const { connect, gone, passTime } = setUp();
    connect().cut();
    passTime(6_000);
    connect().cut();
    passTime(6_000);
    expect(gone()).toBe(0);
    passTime(4_000);
    expect(gone()).toBe(1);
  });

  test('came back and took its leave: all are gone, once', () => {
    const { connect, gone, passTime } = setUp();
    connect().cut();
    connect().leave();
    expect(gone()).toBe(1);
    passTime();
    expect(gone()).toBe(1);
  });
});

describe('the window goes away', () => {
  test('panels with a channel of their own get the backlog and a goodbye over it, and all are gone', () => {
    const { connectDirectly, add, panels, gone, left, passTime } = setUp();
    const [ahead, behind] = [connectDirectly(), connectDirectly()];
    add(3);
    ahead.pull(2);
    ahead.taken();
    behind.taken();
    panels.hide(false);
    const [toAhead, toBehind] = [ahead.taken(), behind.taken()];
    // The piece that was asked for held the third; it went out before.
    expect([numbers(toAhead), numbers(toBehind)]).toEqual([[], [1, 2, 3]]);
    expect([toAhead.at(-1), toBehind.at(-1)]).toEqual([
      { t: 'bye', at: 5, last: 3, kept: 0 },
      { t: 'bye', at: 5, last: 3, kept: 0 },
    ]);
    expect([ahead.closed, behind.closed, gone(), left()]).toEqual([true, true, 1, []]);
    add(1);
    ahead.cut();
    passTime();
    expect([ahead.taken(), gone()]).toEqual([[], 1]);
  });

  test('over a relayed channel nothing is said, it may be dead: what it has not pulled is left behind', () => {
    const { connect, add, panels, gone, left } = setUp();
    const one = connect();
    add(3);
    one.pull(0);
    one.pull(1);
    // The second was handed out, and whether it arrived nobody knows.
    expect(numbers(one.taken())).toEqual([1, 2]);
    panels.hide(false);
    const behind = left();
    expect([one.taken(), one.closed, gone()]).toEqual([[], true, 1]);
    expect([numbers(behind), behind.at(-1)]).toEqual([[2, 3], { t: 'bye', at: 5, last: 3, kept: 0 }]);
  });

  test.each([false, true])(
    'each kind of panel gets it in its own way; into the back/forward cache, all in one: %s',
    (isKept) => {
      const { connect, connectDirectly, add, panels, left } = setUp();
      const [relayed, own] = [connect(), connectDirectly()];
      add(3);
      relayed.pull(2);
      own.pull(1);
      for (const one of [relayed, own]) one.taken();
      panels.hide(isKept);
      const behind = left();
      const bye = { t: 'bye', at: 5, last: 3, kept: 0 };
      expect([relayed.taken(), numbers(behind), behind.at(-1)]).toEqual([[], isKept ? [2, 3] : [3], bye]);
      const direct = own.taken();
      expect([numbers(direct), direct.at(-1), own.closed]).toEqual(isKept ? [[], undefined, true] : [[3], bye, true]);
    },
  );

  test('what is left behind begins where the panel is that has least, connected or awaited', () => {
    const ways: readonly (readonly number[])[] = [
      [1, 3],
      [3, 1],
    ];
    for (const [one = 0, other = 0] of ways) {
      for (const cut of [0, 1, 2]) {
        const { connect, add, panels, left } = setUp();
        add(4);
        const [first, second] = [connect(), connect()];
        first.pull(one);
        second.pull(other);
        for (const channel of [first, second].slice(0, cut)) channel.cut();
        panels.hide(false);
        expect({ one, other, cut, numbers: numbers(left()) }).toEqual({ one, other, cut, numbers: [2, 3, 4] });
      }
    }
  });

  test('leaves behind exactly what the panel that is awaited had not pulled, and a goodbye', () => {
    const { connect, add, panels, left, gone, passTime } = setUp();
    const one = connect();
    add(3);
    one.pull(0);
    one.pull(1);
    one.cut();
    add(2);
    panels.hide(false);
    const behind = left();
    expect(numbers(behind)).toEqual([2, 3, 4, 5]);
    expect(behind[0]).toMatchObject({ t: 'piece', after: 1 });
    expect(behind.at(-1)).toEqual({ t: 'bye', at: 5, last: 5, kept: 0 });
    passTime();
    expect(gone()).toBe(1);
    panels.hide(false);
    expect(left()).toEqual([]);
  });

  test('leaves it behind in pieces, each a message of its own, and a goodbye', () => {
    const { connect, add, panels, leftInMany } = setUp();
    const one = connect();
    one.pull(0);
    one.cut();
    add(5, JSON.stringify('x'.repeat(100_000)));
    panels.hide(false);
    const behind = leftInMany();
    expect(behind.map((messages) => messages.map(({ t }) => t))).toEqual([['piece'], ['piece'], ['piece'], ['bye']]);
    expect(numbers(behind.flat())).toEqual([1, 2, 3, 4, 5]);
  });

  test.each(['connected', 'awaited'])('a panel that had all gets the goodbye alone: %s', (how) => {
    const { connect, add, panels, left } = setUp();
    const one = connect();
    add(2);
    one.pull(2);
    if (how === 'awaited') one.cut();
    panels.hide(false);
    expect(left()).toEqual([{ t: 'bye', at: 5, last: 2, kept: 0 }]);
  });

  test('of a record that was cleared, the goodbye tells of nothing', () => {
    const { connect, add, record, panels, left } = setUp();
    add(2);
    connect();
    record.clear();
    panels.hide(false);
    expect(left().at(-1)).toEqual({ t: 'bye', at: 5, last: 0, kept: 0 });
  });

  test.each(['connect', 'connectDirectly'] as const)(
    'while a panel connects anew: what it had not pulled is left behind: %s',
    (how) => {
      const bridge = setUp();
      const { add, panels, left, gone, passTime } = bridge;
      const one = bridge[how]();
      add(3);
      one.pull(1);
      one.say({ t: 'leave', isBack: true });
      one.cut();
      passTime(AWAITED - 1);
      expect(gone()).toBe(0);
      add(1);
      panels.hide(false);
      expect(numbers(left())).toEqual([2, 3, 4]);
      passTime();
      expect(gone()).toBe(1);
    },
  );

  test('cut off again before it asked for anything, the panel is still where it was', () => {
    const { connect, add, panels, left } = setUp();
    const one = connect();
    add(3);
    one.pull(2);
    one.cut();
    connect().cut();
    panels.hide(false);
    expect(numbers(left())).toEqual([3]);
  });

  test('back, and before it asked for anything: it is still where it was', () => {
    const { connect, add, panels, left } = setUp();
    const one = connect();
    add(3);
    one.pull(2);
    one.cut();
    connect();
    panels.hide(false);
    expect(numbers(left())).toEqual([3]);
  });

  test('back, and asked: what it had before counts no more', () => {
    const { connect, add, panels, left } = setUp();
    const one = connect();
    add(3);
    one.pull(0);
    one.cut();
    connect().pull(2);
    panels.hide(false);
    expect(numbers(left())).toEqual([3]);
  });

  test('one that came and has not asked yet is due all', () => {
    const { connect, add, panels, left } = setUp();
    add(3);
    connect();
    panels.hide(false);
    expect(numbers(left())).toEqual([1, 2, 3]);
  });

  test('what is left behind follows the word that the record was cleared, which it may overtake', () => {
    const { connectAndClear, add, panels, left } = setUp();
    const { word } = connectAndClear();
    add(1);
    panels.hide(false);
    const behind = left();
    expect([behind[0], numbers(behind)]).toMatchObject([word, [3]]);
  });

  test('one that came and was cut off before it asked is due all', () => {
    const { connect, add, panels, left } = setUp();
    add(3);
    connect().cut();
    panels.hide(false);
    expect(numbers(left())).toEqual([1, 2, 3]);
  });

  test('nothing is left behind for who was awaited for too long', () => {
    const { connect, add, panels, left, passTime } = setUp();
    add(3);
    const two = connect();
    two.pull(1);
    two.cut();
    passTime();
    panels.hide(false);
    expect(left()).toEqual([]);
  });
});
