/** Running the page's functions, and the probe's own work beside them. */
import { apply, type Callable, textOf } from './natives.ts';

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
 * @param always even then
 * @returns undefined if it went wrong, or was not done
 */
export function attempt<Result>(work: () => Result, always = false): Result | undefined {
  try {
    return isEnded && !always ? undefined : work();
  } catch {
    return undefined;
  }
}

/** What to do with how a function ran: when it began (ms), how long it took (ms), what it threw. */
export type Told = (at: number, took: number, threw: string | null) => void;

/** Calls a function of the page's, once, and tells how it ran. What it returns or throws passes. */
export function timed(original: Callable, self: unknown, given: unknown[], now: () => number, tell: Told): unknown {
  const at = now();
  let threw: string | null = null;
  try {
    return apply(original, self, given);
  } catch (error) {
    threw = textOf(error);
    throw error;
  } finally {
    attempt(() => tell(at, now() - at, threw));
  }
}
