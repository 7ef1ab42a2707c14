/**
 * The simulator's own reading of what client pages send (docs/protocol.md#sending, docs/protocol.md#message-shapes).
 * Deliberately not shared with the panel: two readings of one protocol can find each other's mistakes.
 */
import { isRecord } from '../settings/is-record.ts';

/** A message that WWE takes for its own business. */
export type Incoming =
  | { readonly is: 'call'; readonly service: string; readonly parameters: readonly unknown[]; readonly ref: unknown }
  | { readonly is: 'subscribe'; readonly names: readonly string[] | null; readonly ref: unknown }
  | { readonly is: 'unsubscribe'; readonly subscriptionId: unknown; readonly ref: unknown };

/**
 * Reads `MessageEvent.data`. Null: not a client's message, to be ignored. That a request must bear the stamp
 * `WWE Client` is our choice; the reference does not say what WWE itself insists on.
 */
export function readIncoming(data: unknown): Incoming | null {
  if (!isRecord(data) || data.userAgent !== 'WWE Client') return null;
  const ref = data.referenceId;
  if (data.event === 'subscribe') return { is: 'subscribe', names: readNames(data.data), ref };
  if (data.event === 'unsubscribe') return { is: 'unsubscribe', subscriptionId: data.data, ref };
  if (typeof data.request !== 'string') return null;
  return { is: 'call', service: data.request, parameters: Array.isArray(data.parameters) ? data.parameters : [], ref };
}

/** A name or a list of names; null for anything else. */
function readNames(value: unknown): readonly string[] | null {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return null;
  const names = value.filter((name): name is string => typeof name === 'string');
  return names.length === value.length ? names : null;
}
