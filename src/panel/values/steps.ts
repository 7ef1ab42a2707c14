/** Long work in steps: between two of them the browser gets its turn, and the work can be given up. Pure. */

/** Work that stops now and then; goes on when it is asked for its next step. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** So many things are looked at in one step. */
export const MOST_A_STEP = 1_000;

/** Counts what work looks at. */
export class StepCount {
  private left = MOST_A_STEP;

  /** One more thing is looked at. @returns whether the step ends here: `if (count.isFull()) yield;` */
  isFull(): boolean {
    this.left -= 1;
    if (this.left > 0) return false;
    this.left = MOST_A_STEP;
    return true;
  }
}

/** Does it in one go. */
export function runAll<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

/** ms that a slice of work may take. */
const SLICE = 8;

/** Does as many steps as fit into a slice of time. @returns the result; null: there is more to do */
export function runSlice<Result>(steps: Steps<Result>, now: () => number): { readonly is: Result } | null {
  const until = now() + SLICE;
  do {
    const next = steps.next();
    if (next.done) return { is: next.value };
  } while (now() < until);
  return null;
}
