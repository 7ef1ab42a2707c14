import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHeap } from '../scenario/heap.ts';
import { createVirtualClock } from './virtual-clock.ts';

describe('the virtual clock', () => {
  it('runs what falls due in order of time, then of asking', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (delays) => {
        const clock = createVirtualClock();
        const ran: { readonly at: number; readonly index: number }[] = [];
        delays.forEach((delay, index) => void clock.later(delay, () => ran.push({ at: clock.now(), index })));
        clock.pass(20);
        const expected = delays.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at || a.index - b.index);
        expect(ran).toEqual(expected);
      }),
    );
  });
  it('runs what is asked for meanwhile, and stands at the end', () => {
    const clock = createVirtualClock();
    const ran: number[] = [];
    clock.later(10, () => {
      ran.push(clock.now());
      clock.later(5, () => ran.push(clock.now()));
      clock.later(50, () => ran.push(clock.now()));
    });
    clock.pass(40);
    expect(ran).toEqual([10, 15]);
    expect(clock.now()).toBe(40);
    clock.advanceTo(60);
    expect(ran).toEqual([10, 15, 60]);
    clock.advanceTo(1);
    expect(clock.now()).toBe(60);
  });
  it('does not run what was cancelled', () => {
    const clock = createVirtualClock();
    const ran: string[] = [];
    const cancel = clock.later(1, () => ran.push('a'));
    clock.later(0, () => cancel());
    clock.pass(5);
    expect(ran).toEqual([]);
  });
});

describe('the heap', () => {
  it('looks at few of many: 100 000 in and out take some millions of comparisons, not billions', () => {
    let compared = 0;
    const heap = createHeap<number>((a, b) => {
      compared += 1;
      return a < b;
    });
    for (let n = 0; n < 100_000; n++) heap.push((n * 7919) % 100_003);
    const taken: number[] = [];
    for (let next = heap.take(); next !== undefined; next = heap.take()) taken.push(next);
    expect(taken).toHaveLength(100_000);
    expect(taken.findIndex((next, place) => next <= (taken[place - 1] ?? -1))).toBe(-1);
    expect(compared).toBeLessThan(5_000_000);
  });
});
