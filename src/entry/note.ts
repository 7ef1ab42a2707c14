/** Reads the probe's notes out of the record, where they are the lists that their port carried (`protocol/notes.ts`). */
import type { MessageRecord } from '../protocol/kind.ts';
import { NOTE_FIELDS } from '../protocol/notes.ts';
import { decode } from './decode.ts';

const FIELDS: Readonly<Record<string, readonly string[]>> = NOTE_FIELDS;

/** A note's body as a record, with `note`, `at`, `client` and its kind's fields, unchecked; null for what is none. Never throws. */
export function decodeNote(body: string): MessageRecord | null {
  const given = decode(body);
  if (!Array.isArray(given)) return null;
  const [kind, at, client, ...values]: readonly unknown[] = given;
  if (typeof kind !== 'string' || !Object.hasOwn(FIELDS, kind)) return null;
  const fields = FIELDS[kind]?.map((name, index) => [name, values[index]] as const) ?? [];
  return { note: kind, at, client, ...Object.fromEntries(fields) };
}

/** What an entry's body holds, a note as a record where it is one. @param sort the entry's */
export function contentIn({ sort, body }: { readonly sort: string; readonly body: string }): unknown {
  return (sort === 'probe' ? decodeNote(body) : null) ?? decode(body);
}
