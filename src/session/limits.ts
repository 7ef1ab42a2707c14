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
