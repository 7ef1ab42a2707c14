/** Heights that lists reckon with to draw only what is in sight, in CSS px. design/tokens.css has the same. */

/** The name of a case, with what surrounds it: `--case`. */
export const CASE = 34;
/** An interaction in it: `--case-bar`. */
export const BAR = 30;
/** The buttons below an interaction: `--case-acts`. */
export const ACTS = 34;
/** A step of a scenario: `--step`. */
export const STEP_LINE = 24;
/** The list of steps: `--steps`. */
export const STEP_LIST = 240;
