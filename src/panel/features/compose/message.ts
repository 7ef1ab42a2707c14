/**
 * The whole message: what of it can be said, and what it will look like on the wire (docs/protocol.md#sending,
 * docs/protocol.md#message-shapes).
 */
import { CLIENT_USER_AGENT, PROTOCOL_VERSION } from '../../../protocol/messages.ts';

/** What is wrong with a whole message. */
export type MessageFault = 'not_message' | 'request' | 'verb' | 'extra';

/**
 * Stamps that whoever posts a message sets: the tool does, as the client library would
 * (docs/protocol.md#sending-stamp).
 */
const STAMPS: ReadonlySet<string> = new Set(['userAgent', 'protocolVersion', 'referenceId', 'frameId']);

/** Reads a whole message: `request` and `parameters`. */
export function readMessage(
  value: unknown,
):
  | { readonly ok: true; readonly service: string; readonly parameters: unknown; readonly ignored: readonly string[] }
  | { readonly ok: false; readonly is: MessageFault; readonly what: string } {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
    return { ok: false, is: 'not_message', what: '' };
  }
  const entries = new Map<string, unknown>(Object.entries(value));
  // Sent by the Interactions view, which also ends what it began: a subscription left over sends every event twice.
  if (entries.has('event')) return { ok: false, is: 'verb', what: String(entries.get('event')) };
  const service = entries.get('request');
  if (typeof service !== 'string' || service === '') return { ok: false, is: 'request', what: '' };
  const others = [...entries.keys()].filter((key) => key !== 'request' && key !== 'parameters');
  const extra = others.find((key) => !STAMPS.has(key));
  if (extra !== undefined) return { ok: false, is: 'extra', what: extra.slice(0, 60) };
  return { ok: true, service, parameters: entries.get('parameters'), ignored: others };
}

/** The message as the bridge will post it, but for a frameId that WWE may have announced. @param ref its reference id */
export function wireMessage(service: string, parameters: unknown, ref: string): object {
  return {
    request: service,
    ...(parameters === undefined ? {} : { parameters }),
    referenceId: ref,
    userAgent: CLIENT_USER_AGENT,
    protocolVersion: PROTOCOL_VERSION,
  };
}
