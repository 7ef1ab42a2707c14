/**
 * Tells the probe's notes from messages, and reads those of calls. They come from the page's world, so everything in them
 * is hostile until it is read here; the others are read in `note-reading.ts`.
 */

import type { Entry, EntryHeader } from '../entry/entry.ts';
import { decodeNote } from '../entry/note.ts';
import { isRecord, KINDS, type Kind, type MessageRecord } from '../protocol/kind.ts';
import type { CalledNote } from '../protocol/notes.ts';

/** A name, or what was thrown, is cut to this: it stands in rows. */
const LONGEST = 200;
/** Names of one subscribe that are looked at. */
const MOST_NAMES = 1_000;

const MESSAGE_KINDS: ReadonlySet<unknown> = new Set(KINDS);

/** Whether an entry tells of a message, not of what the probe saw. */
export function isMessage(entry: Entry): entry is Entry & { readonly kind: Kind } {
  return entry.sort !== 'probe' && MESSAGE_KINDS.has(entry.kind);
}

/** Whether an entry is a note of the probe. */
export function isNote({ sort }: EntryHeader): boolean {
  return sort === 'probe';
}

/** The note of a call; null when it is none, or lacks what it needs. Never throws. */
export function readCalled(value: unknown): CalledNote | null {
  if (!isRecord(value) || value.note !== 'called') return null;
  const client = numberOf(value.client);
  const call = numberOf(value.call);
  if (client === null || call === null) return null;
  const brief = briefOf(value);
  return {
    at: timeOf(value.at),
    client,
    note: 'called',
    call,
    message: brief ? { request: brief[0], referenceId: brief[1] } : value.message,
    stack: typeof value.stack === 'string' ? value.stack : '',
    wantsSuccess: value.wantsSuccess === true,
    wantsFailure: value.wantsFailure === true,
    threw: textOrNull(value.threw),
    brief,
  };
}

/** Of a call whose message was not copied, service and id; null where it was. */
export function briefOf({ brief }: MessageRecord): CalledNote['brief'] {
  if (!Array.isArray(brief)) return null;
  const [service, ref]: readonly unknown[] = brief;
  return typeof service === 'string' ? [service, ref] : null;
}

/** How many notes the probe dropped, as it says; 0 for what is no number. */
export function droppedIn(body: string): number {
  return numberOf(decodeNote(body)?.count) ?? 0;
}

/**
 * The event names in a subscribe's `data`: a name, or an array of names (docs/protocol.md#subscribe-and-unsubscribe).
 */
export function namesIn(data: unknown): readonly string[] {
  const names: readonly unknown[] = Array.isArray(data) ? data.slice(0, MOST_NAMES) : [data];
  return [...new Set(names.filter((name): name is string => typeof name === 'string'))];
}

/** A number of the probe's own; null for what is none. */
export function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** ms; 0 for what is no time. */
export function timeOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : 0;
}

/** Cut to what stands in a row; null for what is no text. */
export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, LONGEST) : null;
}
