/** What the probe tells, as far as the record must be safe from it: it comes from the page's world. */
import type { NoteKind } from '../protocol/notes.ts';

/** Characters of a stack in the record; the probe's own lines, which are cut out, come on top when it is posted. */
const LONGEST_STACK = 4_000;

/**
 * A note by its kind, which may be none that is known, and its time, as its port carries it (`NOTE_FIELDS`). Kinds are
 * checked by whoever reads the record (`entry/header.ts`), and which fields each has, and of what type (`session/notes.ts`).
 */
export type PossibleNote = [kind: NoteKind, at: number, ...fields: unknown[]];

/**
 * The notes of one message of the probe's port. What cannot be a note is left out.
 * @param notes our own: stacks are changed in place
 */
export function parseNotes(notes: unknown): readonly PossibleNote[] {
  if (!Array.isArray(notes)) return [];
  const found = notes.filter(isPossible);
  for (const note of found) {
    // A stack; in one kind a word of the probe's own, which stays as it is.
    if (typeof note[3] === 'string') note[3] = withoutOwn(note[3]);
  }
  return found;
}

function isPossible(given: unknown): given is PossibleNote {
  return Array.isArray(given) && typeof given[0] === 'string' && Number.isFinite(given[1]);
}

/** The probe's own lines, which only Firefox before 138 has: they have the name that the build gives to its file. */
const OWN = /@probe:\d+:\d+$/;

/** A stack without the probe's own lines, and without Chromium's heading. */
function withoutOwn(stack: string): string {
  const lines = stack.split('\n').filter((line) => line && line !== 'Error' && !OWN.test(line));
  return lines.join('\n').slice(0, LONGEST_STACK);
}
