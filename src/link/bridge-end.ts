/** The bridge's end of a channel: hands out pieces of the record when asked, and says "more" when something came. */
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
  let waiting = false;

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
      waiting = !hand(max);
    },
    added() {
      if (!waiting) return;
      waiting = false;
      post({ t: 'more' });
    },
    flush() {
      while (hand(PIECE_SIZE));
    },
  };
}
