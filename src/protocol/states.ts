/** The 30 documented states of an interaction (docs/protocol.md#states). */

/** Which kind of interaction a state belongs to, by the document's own wording. */
export type StateGroup = 'any' | 'voice' | 'preview' | 'openMedia' | 'chat' | 'outboundEmail';

/** Every documented state with its group, in the reference's order. Two traps: CANCELED (preview) and CANCELLED (e-mail). */
export const STATE_GROUPS = {
  UNKNOWN: 'any',
  IDLE: 'any',
  RINGING: 'voice',
  DIALING: 'voice',
  TALKING: 'voice',
  HELD: 'voice',
  PREVIEW: 'preview',
  READY: 'preview',
  CANCELED: 'preview',
  REJECTED: 'preview',
  INVITED: 'openMedia',
  ACCEPTED: 'openMedia',
  CREATED: 'openMedia',
  PULLED: 'openMedia',
  REVOKED: 'openMedia',
  COMPLETED: 'openMedia',
  ERROR: 'openMedia',
  SAVED: 'openMedia',
  TRANSFERRING: 'openMedia',
  TRANSFER_COMPLETED: 'openMedia',
  INVITED_CONFERENCE: 'openMedia',
  LEFT_CONFERENCE: 'openMedia',
  USER_DATA_ATTACHED: 'openMedia',
  USER_DATA_UPDATED: 'openMedia',
  JOIN_PENDING: 'chat',
  JOIN_FAILED: 'chat',
  HISTORY_IN_PROGRESS: 'chat',
  HISTORY_DONE: 'chat',
  CANCELLED: 'outboundEmail',
  SENT: 'outboundEmail',
} as const satisfies Record<string, StateGroup>;

/** One of the 30 documented states. */
export type InteractionState = keyof typeof STATE_GROUPS;

/** All documented states, in the reference's order. */
export const INTERACTION_STATES = Object.keys(STATE_GROUPS) as readonly InteractionState[];

/** Whether a text is a documented state. An unknown one is shown as it is, never refused. */
export function isInteractionState(state: unknown): state is InteractionState {
  return typeof state === 'string' && Object.hasOwn(STATE_GROUPS, state);
}
