import { describe, expect, test, vi } from 'vitest';
import { serveRecord } from './record-server.ts';

/** @param textOf what a piece holds as text, from its first entry to its last */
function setUp(textOf = (first: number, last: number) => `${first}-${last}`) {
  const record = {
    last: 0,
    trimmed: 0,
    cleared: 0,
    piece(after: number, max: number) {
      const first = Math.max(after, this.trimmed) + 1;
      if (first > this.last) return { first, last: this.last, text: '' };
      const last = Math.min(this.last, first + max - 1);
      return { first, last, text: textOf(first, last) };
    },
  };
  const post = vi.fn();
  const time = { now: 0 };
  /** Runs at a time, in ms. */
  const timers: { readonly at: number; readonly run: () => void }[] = [];
  const later = (run: () => void, delay: number) => void timers.push({ at: time.now + delay, run });
  const serve = (atOnce?: number) => serveRecord(post, record, { now: () => time.now, later }, atOnce);
  const served = serve();
  const add = (count = 1) => {
    for (let i = 0; i < count; i += 1) {
      record.last += 1;
      served.added();
    }
  };
  const passTime = () => {
    const [timer] = timers.splice(0, 1);
    if (!timer) return false;
    time.now = timer.at;
    timer.run();
    return true;
  };
  return {
    record,
    time,
    passTime,
    serve,
    served,
    add,
    said: () => post.mock.calls.splice(0).map(([message]) => message),
  };
}

const spans = (said: readonly { readonly first: number; readonly last: number }[]) =>
  said.map(({ first, last }) => [first, last]);

test('a panel that had pulled all gets what comes at once, one piece for each pull', () => {
  const { record, served, add, said } = setUp();
  add();
  expect(said()).toEqual([]);
  served.pull(0, 10);
  expect(said()).toMatchObject([{ t: 'piece', after: 0, first: 1, last: 1 }]);
  add();
  expect(said()).toEqual([]);
  served.pull(1, 10);
  served.pull(2, 10);
  said();
  add(3);
  expect(said()).toEqual([{ t: 'piece', after: 2, first: 3, last: 3, text: '3-3' }]);
  served.pull(3, 1);
  expect(said()).toMatchObject([{ first: 4, last: 4 }]);
  served.pull(4, 1);
  expect(said()).toMatchObject([{ first: 5, last: 5 }]);
  served.pull(5, 1);
  record.cleared = 5;
  add();
  expect(said()).toMatchObject([{ first: 6, last: 6 }]);
});

test('of a window that hears of no pull, a piece goes out every 50 ms', () => {
  const { served, time, add, said } = setUp();
  served.pull(0, 10);
  for (const [ms, expected] of [
    [0, [[1, 1]]],
    [49, []],
    [50, [[2, 3]]],
    [99, []],
    [100, [[4, 5]]],
    [150, [[6, 6]]],
    [160, []],
  ] as const) {
    time.now = ms;
    add();
    expect({ ms, spans: spans(said()) }).toEqual({ ms, spans: expected });
  }
  // What follows was asked for before the panel had what is on its way.
  served.pull(1, 10);
  served.pull(3, 10);
  add();
  expect(spans(said())).toEqual([]);
  served.pull(6, 10);
  expect(spans(said())).toEqual([[7, 8]]);
});

test('what was put off goes out when its time has come, even if nothing more happens', () => {
  const { served, time, passTime, add, said } = setUp();
  served.pull(0, 10);
  add(4);
  expect(spans(said())).toEqual([[1, 1]]);
  expect([passTime(), spans(said()), time.now]).toEqual([true, [[2, 4]], 50]);
  expect(passTime()).toBe(false);
  add(2);
  served.pull(4, 10);
  expect(spans(said())).toEqual([[5, 6]]);
  // Its time comes all the same: nothing is left then.
  expect([passTime(), said(), passTime()]).toEqual([true, [], false]);
});

test('a time that comes too early is waited for once more', () => {
  const { served, time, passTime, add, said } = setUp();
  served.pull(0, 10);
  add(2);
  time.now = 20;
  served.pull(1, 10);
  add();
  expect(spans(said())).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect([passTime(), time.now, said()]).toEqual([true, 50, []]);
  expect([passTime(), time.now, spans(said()), passTime()]).toEqual([true, 100, [[3, 3]], false]);
});

describe('to who does not ask', () => {
  test('so many characters go out at once, and after that a piece every 50 ms', () => {
    const { record, serve, time, said } = setUp(() => 'x'.repeat(6_000));
    const served = serve(10_000);
    served.pull(0, 10);
    for (const [ms, expected] of [
      [0, [[1, 1]]],
      [1, [[2, 2]]],
      [50, []],
      [51, [[3, 4]]],
      [100, []],
      [101, [[5, 6]]],
    ] as const) {
      time.now = ms;
      record.last += 1;
      served.added();
      expect({ ms, spans: spans(said()) }).toEqual({ ms, spans: expected });
    }
  });

  test('what is more than a piece goes out piece by piece, though nothing is added', () => {
    const { record, serve, passTime, said } = setUp(() => 'x'.repeat(6_000));
    record.last = 7;
    const served = serve(10_000);
    served.pull(0, 2);
    served.added();
    expect(spans(said())).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect([passTime(), spans(said())]).toEqual([true, [[5, 6]]]);
    expect([passTime(), spans(said()), passTime()]).toEqual([true, [[7, 7]], false]);
  });
});

test('and a megabyte at most, until the panel has all of that', () => {
  const { served, time, add, said } = setUp(() => 'x'.repeat(400_000));
  served.pull(0, 10);
  const count = (more: number) => {
    for (let i = 0; i < more; i += 1) {
      time.now += 1_000;
      add();
    }
    return said().length;
  };
  expect([count(3), count(5)]).toEqual([3, 0]);
  served.pull(2, 10);
  expect(count(1)).toBe(0);
  served.pull(3, 10);
  expect([count(0), count(2), count(5)]).toEqual([1, 2, 0]);
});

test('nothing goes out before the first pull', () => {
  const { served, time, add, said } = setUp();
  add();
  time.now = 1_000;
  add();
  expect(said()).toEqual([]);
  served.pull(2, 10);
  expect(said()).toEqual([]);
});

test('who asks again for what is on its way gets it again', () => {
  const { served, add, said } = setUp();
  add(3);
  served.pull(1, 10);
  served.pull(1, 10);
  served.pull(0, 1);
  expect(said().map(({ first, last }) => [first, last])).toEqual([
    [2, 3],
    [2, 3],
    [1, 1],
  ]);
});

test('a panel that cleared goes on behind what was on its way', () => {
  const { record, served, add, said } = setUp();
  served.pull(0, 10);
  add(3);
  record.cleared = 3;
  served.pull(3, 10);
  expect(said()).toMatchObject([{ first: 1, last: 1 }]);
  add();
  expect(said()).toMatchObject([{ after: 3, first: 4, last: 4 }]);
});

test('what was cleared is not called gone: the piece begins after it, even where nothing came since', () => {
  const { record, serve, add, said } = setUp();
  add(5);
  record.trimmed = 4;
  record.cleared = 4;
  serve().pull(1, 10);
  record.trimmed = 5;
  record.cleared = 5;
  serve().pull(1, 10);
  expect(said()).toEqual([
    { t: 'piece', after: 4, first: 5, last: 5, text: '5-5' },
    { t: 'piece', after: 5, first: 6, last: 5, text: '' },
  ]);
});

test('says what is gone: cut off before a piece, or all of it', () => {
  const { record, serve, served, add, said } = setUp();
  add(5);
  record.trimmed = 3;
  serve().pull(1, 10);
  record.trimmed = 5;
  served.pull(1, 10);
  served.pull(5, 10);
  expect(said()).toEqual([
    { t: 'piece', after: 1, first: 4, last: 5, text: '4-5' },
    { t: 'piece', after: 1, first: 6, last: 5, text: '' },
  ]);
});

test('flush posts what was not handed out, from the last piece on', () => {
  const { served, add, said } = setUp();
  add(4);
  served.pull(1, 2);
  said();
  add(2);
  served.flush();
  expect(said()).toEqual([
    { t: 'piece', after: 3, first: 4, last: 5, text: '4-5' },
    { t: 'piece', after: 5, first: 6, last: 6, text: '6-6' },
  ]);
  served.flush();
  expect(said()).toEqual([]);
});
