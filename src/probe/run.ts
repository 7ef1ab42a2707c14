/** Running the page's functions, and the probe's own work beside them. */
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
