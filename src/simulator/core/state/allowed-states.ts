/** What can be done with an interaction by the state in which it stands (docs/protocol.md#state-transitions). */
import type { InteractionState } from '../../../protocol/states.ts';
import type { Kind, LiveInteraction } from './live-interaction.ts';

/**
 * The states in which an interaction of each kind may appear, its usual one first (docs/protocol.md#state-transitions;
 * "(new)" in its tables).
 */
export const ENTRY_STATES: Readonly<Record<Kind, readonly InteractionState[]>> = {
  voice: ['RINGING', 'DIALING', 'TALKING', 'HELD', 'UNKNOWN'],
  chat: ['INVITED', 'INVITED_CONFERENCE', 'UNKNOWN'],
  email: ['INVITED', 'CREATED', 'PULLED', 'INVITED_CONFERENCE', 'UNKNOWN'],
  outboundEmail: ['CREATED', 'PULLED', 'UNKNOWN'],
  openMedia: ['INVITED', 'CREATED', 'PULLED', 'INVITED_CONFERENCE', 'UNKNOWN'],
  preview: ['PREVIEW', 'INVITED', 'UNKNOWN'],
};

/** Whether it stands in one of the states, user data changed meanwhile or not. */
export function isIn(live: LiveInteraction, ...states: readonly InteractionState[]): boolean {
  return states.includes(live.basicState);
}

/** A call that is connected, held or not. */
export function isConnected(live: LiveInteraction): boolean {
  return live.kind === 'voice' && isIn(live, 'TALKING', 'HELD');
}

/**
 * Whether the agent has it in hand, for what docs/protocol.md#open-media-transitions allows from ACCEPTED. SAVED,
 * CREATED and PULLED count as ACCEPTED there; a chat is in hand when it has joined, or was accepted without joining.
 */
export function isInHand(live: LiveInteraction): boolean {
  if (live.kind === 'voice' || live.kind === 'preview') return false;
  if (live.kind === 'outboundEmail') return isIn(live, 'ACCEPTED');
  if (live.kind === 'chat') return isIn(live, 'HISTORY_DONE') || (isIn(live, 'ACCEPTED') && !live.joining);
  return isIn(live, 'ACCEPTED', 'SAVED', 'CREATED', 'PULLED');
}

/**
 * Whether marking it done makes it COMPLETED; everything else must be over first
 * (docs/protocol.md#open-media-transitions).
 */
export function isCompletable(live: LiveInteraction): boolean {
  return live.kind !== 'chat' && isInHand(live);
}

/** Whether others can join and leave. */
export function takesParties(live: LiveInteraction): boolean {
  return isConnected(live) || isInHand(live);
}
