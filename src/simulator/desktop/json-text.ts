/** JSON that a person typed. */
import { isRecord } from '../core/settings/is-record.ts';

/** What was read, or what is wrong with it, in words. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

/** Reads any JSON. */
export function readJson(text: string): Reading<unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    return { ok: false, why: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Reads an object such as `{"Segment": "Gold"}`; an empty text is an empty object. */
export function readRecord(text: string): Reading<Readonly<Record<string, unknown>>> {
  if (text.trim() === '') return { ok: true, value: {} };
  const reading = readJson(text);
  if (!reading.ok) return reading;
  if (!isRecord(reading.value)) return { ok: false, why: 'This must be an object such as {"Segment": "Gold"}.' };
  return { ok: true, value: reading.value };
}

/**
 * The value that an agent typed in place of `before`: a text, unless the one before was of another type and the new one
 * reads as JSON.
 */
export function readValue(text: string, before: unknown): unknown {
  if (before === undefined || typeof before === 'string') return text;
  const reading = readJson(text);
  return reading.ok ? reading.value : text;
}
