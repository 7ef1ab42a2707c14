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

/** A note of how a function runs: its second field is when it began, its last two are how long it took (ms), and what it threw. */
type RunNote = [kind: unknown, at: number, ...fields: unknown[], took: number, threw: string | null];

/**
 * Makes what fills the notes of runs in: when the function returned, or, if it threw, when the turn ends. One and the same
 * for all runs: events come in thousands.
 */
export function createTimed(now: () => number): (call: Call, note: RunNote) => void {
  const fill = (note: unknown[] | null, threw: string | null): void => {
    if (!note) return;
    note[note.length - 2] = now() - (note[1] as number);
    note[note.length - 1] = threw;
  };
  const after: Call['after'] = (result, { note }) => {
    fill(note, null);
    return result;
  };
  const onThrow: Call['onThrow'] = (thrown, { note }) => fill(note, textOf(thrown));
  return (call, note) => {
    call.note = note;
    call.after = after;
    call.onThrow = onThrow;
  };
}
