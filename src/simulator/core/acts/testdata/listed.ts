/**
 * For tests: the transitions of docs/protocol.md#state-transitions, read by hand once more; `new` comes in, `gone`
 * leaves the list.
 */
import type { Kind } from '../../state/live-interaction.ts';

type Table = Readonly<Record<string, string>>;

/**
 * docs/protocol.md#open-media-transitions; CREATED, PULLED and SAVED go on as ACCEPTED does. Chat and e-mail use these
 * states beside their own (docs/protocol.md#states).
 */
const ACCEPTED = 'SAVED TRANSFERRING COMPLETED ERROR REVOKED IDLE USER_DATA_ATTACHED USER_DATA_UPDATED LEFT_CONFERENCE';
const OPEN_MEDIA: Table = {
  new: 'INVITED CREATED PULLED INVITED_CONFERENCE',
  INVITED: 'ACCEPTED REVOKED',
  PULLED: `ACCEPTED ${ACCEPTED}`,
  CREATED: `ACCEPTED ${ACCEPTED}`,
  ACCEPTED,
  SAVED: `${ACCEPTED} gone`,
  TRANSFERRING: 'TRANSFER_COMPLETED ERROR ACCEPTED',
  TRANSFER_COMPLETED: 'IDLE gone',
  REVOKED: 'IDLE gone',
  COMPLETED: 'IDLE gone',
  INVITED_CONFERENCE: 'ACCEPTED REVOKED',
  LEFT_CONFERENCE: 'IDLE gone',
  ERROR: 'ACCEPTED IDLE',
  IDLE: 'gone',
};
const LISTED: Readonly<Record<Kind, Table>> = {
  voice: {
    new: 'RINGING DIALING TALKING HELD',
    RINGING: 'TALKING IDLE',
    DIALING: 'TALKING IDLE',
    TALKING: 'HELD IDLE',
    HELD: 'TALKING IDLE',
    IDLE: 'gone',
  },
  email: OPEN_MEDIA,
  openMedia: OPEN_MEDIA,
  chat: {
    ...OPEN_MEDIA,
    new: 'INVITED INVITED_CONFERENCE',
    // The rest of docs/protocol.md#open-media-transitions only where a chat stays ACCEPTED: see `chatStates`.
    ACCEPTED: `JOIN_PENDING ${ACCEPTED}`,
    JOIN_PENDING: 'HISTORY_IN_PROGRESS JOIN_FAILED ACCEPTED',
    JOIN_FAILED: 'JOIN_PENDING IDLE',
    HISTORY_IN_PROGRESS: 'HISTORY_DONE',
    HISTORY_DONE: 'IDLE TRANSFERRING LEFT_CONFERENCE USER_DATA_ATTACHED USER_DATA_UPDATED',
    CREATED: '',
    PULLED: '',
    SAVED: '',
  },
  outboundEmail: {
    ...OPEN_MEDIA,
    new: 'CREATED PULLED',
    CREATED: 'SAVED SENT CANCELLED TRANSFERRING',
    PULLED: 'SAVED SENT CANCELLED TRANSFERRING',
    SAVED: 'SENT CANCELLED gone',
    SENT: 'IDLE gone',
    CANCELLED: 'IDLE gone',
    INVITED: '',
    INVITED_CONFERENCE: '',
  },
  preview: {
    new: 'PREVIEW INVITED',
    // docs/protocol.md#call-preview-transitions has no row for INVITED, docs/protocol.md#open-media-transitions has
    // REVOKED, and PREVIEW is the only way on.
    INVITED: 'PREVIEW REVOKED',
    PREVIEW: 'READY CANCELED REJECTED',
    READY: 'CANCELED REJECTED IDLE',
    CANCELED: 'IDLE gone',
    REJECTED: 'IDLE gone',
    REVOKED: 'IDLE gone',
    IDLE: 'gone',
  },
};

/** UNKNOWN says nothing: it may come from anywhere, and a call that is lost may still end. */
export function isListed(kind: Kind, from: string, to: string): boolean {
  if (to === 'UNKNOWN') return true;
  if (from === 'UNKNOWN') return to === 'gone' || (kind === 'voice' && to === 'IDLE');
  return (LISTED[kind][from] ?? '').split(' ').includes(to);
}
