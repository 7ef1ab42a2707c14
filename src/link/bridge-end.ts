/** The bridge's end of a channel: hands out a piece of the record for each that is asked for, as soon as there is one. */
import type { FromBridge } from './messages.ts';
import { PIECE_SIZE } from './messages.ts';

/** A stretch of the record as text: entries `first`…`last`. Nothing else stands in it: it goes over the link as it is. */
export interface Piece {
  readonly first: number;
  readonly last: number;
  readonly text: string;
}

/** The record as the link sees it. */
export interface RecordSource {
  /** Number of the last entry ever added; 0 before the first. */
  readonly last: number;
  /** Entries up to this number were cleared: nobody misses them. */
  readonly cleared: number;
  /** Entries after `after`, at most `max` characters but at least one; null when there is nothing after it. */
  piece(after: number, max: number): Piece | null;
}

/** One channel being served. */
export interface Served {
  /** Up to this number the panel has everything, by its own word; null before the first pull. */
  readonly pulled: number | null;
  /** Something was added to the record. */
  added(): void;
  /** Posts all that was not handed out yet: the window is going away. */
  flush(): void;
}

/** Serves pulls on a channel. The panel keeps the cursor; what is kept here is only what was last handed out. */
export function serveRecord(
  post: (message: FromBridge) => void,
  record: RecordSource,
): Served & { pull(after: number, max: number): void } {
  let pulled: number | null = null;
  let handed = 0;
  /** The most characters of the piece that the panel waits for; null when it waits for none. */
  let wanted: number | null = null;

  function hand(max: number): boolean {
    if (handed >= record.last) return false;
    const after = Math.max(handed, record.cleared);
    const piece = record.piece(after, max) ?? { first: record.last + 1, last: record.last, text: '' };
    post({ t: 'piece', after, ...piece });
    handed = piece.last;
    return true;
  }

  return {
    get pulled() {
      return pulled;
    },
    pull(after, max) {
      pulled = after;
      handed = after;
      wanted = hand(max) ? null : max;
    },
    added() {
      // At once: what has left the window's process is safe, whatever becomes of that.
      if (wanted !== null && hand(wanted)) wanted = null;
    },
    flush() {
      while (hand(PIECE_SIZE));
    },
  };
}
