/** WWE's clock in a browser: real time × speed, from 0 on; it can stand still and be turned forward. */

/** The real time that it is made from. */
export interface RealTime {
  /** ms, only differences count; never goes back (`performance.now`). */
  now(): number;
  setTimeout(work: () => void, ms: number): number;
  clearTimeout(timer: number): void;
}

/** The clock. All its times are WWE's: ms since it was made, as if it ran at speed 1. */
export interface Clock {
  now(): number;
  /** Runs `work` in so many ms, after what is due earlier or was asked for earlier; returns what cancels it. */
  later(ms: number, work: () => void): () => void;
  /** Lets the clock jump to a time and runs all that falls due until then, in order; a time that is past does nothing. */
  advanceTo(ms: number): void;
  pause(): void;
  resume(): void;
  isPaused(): boolean;
  speed(): number;
  /** Throws RangeError for a speed that is not between `LEAST_SPEED` and `MOST_SPEED`. */
  setSpeed(speed: number): void;
  /** Nothing that waits will run any more. */
  stop(): void;
}

/** The slowest and the fastest that the clock goes. */
export const LEAST_SPEED = 0.01;
export const MOST_SPEED = 1000;

/** Longest delay of a browser's timer, ms. */
const LONGEST_MS = 2_147_483_647;
/** So many at most run in one go: work that asks for more work at once must not freeze the page. */
const MOST_IN_ONE_GO = 10_000;

interface Waiting {
  readonly at: number;
  readonly work: () => void;
}

/** Starts a clock. */
export function createClock(real: RealTime, startSpeed = 1): Clock {
  /** By time; of the same time, the one asked for first comes first. */
  const waiting: Waiting[] = [];
  let speed = checkSpeed(startSpeed);
  let paused = false;
  let stopped = false;
  /** The clock showed `mark` when the real time was `markReal`. */
  let mark = 0;
  let markReal = real.now();
  /** While work runs, the clock shows the time for which it was due. */
  let held: number | null = null;
  let timer: number | null = null;

  const running = (): number => (paused ? mark : mark + (real.now() - markReal) * speed);
  const setMark = (at: number): void => {
    mark = at;
    markReal = real.now();
  };
  const arm = (): void => {
    if (timer !== null) real.clearTimeout(timer);
    timer = null;
    const next = waiting[0];
    if (next === undefined || paused || stopped) return;
    timer = real.setTimeout(tick, Math.min(Math.max((next.at - running()) / speed, 0), LONGEST_MS));
  };
  const runUntil = (end: number, most: number): void => {
    const outer = held;
    try {
      for (let count = 0; count < most; count++) {
        const next = waiting[0];
        if (next === undefined || next.at > end) break;
        waiting.shift();
        held = Math.max(next.at, outer ?? next.at);
        next.work();
      }
    } finally {
      held = outer === null ? null : Math.max(outer, end);
      if (outer === null) arm();
    }
  };
  const tick = (): void => {
    timer = null;
    runUntil(running(), MOST_IN_ONE_GO);
  };

  return {
    now: () => held ?? running(),
    later(ms, work) {
      const one: Waiting = { at: (held ?? running()) + Math.max(ms, 0), work };
      waiting.splice(placeFor(waiting, one.at), 0, one);
      if (held === null && waiting[0] === one) arm();
      return () => {
        const place = waiting.indexOf(one);
        if (place >= 0) waiting.splice(place, 1);
      };
    },
    advanceTo(ms) {
      if (ms <= (held ?? running())) return;
      if (ms > running()) setMark(ms);
      runUntil(ms, Number.POSITIVE_INFINITY);
    },
    pause() {
      setMark(running());
      paused = true;
      arm();
    },
    resume() {
      setMark(running());
      paused = false;
      arm();
    },
    isPaused: () => paused,
    speed: () => speed,
    setSpeed(wanted) {
      const checked = checkSpeed(wanted);
      setMark(running());
      speed = checked;
      arm();
    },
    stop() {
      stopped = true;
      waiting.length = 0;
      arm();
    },
  };
}

/** Behind all that are due at the same time or earlier. */
function placeFor(waiting: readonly Waiting[], at: number): number {
  let [low, high] = [0, waiting.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((waiting[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether the clock can go at this speed. */
export function isSpeed(speed: number): boolean {
  return speed >= LEAST_SPEED && speed <= MOST_SPEED;
}

function checkSpeed(speed: number): number {
  if (isSpeed(speed)) return speed;
  throw new RangeError(`The speed must be a number from ${LEAST_SPEED} to ${MOST_SPEED}, not ${speed}.`);
}
