/** What the probe tells, as far as the record must be safe from it: it comes from the page's world. */
import { isRecord } from '../scapi/kind.ts';
import { NOTE_KINDS, type Note } from '../scapi/notes.ts';

/** More notes than a probe posts at once are no probe's. */
const MOST_NOTES = 2_001;
/** Characters of a stack in the record; the probe's own lines, which are cut out, come on top when it is posted. */
const LONGEST_STACK = 4_000;
/** Characters of every text, and names in a list: the probe posts no more. */
const LONGEST_TEXT = 6_000;
const MOST_NAMES = 100;

/**
 * A note by its kind, its time and its size: the message apart, nothing in it is large or deep. Which fields each kind
 * has is for whoever reads it out of the record to check (`session/notes.ts`), as with every message.
 */
export type PossibleNote = Pick<Note, 'note' | 'at'> & Readonly<Record<string, unknown>>;

/**
 * The notes of one message of the probe's port. What cannot be a note is left out.
 * @param ownUrl the beginning of the addresses of the extension's own files: no line of a stack keeps them
 */
export function parseNotes(data: unknown, ownUrl: string): readonly PossibleNote[] {
  if (!Array.isArray(data) || data.length > MOST_NOTES) return [];
  return data
    .filter(isPossible)
    .map((note) => (typeof note.stack === 'string' ? { ...note, stack: withoutOwn(note.stack, ownUrl) } : note));
}

function isPossible(given: unknown): given is PossibleNote {
  if (!isRecord(given) || !Number.isFinite(given.at)) return false;
  const kinds: readonly unknown[] = NOTE_KINDS;
  return (
    kinds.includes(given.note) && Object.entries(given).every(([key, value]) => key === 'message' || isSmall(value))
  );
}

/** Nothing, a number, a flag, a text, or a list of such. */
function isSmall(value: unknown): boolean {
  if (Array.isArray(value))
    return value.length <= MOST_NAMES && value.every((one) => !Array.isArray(one) && isSmall(one));
  return typeof value === 'string' ? value.length <= LONGEST_TEXT : typeof value !== 'object' || value === null;
}

/** In Firefox 153, a content script in the page's world has no address in a stack (measured). */
const NAMELESS = /@<anonymous code>:\d+:\d+$/;

/** A stack without the probe's own lines, and without Chromium's heading. */
function withoutOwn(stack: string, ownUrl: string): string {
  const isOwn = (line: string) => line.includes(ownUrl) || NAMELESS.test(line);
  const lines = stack.split('\n').filter((line) => line && line !== 'Error' && !isOwn(line));
  return lines.join('\n').slice(0, LONGEST_STACK);
}
