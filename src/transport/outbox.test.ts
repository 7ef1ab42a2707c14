import { describe, expect, test, vi } from 'vitest';
import type { Done, FromPanel, Order } from './link-messages.ts';
import { createOutbox, executeOnce } from './outbox.ts';
import { COMMAND } from './testdata/command.ts';

const SEND: Order = { want: 'send', command: COMMAND };
const CLEAR: Order = { want: 'clear' };
const OFF: Order = { want: 'record', on: false };
const OBEYED: Done = { was: 'executed' };

describe('what a panel wants', () => {
  function setUp() {
    let time = 1_000;
    const orders = createOutbox('mark', () => time);
    return {
      orders,
      /** Gives orders. @returns what says them */
      give: (...given: Order[]): FromPanel[] => given.map((order) => orders.give(order)),
      pass(ms: number) {
        time += ms;
      },
    };
  }

  test('is said at once, each under an id of its own that bears the mark', () => {
    const { give } = setUp();
    expect(give(SEND, SEND)).toEqual([
      { t: 'order', id: 'mark-1', order: SEND },
      { t: 'order', id: 'mark-2', order: SEND },
    ]);
  });

  test('is said again, in its order and under its id, until it is confirmed', () => {
    const { orders, give } = setUp();
    const first = give(OFF, SEND, CLEAR);
    expect(orders.again()).toEqual(first);
    expect(orders.again()).toEqual(first);
    expect(orders.confirmed('mark-2')).toBe(SEND);
    expect(orders.again()).toEqual([first[0], first[2]]);
    const [last] = give(SEND);
    expect(orders.again()).toEqual([first[0], first[2], last]);
    for (const [id, order] of [
      ['mark-1', OFF],
      ['mark-3', CLEAR],
      ['mark-4', SEND],
    ] as const)
      expect(orders.confirmed(id)).toBe(order);
    expect(orders.again()).toEqual([]);
  });

  test('is confirmed once; what was never wanted is not', () => {
    const { orders } = setUp();
    orders.give(CLEAR);
    expect(['other-1', 'mark-2', '__proto__'].map((id) => orders.confirmed(id))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(orders.confirmed('mark-1')).toBe(CLEAR);
    expect(orders.confirmed('mark-1')).toBeUndefined();
  });

  test('a command is said again for 10 s, and then given up; all else is said for ever', () => {
    const { orders, give, pass } = setUp();
    const first = give(OFF, SEND, CLEAR);
    pass(10_000);
    expect(orders.again()).toEqual(first);
    pass(1);
    expect(orders.again()).toEqual([first[0], first[2]]);
    expect(orders.confirmed('mark-2')).toBeUndefined();
    pass(1_000_000);
    expect(orders.again()).toEqual([first[0], first[2]]);
  });

  test('when the document is gone only clearing waits for it', () => {
    const { orders, give } = setUp();
    const [, , clear] = give(OFF, SEND, CLEAR, SEND);
    orders.documentEnded();
    expect(orders.again()).toEqual([clear]);
    expect(orders.confirmed('mark-2')).toBeUndefined();
    // A command to the document that came back is one more.
    expect(give(SEND)).toEqual([{ t: 'order', id: 'mark-5', order: SEND }]);
    expect(orders.again()).toHaveLength(2);
  });

  test('it is clearing from the first wish to the last word about one', () => {
    const { orders, give } = setUp();
    const seen = [orders.isClearing];
    give(OFF, SEND);
    seen.push(orders.isClearing);
    give(CLEAR, CLEAR);
    seen.push(orders.isClearing);
    orders.confirmed('mark-3');
    orders.confirmed('mark-1');
    seen.push(orders.isClearing);
    orders.documentEnded();
    seen.push(orders.isClearing);
    orders.confirmed('mark-4');
    seen.push(orders.isClearing);
    expect(seen).toEqual([false, false, true, true, true, false]);
  });
});

describe('obedience', () => {
  test('executes an id once, and confirms it each time alike', () => {
    const answers: Done[] = [OBEYED, { was: 'refused', why: 'no window', detail: '' }, { was: 'cleared', last: 3 }];
    const execute = vi.fn((_: Order) => answers.shift() ?? OBEYED);
    const done = executeOnce(execute);
    const first = [done('a', OFF), done('b', SEND), done('c', CLEAR)];
    expect(first.map(({ was }) => was)).toEqual(['executed', 'refused', 'cleared']);
    expect([done('a', OFF), done('b', SEND), done('c', CLEAR)]).toEqual(first);
    expect(execute.mock.calls).toEqual([[OFF], [SEND], [CLEAR]]);
  });

  test('the same order under another id is another order', () => {
    const execute = vi.fn(() => OBEYED);
    const done = executeOnce(execute);
    done('panel-1', SEND);
    done('panel-2', SEND);
    expect(execute).toHaveBeenCalledTimes(2);
  });

  test('remembers 500 orders and forgets the oldest first: what it keeps is bounded', () => {
    const execute = vi.fn(() => OBEYED);
    const done = executeOnce(execute);
    for (let i = 0; i < 500; i += 1) done(`${i}`, SEND);
    done('0', SEND);
    expect(execute).toHaveBeenCalledTimes(500);
    done('500', SEND);
    for (let i = 1; i <= 500; i += 1) done(`${i}`, SEND);
    expect(execute).toHaveBeenCalledTimes(501);
    done('0', SEND);
    expect(execute).toHaveBeenCalledTimes(502);
  });

  test('an order that could not be executed for a bug is not taken for done', () => {
    const execute = vi.fn((): Done => OBEYED);
    execute.mockImplementationOnce(() => {
      throw new Error('A bug.');
    });
    const done = executeOnce(execute);
    expect(() => done('a', SEND)).toThrow('A bug.');
    expect(done('a', SEND)).toEqual(OBEYED);
  });
});
