/** The way between a frame and WWE: it takes time, and keeps the order of what a frame sends. */

/** The way. */
export interface Wire {
  /** Carries out `work` in `ms`, but never before what the same frame sent earlier; at once if both allow. */
  arrive(frame: string, ms: number, work: () => void): void;
  /** Carries out `work` in `ms`, in no order with anything else. 0: at once. */
  delay(frame: string, ms: number, work: () => void): void;
  /** The frame is gone: what was under way for it never comes. */
  drop(frame: string): void;
}

interface Arriving {
  ready: boolean;
  readonly work: () => void;
}

/** Makes a way that takes its time from `later`. */
export function createWire(later: (ms: number, work: () => void) => () => void): Wire {
  const lines = new Map<string, Arriving[]>();
  const timers = new Map<string, Set<() => void>>();
  const wait = (frame: string, ms: number, work: () => void): void => {
    const own = timers.get(frame) ?? new Set();
    timers.set(frame, own);
    const cancel = later(ms, () => {
      own.delete(cancel);
      if (own.size === 0 && timers.get(frame) === own) timers.delete(frame);
      work();
    });
    own.add(cancel);
  };
  const flush = (frame: string): void => {
    const line = lines.get(frame);
    while (line?.[0]?.ready === true) line.shift()?.work();
    if (line?.length === 0 && lines.get(frame) === line) lines.delete(frame);
  };
  return {
    arrive(frame, ms, work) {
      const line = lines.get(frame) ?? [];
      if (line.length === 0 && ms === 0) {
        work();
        return;
      }
      lines.set(frame, line);
      const one: Arriving = { ready: ms === 0, work };
      line.push(one);
      if (ms === 0) return; // whoever is first in the line takes it along
      wait(frame, ms, () => {
        one.ready = true;
        flush(frame);
      });
    },
    delay(frame, ms, work) {
      if (ms === 0) work();
      else wait(frame, ms, work);
    },
    drop(frame) {
      for (const cancel of timers.get(frame) ?? []) cancel();
      timers.delete(frame);
      // Emptied, not only forgotten: `flush` may be at work on it.
      lines.get(frame)?.splice(0);
      lines.delete(frame);
    },
  };
}
