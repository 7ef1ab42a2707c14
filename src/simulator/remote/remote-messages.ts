/** The messages on the connection between a desktop, the server and Node.js: JSON texts. */
import * as v from 'valibot';
import { decode, type Encoded, encode } from './values.ts';

/** Path of the connection on the server. */
export const CONTROL_PATH = '/control';

const Value = v.array(v.unknown());
const CallMessage = v.strictObject({
  id: v.number(),
  /** Of which desktop; the server reads it, a desktop does not. */
  desk: v.optional(v.string()),
  call: v.string(),
  given: Value,
});
const ReplyMessage = v.union([
  v.strictObject({ id: v.number(), value: Value }),
  v.strictObject({ id: v.number(), error: v.strictObject({ name: v.string(), message: v.string() }) }),
]);

/** A call that has arrived. */
export interface Call {
  readonly id: number;
  readonly desk: string;
  readonly path: string;
  readonly given: readonly unknown[];
}

/** What became of a call. */
export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: Error };

/** Writes a call. */
export function writeCall(id: number, path: string, given: readonly unknown[], desk?: string): string {
  return JSON.stringify({ id, ...(desk === undefined ? {} : { desk }), call: path, given: encode(given) });
}

/** Reads a call; null: it is none. */
export function readCall(text: string): Call | null {
  const read = v.safeParse(CallMessage, parse(text));
  if (!read.success) return null;
  const given = decodeOrNothing(read.output.given);
  if (!Array.isArray(given)) return null;
  return { id: read.output.id, desk: read.output.desk ?? '', path: read.output.call, given };
}

/** Writes what a call gave. */
export function writeValue(id: number, value: unknown): string {
  return JSON.stringify({ id, value: encode(value) satisfies Encoded });
}

/** Writes how a call failed. */
export function writeError(id: number, error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  return JSON.stringify({ id, error: { name, message } });
}

/** Reads a reply; null: it is none. */
export function readReply(text: string): Reply | null {
  const read = v.safeParse(ReplyMessage, parse(text));
  if (!read.success) return null;
  const { output } = read;
  if ('error' in output) return { id: output.id, ok: false, error: toError(output.error) };
  try {
    return { id: output.id, ok: true, value: decode(output.value) };
  } catch (error) {
    return { id: output.id, ok: false, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

function toError({ name, message }: { readonly name: string; readonly message: string }): Error {
  const kinds = { TypeError, RangeError };
  const kind = name === 'TypeError' || name === 'RangeError' ? kinds[name] : Error;
  return Object.defineProperty(new kind(message), 'name', { value: name, configurable: true });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The schemas refuse it.
  }
}

function decodeOrNothing(value: readonly unknown[]): unknown {
  try {
    return decode(value);
  } catch {
    return undefined;
  }
}
