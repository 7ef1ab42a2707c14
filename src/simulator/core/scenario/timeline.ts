/** A scenario laid out in time: repeated steps written out, each with the ms at which it is due. */
import type { Deed, Scenario, Step, Timing } from './scenario-types.ts';
import { msOfTime } from './times.ts';

/** No scenario has more steps than this once its repetitions are written out. */
export const MOST_STEPS = 100_000;

/** One step at its time. */
export interface DueStep {
  /** ms since the scenario's start. */
  readonly atMs: number;
  /** Its place in the scenario's `steps`. */
  readonly index: number;
  readonly deed: Deed;
}

/** When a step is due, in ms since the scenario's start. */
export interface Due {
  readonly first: number;
  readonly times: number;
  /** Between two of its times. */
  readonly every: number;
  readonly last: number;
}

/** When a step is due, from when the one before was. Throws RangeError for what is no time. */
export function dueOf(timing: Timing, before: Due | null): Due {
  const first = timing.at !== undefined ? msOfTime(timing.at) : (before?.last ?? 0) + msOfTime(timing.after ?? 0);
  const times = timing.times ?? 1;
  const every = msOfTime(timing.every ?? 0);
  return { first, times, every, last: first + Math.max(0, times - 1) * every };
}

/**
 * All steps in the order in which they are due; those due at the same time in the order in which they are written.
 * Throws RangeError for more than `MOST_STEPS` steps and for what is no time.
 */
export function timelineOf({ steps }: Pick<Scenario, 'steps'>): readonly DueStep[] {
  const all: DueStep[] = [];
  let before: Due | null = null;
  for (const [index, step] of steps.entries()) {
    const due = dueOf(step, before);
    before = due;
    if (!(all.length + due.times <= MOST_STEPS)) {
      throw new RangeError(`The scenario has more than ${MOST_STEPS} steps, repetitions counted.`);
    }
    for (let n = 1; n <= due.times; n++) {
      all.push({ atMs: due.first + (n - 1) * due.every, index, deed: deedOf(step, n) });
    }
  }
  // Sorting is stable, so what is written first goes first.
  return all.sort((a, b) => a.atMs - b.atMs);
}

/** Deeper than this nothing is numbered: a scenario from a script may hold cycles. */
const MOST_DEPTH = 100;

/** The step for its nth time: `{n}` in its texts becomes that number. */
function deedOf(step: Step, n: number): Deed {
  return step.times === undefined ? step : numbered(step, String(n), 0);
}

function numbered<T>(value: T, n: string, depth: number): T;
function numbered(value: unknown, n: string, depth: number): unknown {
  if (typeof value === 'string') return value.replaceAll('{n}', n);
  if (depth > MOST_DEPTH) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => numbered(one, n, depth + 1));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]: [string, unknown]) => [
      key.replaceAll('{n}', n),
      numbered(one, n, depth + 1),
    ]),
  );
}
