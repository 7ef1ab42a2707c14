/**
 * What a message is called in a record. The simulator's own reading (docs/protocol.md#message-shapes), deliberately not
 * shared with the bridge's: two readings of one protocol can find each other's mistakes.
 */
import type { Entry } from '../../../recording/index.ts';
import { isRecord } from '../settings/is-record.ts';

/** The longest name and id in the header of an entry. */
const MOST = 200;

/** Kind, name and reference id of a message; null: it is none of WWE's protocol, and no record has it. */
export function labelOf(data: unknown): Pick<Entry, 'kind' | 'name' | 'ref'> | null {
  const kind = kindOf(data);
  if (kind === null) return null;
  if (!isRecord(data)) return { kind, name: '', ref: '' };
  const { referenceId, request, event } = data;
  const ref = typeof referenceId === 'number' ? `#${referenceId}` : typeof referenceId === 'string' ? referenceId : '';
  const name = kind === 'event' ? event : request;
  return { kind, name: typeof name === 'string' ? name.slice(0, MOST) : '', ref: ref.slice(0, MOST) };
}

function kindOf(data: unknown): Entry['kind'] | null {
  if (typeof data === 'string') return data.startsWith('wwe') ? 'string' : null;
  if (!isRecord(data) || typeof data.userAgent !== 'string' || !data.userAgent.includes('WWE')) return null;
  const isServer = data.userAgent === 'WWE Server';
  if (data.event === 'subscribe' || data.event === 'unsubscribe') return data.event;
  if (data.request !== undefined && !isServer) return 'request';
  if (data.event) return 'event';
  if (data.referenceId) return data.errorMessage === undefined ? 'success' : 'failure';
  return data.frameId === undefined ? 'unknown' : 'frame';
}
