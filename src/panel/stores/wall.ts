/**
 * The times of day at which things happened. All else goes by a clock that never jumps (`TabRoad.now`); the wall clock
 * jumps, and stood otherwise before. What is known of it are samples: one with each entry, and one with each second of the
 * panel. When exactly it jumped in between nobody knows.
 */

/** Samples that are apart by no more than this, in ms, are of one time without a jump. */
const SAME_MS = 200;
/** A smaller difference between two samples is not called a jump, in ms. */
const JUMP_MS = 1_000;
/** Jumps that are remembered. */
const MOST = 1_000;

/** A time without a jump, by the panel's clock, and by how much the wall clock was ahead of that, in ms. */
interface Stretch {
  from: number;
  to: number;
  readonly ahead: number;
}

/** What is known of the wall clock. */
export interface WallTimes {
  /** The wall clock was ahead by so much at a time of the panel's clock. In ms. */
  note(t: number, ahead: number): void;
  /**
   * By how much the wall clock went ahead of the panel's clock, or back, between two times of the latter: one number for each
   * jump that was surely in between, in ms, oldest first. It was set, or the computer slept.
   */
  jumps(from: number, to: number): readonly number[];
  /** What the wall clock showed at a time of the panel's clock, ms since the epoch. */
  at(t: number): number;
}

/** Knows nothing yet: the panel's own clock will do. */
export function createWallTimes(): WallTimes {
  /** By time; none overlap. */
  const stretches: Stretch[] = [];

  /** The last that begins at a time or before; -1: none does. */
  const indexAt = (t: number) => stretches.findLastIndex(({ from }) => from <= t);

  return {
    note(t, ahead) {
      if (!Number.isFinite(t) || !Number.isFinite(ahead)) return;
      const index = indexAt(t);
      const before = stretches[index];
      const after = stretches[index + 1];
      if (before && t <= before.to) return;
      if (before && Math.abs(before.ahead - ahead) <= SAME_MS) before.to = t;
      else if (after && Math.abs(after.ahead - ahead) <= SAME_MS) after.from = t;
      else if (stretches.length < MOST) stretches.splice(index + 1, 0, { from: t, to: t, ahead });
    },
    jumps(from, to) {
      const jumps: number[] = [];
      for (let index = Math.max(0, indexAt(from)); index + 1 < stretches.length; index += 1) {
        const [before, after] = [stretches[index], stretches[index + 1]];
        if (!before || !after || after.from > to) break;
        const jump = after.ahead - before.ahead;
        // Below that it may have been put right bit by bit.
        if (from <= before.to && Math.abs(jump) >= JUMP_MS) jumps.push(jump);
      }
      return jumps;
    },
    at(t) {
      return t + (stretches[Math.max(0, indexAt(t))]?.ahead ?? 0);
    },
  };
}
