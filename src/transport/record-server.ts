/** The bridge's end of a channel: hands out a piece of the record for each that is asked for, as soon as there is one. */
import type { FromBridge } from './link-messages.ts';
import { PIECE_SIZE } from './link-messages.ts';

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
  /** Entries after `after`, at most `max` characters but at least one; `last` < `first`: none are left. */
  piece(after: number, max: number): Piece;
}

/** What passes for time. */
export interface Timing {
  /** ms, of any beginning */
  readonly now: () => number;
  /** Runs `run` after `delay` ms. */
  readonly later: (run: () => void, delay: number) => void;
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

/** So many characters at most are on their way to a panel that does not ask on. */
const MOST_ON_THE_WAY = 1_000_000;
/** While a piece is on its way, the next follows after this time, in ms: a window that is busy hears of no pull. */
const PACE = 50;

/**
 * Serves pulls on a channel. The panel keeps the cursor; what is kept here is only what was handed out. What comes goes
 * out as soon as it may: what has left the window's process is safe, whatever becomes of that.
 * @param atOnce while no more characters than this are on their way, what comes follows at once
 */
export function serveRecord(
  post: (message: FromBridge) => void,
  record: RecordSource,
  { now, later }: Timing,
  atOnce = 0,
): Served & { pulled: number | null; pull(after: number, max?: number): void } {
  let handed = 0;
  let handedAt = 0;
  let isPutOff: boolean | undefined;
  /** Characters of a piece. */
  let most = PIECE_SIZE;
  /** Characters since the panel last had all that was handed out. Nothing goes out before it asked. */
  let onTheWay = Number.POSITIVE_INFINITY;

  const isLeft = () => handed < record.last;
  function hand(): void {
    const after = Math.max(handed, record.cleared);
    const piece = record.piece(after, most);
    post({ t: 'piece', after, ...piece });
    handed = piece.last;
    handedAt = now();
    onTheWay += piece.text.length;
  }

  function added(): void {
    if (!isLeft() || onTheWay > MOST_ON_THE_WAY) return;
    if (onTheWay <= atOnce || now() - handedAt >= PACE) {
      hand();
      added();
    } else if (!isPutOff) {
      isPutOff = true;
      later(() => {
        isPutOff = false;
        added();
      }, PACE);
    }
  }

  return {
    pulled: null,
    pull(after, max = most) {
      // Who asks once more from the same place did not get what is on its way.
      const isFurther = after > (this.pulled ?? 0) && after < handed;
      this.pulled = after;
      most = max;
      if (isFurther) return;
      handed = after;
      onTheWay = 0;
      if (isLeft()) hand();
    },
    added,
    flush() {
      while (isLeft()) hand();
    },
  };
}
