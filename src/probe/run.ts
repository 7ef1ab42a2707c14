/** Running the page's functions, and the probe's own work beside them. */
import { apply, type Callable, textOf } from './natives.ts';

/** Does the probe's own work. It fails open: what goes wrong in it never reaches the page. @returns undefined if so */
export function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
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
