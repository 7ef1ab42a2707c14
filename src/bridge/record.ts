/** The bounded record of one window: entries as text, oldest trimmed first, numbers without holes. */
import { createEntryWriter, type Unnumbered } from '../entry/header.ts';
import type { Piece, RecordSource } from '../link/bridge-end.ts';

/** How much a record holds. */
export interface RecordLimits {
  /** Characters of text. */
  readonly size: number;
  readonly entries: number;
}

/** Room for 20,000 messages of 1.8 kB and their headers. */
export const RECORD_LIMITS: RecordLimits = { size: 48 * 1024 * 1024, entries: 100_000 };

/** A record that can be added to. */
export interface Recording extends RecordSource {
  /** Adds an entry and returns its number. */
  add(header: Unnumbered, body: string): number;
  /** Forgets all entries. Numbers go on, so that a cursor never meets a number twice. */
  clear(): void;
}

/** Makes an empty record. */
export function createRecord(limits: RecordLimits = RECORD_LIMITS): Recording {
  const write = createEntryWriter();
  let texts: string[] = [];
  /** Index of the oldest entry kept: those before it are trimmed, and cut off now and then. */
  let head = 0;
  let size = 0;
  let last = 0;

  function trim(): void {
    while (texts.length - head > 1 && (size > limits.size || texts.length - head > limits.entries)) {
      size -= texts[head]?.length ?? 0;
      texts[head] = '';
      head += 1;
    }
    if (head > 1_000 && head * 2 > texts.length) {
      texts = texts.slice(head);
      head = 0;
    }
  }

  return {
    get last() {
      return last;
    },
    add(header, body) {
      last += 1;
      const text = write(last, header, body);
      texts.push(text);
      size += text.length;
      trim();
      return last;
    },
    clear() {
      texts = [];
      head = 0;
      size = 0;
    },
    piece(after, max): Piece | null {
      const oldest = last - (texts.length - head) + 1;
      const first = Math.max(after + 1, oldest);
      if (first > last) return null;
      const from = head + first - oldest;
      let to = from;
      let length = 0;
      do {
        length += (texts[to]?.length ?? 0) + 1;
        to += 1;
      } while (to < texts.length && length + (texts[to]?.length ?? 0) <= max);
      return { first, last: first + (to - from) - 1, text: texts.slice(from, to).join('\n') };
    },
  };
}
