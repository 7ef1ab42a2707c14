/** The present, as a signal that moves once a second: running times and time limits read it. */
import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';

/** A clock that ticks until `abort` does. @param now the panel's clock (`TabRoad.now`) @returns ms, by that clock */
export function createClock(now: () => number, abort: AbortSignal): ReadonlySignal<number> {
  const time = signal(now());
  const timer = setInterval(() => {
    time.value = now();
  }, 1_000);
  abort.addEventListener('abort', () => clearInterval(timer));
  return time;
}

/** Runs `run` once, when a clock comes to show `at`, a time that is still to come. @returns cancels it */
export function atTime(clock: ReadonlySignal<number>, at: number, run: () => void): () => void {
  const stop = effect(() => {
    if (clock.value < at) return;
    stop();
    untracked(run);
  });
  return stop;
}
