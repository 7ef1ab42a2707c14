/** Reading the parameters of a request: everything from a page is hostile until parsed. */
import { isRecord } from '../settings/is-record.ts';

/** Either what was read, or what is wrong with it, in words. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** What was read. */
export function good<T>(value: T): Read<T> {
  return { ok: true, value };
}

/** What is wrong. */
export function bad<T>(problem: string): Read<T> {
  return { ok: false, problem };
}

/** What a value is, for an error text: never its content, which may be huge or cannot be said. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (value === '') return 'an empty text';
  return typeof value === 'string' ? 'a text' : `a value of type ${typeof value}`;
}

/** A text that comes from a page, short enough for an error text. */
export function quoted(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}

/** A text that is not empty. `what` begins the error text, such as `The destination`. */
export function readText(value: unknown, what: string): Read<string> {
  if (typeof value === 'string' && value !== '') return good(value);
  return bad(`${what} must be a text, not ${kindOf(value)}`);
}

/** User data or extensions: an object, or nothing at all. */
export function readValues(value: unknown, what: string): Read<Readonly<Record<string, unknown>>> {
  if (value === null || value === undefined) return good({});
  return isRecord(value) ? good(value) : bad(`${what} must be an object, not ${kindOf(value)}`);
}

/** A simple value as text; null for anything else. Objects are not said: they may be cyclic, huge or without words. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : null;
}
