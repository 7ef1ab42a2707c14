/**
 * The state transitions of docs/protocol.md#state-transitions, as data. Not one of them is documented: a transition
 * that is not listed is unusual, never wrong.
 */
import type { InteractionState } from './states.ts';

/**
 * The tables of docs/protocol.md#state-transitions. Media other than the named ones follow `openMedia` (inbound e-mail
 * and workitem too).
 */
export type MediumGroup = 'voice' | 'openMedia' | 'chat' | 'outboundEmail' | 'preview';

/** For each state, the listed next ones; the key `new` has the first states. */
export type TransitionTable = { readonly [State in InteractionState | 'new']?: readonly InteractionState[] };

const AFTER_ACCEPTED: readonly InteractionState[] = [
  'SAVED',
  'TRANSFERRING',
  'COMPLETED',
  'ERROR',
  'REVOKED',
  'IDLE',
  'USER_DATA_ATTACHED',
  'USER_DATA_UPDATED',
];
const AFTER_DRAFT: readonly InteractionState[] = ['SAVED', 'SENT', 'CANCELLED', 'TRANSFERRING'];

/** docs/protocol.md#state-transitions. */
export const TRANSITIONS: Readonly<Record<MediumGroup, TransitionTable>> = {
  voice: {
    new: ['RINGING', 'DIALING', 'TALKING', 'HELD'],
    RINGING: ['TALKING', 'IDLE'],
    DIALING: ['TALKING', 'IDLE'],
    TALKING: ['HELD', 'IDLE'],
    HELD: ['TALKING', 'IDLE'],
  },
  openMedia: {
    new: ['INVITED', 'CREATED', 'PULLED', 'INVITED_CONFERENCE'],
    INVITED: ['ACCEPTED', 'REVOKED'],
    PULLED: ['ACCEPTED', ...AFTER_ACCEPTED],
    CREATED: ['ACCEPTED', ...AFTER_ACCEPTED],
    ACCEPTED: [...AFTER_ACCEPTED, 'LEFT_CONFERENCE'],
    SAVED: AFTER_ACCEPTED,
    TRANSFERRING: ['TRANSFER_COMPLETED', 'ERROR', 'ACCEPTED'],
    TRANSFER_COMPLETED: ['IDLE'],
    REVOKED: ['IDLE'],
    COMPLETED: ['IDLE'],
    INVITED_CONFERENCE: ['ACCEPTED', 'REVOKED'],
    LEFT_CONFERENCE: ['IDLE'],
    ERROR: ['ACCEPTED', 'IDLE'],
  },
  chat: {
    new: ['INVITED', 'INVITED_CONFERENCE'],
    INVITED: ['ACCEPTED', 'REVOKED'],
    INVITED_CONFERENCE: ['ACCEPTED', 'REVOKED'],
    ACCEPTED: ['JOIN_PENDING'],
    JOIN_PENDING: ['HISTORY_IN_PROGRESS', 'JOIN_FAILED', 'ACCEPTED'],
    JOIN_FAILED: ['JOIN_PENDING', 'IDLE'],
    HISTORY_IN_PROGRESS: ['HISTORY_DONE'],
    HISTORY_DONE: ['IDLE', 'TRANSFERRING', 'LEFT_CONFERENCE', 'USER_DATA_ATTACHED', 'USER_DATA_UPDATED'],
    TRANSFERRING: ['TRANSFER_COMPLETED', 'ERROR', 'ACCEPTED'],
    TRANSFER_COMPLETED: ['IDLE'],
    REVOKED: ['IDLE'],
    LEFT_CONFERENCE: ['IDLE'],
    COMPLETED: ['IDLE'],
  },
  outboundEmail: {
    new: ['CREATED', 'PULLED'],
    CREATED: AFTER_DRAFT,
    PULLED: AFTER_DRAFT,
    SAVED: ['SENT', 'CANCELLED'],
    SENT: ['IDLE'],
    CANCELLED: ['IDLE'],
    TRANSFERRING: ['TRANSFER_COMPLETED', 'ERROR'],
  },
  preview: {
    new: ['PREVIEW', 'INVITED'],
    INVITED: ['PREVIEW', 'ACCEPTED', 'REVOKED'],
    PREVIEW: ['READY', 'CANCELED', 'REJECTED'],
    READY: ['CANCELED', 'REJECTED', 'IDLE'],
    CANCELED: ['IDLE'],
    REJECTED: ['IDLE'],
  },
};

/**
 * Whether docs/protocol.md#state-transitions lists a transition. UNKNOWN says nothing, and USER_DATA_ATTACHED and
 * USER_DATA_UPDATED may be followed by whatever the state before them may (docs/protocol.md#open-media-transitions),
 * which this pair alone does not tell: all these are listed.
 * @param from the state before; null at first sight
 */
export function isListedTransition(group: MediumGroup, from: string | null, to: string): boolean {
  if (from === to || to === 'UNKNOWN' || from === 'UNKNOWN') return true;
  if (from === 'USER_DATA_ATTACHED' || from === 'USER_DATA_UPDATED') return true;
  const table: Readonly<Record<string, readonly string[] | undefined>> = TRANSITIONS[group];
  const key = from ?? 'new';
  return Object.hasOwn(table, key) && (table[key]?.includes(to) ?? false);
}
