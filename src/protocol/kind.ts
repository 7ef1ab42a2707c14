/**
 * Telling message kinds apart, in the order of docs/protocol.md#message-shapes. Knows no browser; reads nothing but own
 * data.
 */
import { SERVER_USER_AGENT } from './messages.ts';
import type { NoteKind } from './notes.ts';

/** All kinds of a message's data. */
export const KINDS = [
  'string',
  'subscribe',
  'unsubscribe',
  'request',
  'event',
  'failure',
  'success',
  'frame',
  'unknown',
  'unread',
] as const;

/**
 * The kind of a message's data:
 * - `string`: a text that starts with `wwe`;
 * - `subscribe`, `unsubscribe`, `request`: client → WWE;
 * - `event`, `failure`, `success`, `frame`: WWE → client;
 * - `unknown`: bears WWE's stamp but is none of these (shown raw);
 * - `unread`: came where WWE's protocol is spoken, and its data was not to be had without taking it from the page.
 */
export type Kind = (typeof KINDS)[number];

/** A message's data narrowed to a plain record. Arrays are not records. */
export type MessageRecord = Readonly<Record<string, unknown>>;

/** Whether `value` is an object that can be read by key (not null, not an array). */
export function isRecord(value: unknown): value is MessageRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Classifies `MessageEvent.data`; `null` means that the message is foreign (not WWE's).
 * The order is that of docs/protocol.md#message-shapes and must stay so: an answer with `event` set is an event to the
 * client (docs/protocol.md#receiving).
 */
export function kindOf(data: unknown): Kind | null {
  if (typeof data === 'string') return data.startsWith('wwe') ? 'string' : null;
  if (!isRecord(data)) return null;
  if (typeof data.userAgent !== 'string' || !data.userAgent.includes('WWE')) return null;
  const { event } = data;
  if (event === 'subscribe' || event === 'unsubscribe') return event;
  // Whether an answer repeats `request` is unknown (docs/protocol.md#message-shapes); what WWE itself stamped is an
  // answer to the client all the same.
  if (data.request !== undefined && data.userAgent !== SERVER_USER_AGENT) return 'request';
  if (event) return 'event';
  if (data.referenceId) return data.errorMessage === undefined ? 'success' : 'failure';
  if (data.frameId !== undefined) return 'frame';
  return 'unknown';
}

/** Whether a kind goes from a client page to WWE. What the probe tells does not go anywhere. */
export function isFromClient(kind: Kind | NoteKind): boolean {
  return kind === 'request' || kind === 'subscribe' || kind === 'unsubscribe';
}

/** Whether a kind goes from WWE to a client page. A `string` or `unknown` proves nothing. */
export function isFromServer(kind: Kind | NoteKind): boolean {
  return kind === 'event' || kind === 'success' || kind === 'failure' || kind === 'frame';
}
