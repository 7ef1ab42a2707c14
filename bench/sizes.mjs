// @ts-check
/** How much is sent and loaded in one sample. */

/** Messages of a burst. */
export const BURST = 10_000;
/** Interactions that a burst is about, each in a case of its own. Each comes `BURST / INTERACTIONS` times. */
export const INTERACTIONS = 10_000;
/** Documents loaded, one after another, to measure what loading one costs. */
export const LOADS = 100;
