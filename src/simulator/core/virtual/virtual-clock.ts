/** Time that passes when it is told to: an hour in milliseconds, the same each time. */
import { createHeap } from '../scenario/heap.ts';
import type { PlayerClock } from '../scenario/stage.ts';

/** A clock that begins at 0. */
export interface VirtualClock extends PlayerClock {
  /** Lets so many ms pass, running what falls due, in order; at equal times, what was asked for first. */
  pass(ms: number): void;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  work: (() => void) | null;
}

/** Makes a clock. */
export function createVirtualClock(): VirtualClock {
  let time = 0;
  let order = 0;
  const timers = createHeap<Timer>((a, b) => a.at < b.at || (a.at === b.at && a.order < b.order));
  const advanceTo = (end: number): void => {
    for (let next = timers.first(); next !== undefined && next.at <= end; next = timers.first()) {
      timers.take();
      if (next.work === null) continue;
      time = Math.max(time, next.at);
      next.work();
    }
    time = Math.max(time, end);
  };
  return {
    now: () => time,
    later(ms, work) {
      const timer: Timer = { at: time + Math.max(0, ms), order: order++, work };
      timers.push(timer);
      return () => {
        timer.work = null;
      };
    },
    advanceTo,
    pass: (ms) => advanceTo(time + ms),
  };
}
