/** How much a session keeps unless told otherwise. */
import type { SessionLimits } from './model.ts';

/** Enough for a day of an agent, and for an hour of a page that floods. */
export const DEFAULT_LIMITS: SessionLimits = {
  characters: 256 * 1024 * 1024,
  entries: 200_000,
  requests: 50_000,
  interactions: 20_000,
  transitions: 500,
  blockSteps: 500,
  held: 2_000,
};

/** States of all interactions together, about: many interactions keep fewer each. */
const MOST_STEPS = 200_000;
const FEWEST_STEPS = 20;

/** How many changes of state each interaction keeps. @param limit with few interactions @param interactions how many there are */
export function stepsFor(limit: number, interactions: number): number {
  return Math.min(limit, Math.max(FEWEST_STEPS, Math.floor(MOST_STEPS / interactions)));
}
