/** Notes of how long the page's functions run, and of what they throw. */
import { textOf } from './natives.ts';
import type { Call } from './thrown.ts';

/** A note of how a function runs: its second field is when it began, its last two are how long it took (ms), and what it threw. */
type RunNote = [kind: unknown, at: number, ...fields: unknown[], took: number, threw: string | null];

/**
 * Makes what fills the notes of runs in: when the function returned, or, if it threw, when the turn ends. One and the same
 * for all runs: events come in thousands.
 */
export function createTimed(now: () => number): (call: Call, note: RunNote) => void {
  const fill = (note: unknown[] | null, threw: string | null): void => {
    if (!note) return;
    note[note.length - 2] = now() - (note[1] as number);
    note[note.length - 1] = threw;
  };
  const after: Call['after'] = (result, { note }) => {
    fill(note, null);
    return result;
  };
  const onThrow: Call['onThrow'] = (thrown, { note }) => fill(note, textOf(thrown));
  return (call, note) => {
    call.note = note;
    call.after = after;
    call.onThrow = onThrow;
  };
}
