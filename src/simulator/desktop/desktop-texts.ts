/** Words and figures on the desktop. */
import type { Happening } from '../core/acts/act-types.ts';

/** The media with a name of their own; a site’s other open media are called by theirs. */
const MEDIUM_NAMES: ReadonlyMap<string, string> = new Map([
  ['voice', 'Call'],
  ['chat', 'Chat'],
  ['email', 'E-mail'],
  ['workitem', 'Workitem'],
  ['outboundpreview', 'Call preview'],
]);

/** A medium's name. */
export function mediumName(medium: string): string {
  return MEDIUM_NAMES.get(medium) ?? medium.charAt(0).toUpperCase() + medium.slice(1);
}

/** States as an agent reads them; others are shown as they are. */
const STATE_WORDS: ReadonlyMap<string, string> = new Map([
  ['UNKNOWN', 'Unknown'],
  ['RINGING', 'Ringing'],
  ['DIALING', 'Dialing'],
  ['TALKING', 'Connected'],
  ['HELD', 'On hold'],
  ['IDLE', 'Ended'],
  ['PREVIEW', 'Preview'],
  ['READY', 'Ready to call'],
  ['CANCELED', 'Canceled'],
  ['REJECTED', 'Rejected'],
  ['INVITED', 'Invited'],
  ['ACCEPTED', 'Accepted'],
  ['CREATED', 'Draft'],
  ['PULLED', 'Pulled'],
  ['REVOKED', 'Taken back'],
  ['COMPLETED', 'Completed'],
  ['ERROR', 'Error'],
  ['SAVED', 'Saved'],
  ['TRANSFERRING', 'Transferring'],
  ['TRANSFER_COMPLETED', 'Transferred'],
  ['INVITED_CONFERENCE', 'Invited to join'],
  ['LEFT_CONFERENCE', 'Left'],
  ['USER_DATA_ATTACHED', 'Data attached'],
  ['USER_DATA_UPDATED', 'Data changed'],
  ['JOIN_PENDING', 'Joining'],
  ['JOIN_FAILED', 'Could not join'],
  ['HISTORY_IN_PROGRESS', 'Loading history'],
  ['HISTORY_DONE', 'Connected'],
  ['CANCELLED', 'Cancelled'],
  ['SENT', 'Sent'],
]);

/** What the other side does, on a call and elsewhere. */
const HAPPENING_WORDS: Readonly<Record<Happening, readonly [call: string, other: string]>> = {
  partyLeaves: ['Customer hangs up', 'Customer leaves'],
  partyJoins: ['Somebody joins', 'Somebody joins'],
  revoke: ['Routing takes it back', 'Routing takes it back'],
  fail: ['A fault occurs', 'A fault occurs'],
  lose: ['WWE loses sight of it', 'WWE loses sight of it'],
  attachData: ['Routing attaches data', 'Routing attaches data'],
  farEndAnswers: ['Far end answers', 'Far end answers'],
};

/** What happens, in words, to an interaction of that medium. */
export function happeningWords(what: Happening, medium: string): string {
  return HAPPENING_WORDS[what][medium === 'voice' ? 0 : 1];
}

/** A state in words. */
export function stateWords(state: string): string {
  return STATE_WORDS.get(state) ?? state;
}

/** A colour group. `wait`: somebody waits; `wrong`: something failed. */
export type Tone = 'wait' | 'live' | 'held' | 'over' | 'wrong';

const TONES: Readonly<Record<Exclude<Tone, 'live'>, ReadonlySet<string>>> = {
  wait: new Set(['RINGING', 'INVITED', 'DIALING', 'PREVIEW', 'INVITED_CONFERENCE', 'TRANSFERRING']),
  held: new Set(['HELD', 'CREATED', 'PULLED', 'SAVED', 'READY']),
  wrong: new Set(['ERROR', 'JOIN_FAILED']),
  over: new Set([
    ...['IDLE', 'REVOKED', 'COMPLETED', 'CANCELED', 'CANCELLED', 'REJECTED', 'SENT'],
    ...['TRANSFER_COMPLETED', 'LEFT_CONFERENCE', 'UNKNOWN'],
  ]),
};

/** The colour group of a state; one that nobody knows counts as live. */
export function stateTone(state: string): Tone {
  for (const tone of ['wait', 'held', 'wrong', 'over'] as const) if (TONES[tone].has(state)) return tone;
  return 'live';
}

/** A running time such as `0:07`, `12:40` or `1:02:09`, from ms. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const two = (n: number): string => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** A user-data value as text: texts as they are, anything else as JSON. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value); // A cycle or a BigInt has no JSON.
  }
}
