import { describe, expect, test } from 'vitest';
import { createLater, createQueue } from './queue.ts';

/** A queue, and the turns that were put off. */
function setUp() {
  const turns: (() => void)[] = [];
  const taken: number[] = [];
  const queue = createQueue<number>(
    (item) => void taken.push(item),
    (run) => void turns.push(run),
  );
  return { queue, taken, turns, turn: () => turns.shift()?.() };
}

describe('what waits', () => {
  test('is taken in order, each after a whole wait', () => {
    const { queue, taken, turns, turn } = setUp();
    expect(queue.isEmpty).toBe(true);
    queue.add(1);
    queue.add(2);
    expect([taken, turns.length, queue.isEmpty]).toEqual([[], 1, false]);
    turn();
    // The second came while the first was waiting already.
    expect([taken, turns.length]).toEqual([[1], 1]);
    turn();
    expect([taken, turns.length, queue.isEmpty]).toEqual([[1, 2], 0, true]);
    queue.add(3);
    turn();
    expect(taken).toEqual([1, 2, 3]);
  });

  test('is taken at once on demand; what comes next waits anew, and a turn of before takes nothing', () => {
    const { queue, taken, turn } = setUp();
    queue.add(1);
    queue.add(2);
    queue.takeAll();
    expect(taken).toEqual([1, 2]);
    queue.add(3);
    turn();
    expect(taken).toEqual([1, 2]);
    turn();
    expect(taken).toEqual([1, 2, 3]);
  });

  test('is forgotten on demand', () => {
    const { queue, taken, turn } = setUp();
    queue.add(1);
    queue.clear();
    expect(queue.isEmpty).toBe(true);
    queue.add(2);
    turn();
    turn();
    expect(taken).toEqual([2]);
  });

  test('is forgotten also by what is just taken', () => {
    const taken: number[] = [];
    const queue = createQueue<number>(
      (item) => {
        taken.push(item);
        queue.clear();
      },
      () => {},
    );
    queue.add(1);
    queue.add(2);
    queue.takeAll();
    expect([taken, queue.isEmpty]).toEqual([[1], true]);
  });

  test('is a hundred at most: then the oldest is taken', () => {
    const { queue, taken, turn } = setUp();
    for (let i = 0; i < 103; i += 1) queue.add(i);
    expect(taken).toEqual([0, 1, 2]);
    turn();
    turn();
    expect(taken).toHaveLength(103);
  });

  test('is nothing, where there is no later', () => {
    const taken: number[] = [];
    const queue = createQueue<number>((item) => void taken.push(item));
    queue.add(1);
    queue.add(2);
    expect([taken, queue.isEmpty]).toEqual([[1, 2], true]);
  });
});

test('later is another task, before any timer; there is no channel until it is needed, and none in the end', async () => {
  const closed: string[] = [];
  let made = 0;
  class Channel extends MessageChannel {
    constructor() {
      super();
      made += 1;
      this.port1.addEventListener('close', () => closed.push('closed'));
    }
  }
  const stop = new AbortController();
  const later = createLater({ ...globalThis, MessageChannel: Channel }, stop.signal);
  expect(made).toBe(0);
  const order: string[] = [];
  await new Promise<void>((resolve) => {
    later(() => {
      order.push('later');
      resolve();
    });
    order.push('now');
    queueMicrotask(() => order.push('microtask'));
  });
  await new Promise<void>((resolve) => later(resolve));
  expect([order, made]).toEqual([['now', 'microtask', 'later'], 1]);
  stop.abort();
  await expect.poll(() => closed).toEqual(['closed']);
});
