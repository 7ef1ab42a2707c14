/** What a window leaves behind as it goes, for a panel that is cut off from it. */
import { describe, expect, test } from 'vitest';
import { COMMAND } from './testdata/command.ts';
import { hello, piece, setUp } from './testdata/tab.ts';

describe('what a window left behind', () => {
  test('is taken from the cursor on, once, and the window has ended', () => {
    const { on, announce, backlog, states } = setUp();
    const bridge = announce('d');
    bridge.say(hello('d', 2), piece(0, 1, 2));
    bridge.pair.drop();
    backlog('d', piece(1, 2, 3), piece(3, 4, 5), { t: 'bye', at: 50, last: 0, kept: 0 });
    expect(on.onEntries.mock.calls.map(([, entries]) => entries.map(({ n }: { n: number }) => n))).toEqual([
      [1, 2],
      [3],
      [4, 5],
    ]);
    expect([states(), on.onEnded.mock.calls, on.onLost.mock.calls]).toEqual([['d ended absent'], [['d', 50]], []]);
  });

  test('also when the news of the end came first', () => {
    const { on, announce, backlog, states } = setUp();
    const bridge = announce('d');
    bridge.say(hello('d', 2), piece(0, 1, 2));
    bridge.pair.drop();
    bridge.pair.settle();
    expect(states()).toEqual(['d ended absent cut off']);
    backlog('d', piece(2, 3, 4), { t: 'bye', at: 50, last: 4, kept: 0 });
    expect(on.onEntries.mock.calls.map(([, entries]) => entries.length)).toEqual([2, 2]);
    // It ended once, when the news came.
    expect([states(), on.onLost.mock.calls, on.onEnded.mock.calls]).toEqual([['d ended absent'], [], [['d', 99]]]);
    const again = announce('d');
    again.say(hello('d', 4));
    expect(again.taken()).toMatchObject([{ t: 'pull', after: 4 }]);
  });

  test('while it is there, to another panel: what it brought is not brought again, whatever is forgotten', () => {
    const { link, on, announce, restOfKept } = setUp();
    announce('another');
    announce('d', false);
    restOfKept('d', piece(0, 1, 2));
    void link.hello();
    const bridge = announce('d');
    bridge.say(hello('d', 2));
    expect(bridge.taken()).toMatchObject([{ t: 'pull', after: 2 }]);
    expect(on.onEntries.mock.calls.map(([, entries]) => entries.length)).toEqual([2]);
  });

  test.each(['connected', 'cut off before'])(
    'tells of more than there is: the last of it may be missing: %s',
    (how) => {
      const { on, announce, backlog, states } = setUp();
      const bridge = announce('d');
      bridge.say(hello('d', 2), piece(0, 1, 2));
      if (how === 'cut off before') {
        bridge.pair.drop();
        bridge.pair.settle();
      }
      on.onConnections.mockClear();
      backlog('d', { t: 'bye', at: 50, last: 3, kept: 0 });
      expect([states(), on.onLost.mock.calls]).toEqual([['d ended absent cut off'], []]);
      announce('d');
      expect(states()).toEqual(['d connecting']);
    },
  );

  test.each(['connected', 'cut off before'])(
    'tells of more than there is, and that comes after it: nothing is missing: %s',
    (how) => {
      const { on, announce, backlog, restOfKept, states } = setUp();
      const bridge = announce('d');
      bridge.say(hello('d', 2), piece(0, 1, 2));
      if (how === 'cut off before') {
        bridge.pair.drop();
        bridge.pair.settle();
      }
      backlog('d', { t: 'bye', at: 50, last: 5, kept: 0 });
      restOfKept('d', piece(2, 3, 4));
      expect(states()).toEqual(['d ended absent cut off']);
      on.onConnections.mockClear();
      backlog('d', piece(4, 5, 5));
      expect([states(), on.onConnections.mock.calls.length, on.onLost.mock.calls]).toEqual([['d ended absent'], 1, []]);
    },
  );

  test.each(['cleared', 'not to be recorded'])(
    'tells of more, which the user wished %s: nothing is missing',
    (wish) => {
      const { link, announce, backlog, states } = setUp();
      if (wish !== 'cleared') link.record(false);
      const bridge = announce('d');
      if (wish === 'cleared') {
        bridge.say(hello('d', 2), piece(0, 1, 2));
        link.clear();
      }
      backlog('d', { t: 'bye', at: 50, last: 3, kept: 0 });
      expect(states()).toEqual(['d ended absent']);
    },
  );

  test('in the back/forward cache, and it begins where another panel is: pulled from its own place if it comes back', () => {
    const { on, announce, backlog, restOfKept, states } = setUp();
    for (const document of ['kept', 'gone']) announce(document).say(hello(document, 1), piece(0, 1, 1));
    const behind = [piece(3, 4, 4), piece(4, 5, 5), { t: 'bye', at: 50, last: 5, kept: 0 }] as const;
    restOfKept('kept', ...behind);
    backlog('gone', ...behind);
    expect(on.onLost.mock.calls).toEqual([['gone', 2]]);
    expect(states()).toEqual(['kept ended absent cut off', 'gone ended absent']);
    const again = announce('kept');
    again.say(hello('kept', 5));
    expect(again.taken()).toMatchObject([{ t: 'pull', after: 1 }]);
  });

  test('in the back/forward cache, and trimmed: taken, and what is trimmed is lost', () => {
    const { on, announce, restOfKept, states } = setUp();
    announce('d').say(hello('d', 1), piece(0, 1, 1));
    restOfKept('d', piece(1, 4, 5), { t: 'bye', at: 50, last: 5, kept: 0 });
    expect([states(), on.onLost.mock.calls, on.onEntries.mock.calls.length]).toEqual([
      ['d ended absent'],
      [['d', 2]],
      2,
    ]);
  });

  test('is taken by the document that it was left by', () => {
    const { on, announce, backlog, states } = setUp();
    for (const document of ['a', 'b']) announce(document).say(hello(document));
    backlog('b', piece(0, 1, 1), { t: 'bye', at: 50, last: 0, kept: 0 });
    expect(on.onEntries.mock.calls.map(([document]) => document)).toEqual(['b']);
    expect(states()).toEqual(['a live', 'b ended absent']);
  });

  test('makes nobody present: no command goes where it came from', () => {
    const { link, bridges, announce, backlog, states } = setUp();
    announce('d').say(hello('d', 1), { t: 'bye', at: 50, last: 0, kept: 0 });
    for (const messages of [[piece(0, 1, 1)], [piece(1, 2, 2), { t: 'bye', at: 50, last: 0, kept: 0 }]] as const) {
      backlog('d', ...messages);
      expect([states(), link.send('d', COMMAND), bridges.length]).toEqual([['d ended absent'], false, 1]);
    }
    announce('d').say(hello('d', 2));
    expect(bridges).toHaveLength(2);
    expect(bridges[1]?.taken()).toMatchObject([{ t: 'pull', after: 2 }]);
  });

  test('in the back/forward cache, while a channel is on its way: that one still counts if the document is back', () => {
    const { on, bridges, announce, restOfKept, states } = setUp();
    const bridge = announce('d');
    restOfKept('d', piece(0, 1, 1), { t: 'bye', at: 50, last: 1, kept: 0 });
    expect(states()).toEqual(['d ended absent']);
    // Back again, it announces itself, and gets the channel only now.
    announce('d');
    expect(bridges).toHaveLength(1);
    bridge.say(hello('d', 2, true, 1), piece(1, 2, 2), { t: 'bye', at: 60, last: 2, kept: 1 });
    expect(on.onEntries.mock.calls.map(([, entries]) => entries.map(({ n }: { n: number }) => n))).toEqual([[1], [2]]);
    expect([states(), on.onEnded.mock.calls]).toEqual([
      ['d ended absent'],
      [
        ['d', 50],
        ['d', 60],
      ],
    ]);
  });

  test('in the back/forward cache, and it comes after the hello of the same document, which is back: still there', () => {
    const { on, bridges, announce, restOfKept, states } = setUp();
    announce('d').say(hello('d', 1, true, 1));
    restOfKept('d', piece(0, 1, 1), { t: 'bye', at: 50, last: 1, kept: 0 });
    expect([states(), on.onEnded.mock.calls, bridges.length]).toEqual([['d live'], [], 1]);
    restOfKept('d', { t: 'bye', at: 60, last: 1, kept: 1 });
    expect([states(), on.onEnded.mock.calls]).toEqual([['d ended absent'], [['d', 60]]]);
  });

  test('in the back/forward cache, while a channel is on its way that nobody gets: another is opened', () => {
    const { bridges, announce, restOfKept, states, passTime } = setUp();
    announce('d');
    restOfKept('d', { t: 'bye', at: 50, last: 0, kept: 0 });
    announce('d');
    passTime();
    expect([bridges.length, states()]).toEqual([2, ['d connecting']]);
  });

  test('of a document that the user cleared is not taken', () => {
    const { link, on, announce, backlog } = setUp();
    const bridge = announce('d');
    bridge.say(hello('d', 1), piece(0, 1, 1));
    link.clear();
    bridge.pair.drop();
    bridge.pair.settle();
    backlog('d', piece(1, 2, 3), { t: 'bye', at: 50, last: 0, kept: 0 });
    expect([on.onEntries.mock.calls.length, on.onLost.mock.calls]).toEqual([1, []]);
  });

  test.each([
    ['o', 'd ended absent'],
    ['https://other.example.com', 'd live'],
  ])('in no tab any more, by a window of the origin %s: taken only if that is the document’s', (origin, state) => {
    const { announce, orphan, states } = setUp();
    announce('d').say(hello('d', 1), piece(0, 1, 1));
    orphan({ origin, url: 'u' }, 'd', { t: 'bye', at: 50, last: 1, kept: 0 });
    expect(states()).toEqual([state]);
  });

  test('of a document that the panel does not know is nobody’s', () => {
    const { on, backlog, states } = setUp();
    backlog('d', piece(0, 1, 2), { t: 'bye', at: 50, last: 0, kept: 0 });
    expect([states(), on.onEntries.mock.calls, on.onEnded.mock.calls]).toEqual([[], [], []]);
  });
});
