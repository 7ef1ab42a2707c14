/** Running the page's functions, and the probe's own work beside them. */
import { textOf } from './natives.ts';
import type { Call } from './unseen.ts';

/** Runs something after so many ms. */
export type Later = (run: () => void, delay: number) => unknown;

/** There is one probe in a window, and once it is over it is over. */
let isEnded = false;

/** Whether the probe was told to stop. */
export const isOver = () => isEnded;

/** From here on only the page's functions run, as if there were no probe around them. */
export function end(): void {
  isEnded = true;
}

/**
 * Does the probe's own work, unless it is over. It fails open: what goes wrong in it never reaches the page.
 * @returns undefined if it went wrong, or was not done
 */
export function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return isEnded ? undefined : work();
  } catch {
    return undefined;
  }
}

/** A note of how a function runs: its last two fields are how long it took (ms), and what it threw. */
type RunNote = [...unknown[], took: number, threw: string | null];

/**
 * Fills the note of a run in: when it returned, or, if it threw, when the turn ends. So long it may look as if it were
 * still running.
 */
export function timed(call: Call, note: RunNote, began: number, now: () => number): void {
  const took = note.length - 2;
  call.after = (result) => {
    note[took] = now() - began;
    return result;
  };
  call.onThrow = (thrown) => {
    note[took] = now() - began;
    note[took + 1] = textOf(thrown);
  };
}
