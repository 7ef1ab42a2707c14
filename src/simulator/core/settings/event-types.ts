/**
 * The names of `eventType` that nobody outside knows (docs/protocol.md#interaction-events,
 * docs/protocol.md#unknown-event-types).
 */
import type { Setting } from './setting.ts';
import { aText, withFields } from './setting-types.ts';

/** What happened → the name it has on the wire. */
const NAMES = {
  dialing: 'DIALING',
  held: 'HELD',
  retrieved: 'RETRIEVED',
  revoked: 'REVOKED',
  userData: 'USER_DATA_UPDATED',
  partyAdded: 'PARTY_ADDED',
  partyRemoved: 'PARTY_REMOVED',
  recording: 'RECORDING_STATE_CHANGED',
  conferenceInvited: 'INVITED_CONFERENCE',
  created: 'CREATED',
  pulled: 'PULLED',
  saved: 'SAVED',
  sent: 'SENT',
  cancelled: 'CANCELLED',
  error: 'ERROR',
  transferring: 'TRANSFERRING',
  transferCompleted: 'TRANSFER_COMPLETED',
  leftConference: 'LEFT_CONFERENCE',
  preview: 'PREVIEW',
  previewReady: 'READY',
  previewCanceled: 'CANCELED',
  previewRejected: 'REJECTED',
  joinPending: 'JOIN_PENDING',
  joinFailed: 'JOIN_FAILED',
  historyInProgress: 'HISTORY_IN_PROGRESS',
  historyDone: 'HISTORY_DONE',
  lost: 'UNKNOWN',
} as const;

/** The setting eventTypes; a patch may name some of them. */
export const EVENT_TYPES: Setting<Readonly<Record<keyof typeof NAMES, string>>> = {
  schema: withFields(textFor(NAMES)),
  initial: NAMES,
  control: { is: 'texts' },
  words: 'Names of `eventType` for what has no known name.',
  source: '#unknown-event-types',
};

/** A text for each key. */
function textFor<Key extends string>(names: Readonly<Record<Key, string>>): Record<Key, typeof aText> {
  const fields: Record<string, typeof aText> = {};
  for (const name of Object.keys(names)) fields[name] = aText;
  return fields;
}
