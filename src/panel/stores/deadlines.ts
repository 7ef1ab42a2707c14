/** Things that are to happen at a time, by a clock that is a signal. While nothing waits, nobody looks at the clock. */
import { effect, type ReadonlySignal, untracked } from '@preact/signals';

/** Deadlines of one clock. */
export interface Deadlines {
  /** Runs `run` once, when the clock comes to show `at`, a time that is still to come, or more. @returns cancels it */
  set(at: number, run: () => void): () => void;
}

interface Deadline {
  readonly at: number;
  readonly run: () => void;
}

/** Makes them. @param clock ms since the epoch */
export function createDeadlines(clock: ReadonlySignal<number>): Deadlines {
  /** The earliest first: a tick of the clock looks at that one alone. */
  const waiting: Deadline[] = [];
  let stop: (() => void) | null = null;

  function look(): void {
    const now = clock.value;
    untracked(() => {
      for (let [first] = waiting; first && first.at <= now; [first] = waiting) {
        waiting.shift();
        first.run();
      }
    });
    rest();
  }
  function rest(): void {
    if (waiting.length > 0) return;
    stop?.();
    stop = null;
  }

  return {
    set(at, run) {
      const deadline = { at, run };
      waiting.splice(waiting.findLastIndex((one) => one.at <= at) + 1, 0, deadline);
      stop ??= effect(look);
      return () => {
        const place = waiting.indexOf(deadline);
        if (place >= 0) waiting.splice(place, 1);
        rest();
      };
    },
  };
}
