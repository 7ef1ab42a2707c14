/**
 * Changes of user data, and the state that they may bring (docs/protocol.md#states,
 * docs/protocol.md#unknown-state-order).
 */

import { isInHand } from '../state/allowed-states.ts';
import type { LiveInteraction } from '../state/live-interaction.ts';
import type { ActsParts } from './rule.ts';

/** Lays values over an interaction's own; false if one of the keys is new. Says nothing to anybody. */
export function layOver(live: LiveInteraction, userData: Readonly<Record<string, unknown>> = {}): boolean {
  const entries = Object.entries(userData);
  const known = entries.every(([key]) => live.userData.has(key));
  for (const [key, value] of entries) live.userData.set(key, value);
  return known;
}

/**
 * Tells of a change of user data. With the setting `userDataState` it becomes the state, where that transition is
 * listed: for what is in hand and no call. Elsewhere the state stays.
 */
export function tellUserData(
  { interactions, settings }: Pick<ActsParts, 'interactions' | 'settings'>,
  live: LiveInteraction,
  change: 'attached' | 'updated',
): void {
  const eventType = settings().eventTypes.userData;
  if (settings().userDataState === 'kept' || !isInHand(live)) interactions.tell(live, eventType);
  else interactions.move(live, change === 'attached' ? 'USER_DATA_ATTACHED' : 'USER_DATA_UPDATED', eventType);
}
