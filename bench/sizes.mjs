// @ts-check
/** How much is sent and loaded in one sample. */

/** Messages of a burst. */
export const BURST = 10_000;
/** Interactions that a burst is about: as many as the panel keeps. Each comes `BURST / INTERACTIONS` times. */
export const INTERACTIONS = 5_000;
/** Documents loaded, one after another, to measure what loading one costs. */
export const LOADS = 100;
