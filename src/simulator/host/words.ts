/** Words and figures on the desktop. */
import type { Medium } from '../core/live.ts';

/** A medium's name. */
export const MEDIUM_NAMES: Readonly<Record<Medium, string>> = { voice: 'Call', chat: 'Chat', email: 'E-mail' };

/** States as an agent reads them; others are shown as they are. */
const STATE_WORDS: Readonly<Record<string, string>> = {
  RINGING: 'Ringing',
  DIALING: 'Dialing',
  TALKING: 'Connected',
  HELD: 'On hold',
  IDLE: 'Ended',
  INVITED: 'Invited',
  ACCEPTED: 'Accepted',
  JOIN_PENDING: 'Joining',
  HISTORY_IN_PROGRESS: 'Loading history',
  HISTORY_DONE: 'Connected',
};

/** A state in words. */
export function stateWords(state: string): string {
  return STATE_WORDS[state] ?? state;
}

/** A colour group for a state: `wait` (somebody waits), `live`, `held`, `over`. */
export function stateTone(state: string): 'wait' | 'live' | 'held' | 'over' {
  if (state === 'RINGING' || state === 'INVITED' || state === 'DIALING') return 'wait';
  if (state === 'HELD') return 'held';
  return state === 'IDLE' || state === 'REVOKED' || state === 'COMPLETED' ? 'over' : 'live';
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
