// @ts-check
/** How much is sent and loaded in one sample. */

/** Messages of a burst. */
export const BURST = 10_000;
/** Interactions that a burst is about, each in a case of its own. Each comes `BURST / INTERACTIONS` times. */
export const INTERACTIONS = 10_000;
/** Documents loaded, one after another, to measure what loading one costs. */
export const LOADS = 100;
/** Messages retained when the Messages view is looked at. */
export const RETAINED = 50_000;
/** Messages retained for growth: with few of them, and with many. */
export const FEW = 1_000;
export const MANY = 100_000;
/** Calls, and events handled, in one batch. */
export const CALLS = 1_000;
/** Messages recorded when DevTools are opened; a record holds them all. */
export const RECORDED = 20_000;
/** Messages of a soak; bursts of it, and interactions of one burst, which no other burst is about. */
export const SOAK = 1_000_000;
export const SOAK_INTERACTIONS = 2_500;
