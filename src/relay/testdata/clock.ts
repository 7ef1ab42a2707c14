/** Time that passes only when the test says so. */

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock with its timers. Those that are due at the same time run in the order in which they were set. */
export class Clock {
  /** ms since the epoch. */
  now = 1_000_000;
  private timers: Timer[] = [];

  /** Runs `run` after `delay` ms. @returns how to call it off */
  later(run: () => void, delay: number): () => void {
    const timer = { at: this.now + delay, run };
    const place = this.timers.findIndex(({ at }) => at > timer.at);
    this.timers.splice(place < 0 ? this.timers.length : place, 0, timer);
    return () => {
      this.timers = this.timers.filter((one) => one !== timer);
    };
  }

  /** Goes on to the next timer, if it is due within `most` ms, and runs it. @returns how many ms passed; null: none is */
  next(most = Number.POSITIVE_INFINITY): number | null {
    const [timer] = this.timers;
    if (!timer || timer.at - this.now > most) return null;
    const passed = timer.at - this.now;
    this.timers.shift();
    this.now = timer.at;
    timer.run();
    return passed;
  }
}
