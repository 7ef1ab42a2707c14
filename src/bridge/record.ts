/** The bounded record of one window: entries as text, oldest trimmed first, numbers without holes. */
import type { Body, Held } from '../entry/encode.ts';
import { type Unnumbered, writeEntry } from '../entry/header.ts';
import type { Piece, RecordSource } from '../transport/record-server.ts';

/** How much a record holds. */
export interface RecordLimits {
  /** Characters of text. */
  readonly size: number;
  readonly entries: number;
  /** Characters of text that wait to be written: what is held as it is takes more memory than its text. */
  readonly waiting: number;
}

/** Room for 20,000 messages of 1.8 kB and their headers. */
export const RECORD_LIMITS: RecordLimits = { size: 48 * 1024 * 1024, entries: 100_000, waiting: 24 * 1024 * 1024 };

/** About how long an entry's header is, in characters. */
const HEADER_SIZE = 120;

/** A record that can be added to. */
export interface Recording extends RecordSource {
  /** Adds an entry and returns its number. What is held becomes text when it is pulled, or too much waits. */
  add(header: Unnumbered, body: Body): number;
  /** Forgets all entries. Numbers go on, so that a cursor never meets a number twice. */
  clear(): void;
}

/** An entry that is not text yet. */
interface Waiting {
  readonly header: Unnumbered;
  readonly body: Held;
}

/** Makes an empty record. */
export function createRecord(limits: RecordLimits = RECORD_LIMITS): Recording {
  let kept: (string | Waiting)[] = [];
  /** Index of the oldest entry kept: those before it are trimmed, and cut off now and then. */
  let head = 0;
  /** Index of the oldest entry that waits, or of one before it. */
  let oldest = 0;
  let size = 0;
  let waiting = 0;
  let last = 0;
  let cleared = 0;

  /** Counts an entry in or out. */
  function tally(one: string | Waiting, by: 1 | -1): void {
    const length = typeof one === 'string' ? one.length : one.body.size + HEADER_SIZE;
    size += by * length;
    if (typeof one !== 'string') waiting += by * length;
  }

  /** The entry at an index, as text from now on. */
  function textAt(index: number): string {
    const one = kept[index] ?? '';
    if (typeof one === 'string') return one;
    const text = writeEntry(last - kept.length + 1 + index, one.header, JSON.stringify(one.body.value));
    tally(one, -1);
    kept[index] = text;
    tally(text, 1);
    return text;
  }

  function trim(): void {
    while (kept.length - head > 1 && (size > limits.size || kept.length - head > limits.entries)) {
      tally(kept[head] ?? '', -1);
      kept[head] = '';
      head += 1;
    }
    oldest = Math.max(oldest, head);
    while (waiting > limits.waiting) textAt(oldest++);
    if (head > 1_000 && head * 2 > kept.length) {
      kept = kept.slice(head);
      oldest -= head;
      head = 0;
    }
  }

  return {
    get last() {
      return last;
    },
    get cleared() {
      return cleared;
    },
    add(header, body) {
      last += 1;
      const one = typeof body === 'string' ? writeEntry(last, header, body) : { header, body };
      kept.push(one);
      tally(one, 1);
      trim();
      return last;
    },
    clear() {
      kept = [];
      head = 0;
      oldest = 0;
      size = 0;
      waiting = 0;
      cleared = last;
    },
    piece(after, max): Piece {
      const beforeAll = last - kept.length;
      const first = Math.max(after + 1, beforeAll + head + 1);
      let length = 0;
      const texts: string[] = [];
      for (let index = first - beforeAll - 1; index < kept.length; index += 1) {
        const text = textAt(index);
        if (texts.length > 0 && length + text.length > max) break;
        texts.push(text);
        length += text.length + 1;
      }
      // What JSON escapes was not counted before.
      trim();
      return { first, last: first + texts.length - 1, text: texts.join('\n') };
    },
  };
}
