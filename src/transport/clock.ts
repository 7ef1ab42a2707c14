/**
 * What a panel learns of a document's clock. Each document has a clock of its own that never jumps, and that stands while
 * the computer sleeps (`EntryHeader.t`). All of one computer go on at the same pace, so that of another document is ahead of
 * the panel's by the same time for ever. But by how much, no document can tell: `performance.timeOrigin` is the wall clock's
 * time when it began (Firefox), or when its process did (Chromium), and the wall clock may have jumped since, any number of
 * times.
 *
 * Two things tell it. The wall clock is one for all: what both clocks show at the same moment gives the difference to the
 * millisecond, unless the wall clock jumps at this very moment. And what the panel asks is heard after it was asked, and its
 * answer said before that is heard: that holds whatever the wall clock does, and bounds the difference by the time that the
 * way there and back takes.
 */
import type { ClockSample } from './link-messages.ts';

/** Clocks that are apart by no more than this, in ms, are taken for the same: one that is set so little need not be known. */
const SAME_MS = 20;
/** Browsers make clocks coarse by this much, in ms. */
const GRAIN_MS = 5;

/** The clock of one document, as far as it is known. */
export interface DocumentClock {
  /** What its times need to be the panel's, in ms; 0 while nothing is known. */
  readonly offset: number;
  /** Whether anything is known. */
  readonly isKnown: boolean;
  /**
   * Takes a sample in.
   * @param sample what the document's clocks showed
   * @param asked when the panel said what this is the answer to, by the panel's clock
   * @param heard both clocks of the panel, now
   * @param others the offsets of other documents: most have the same
   * @returns whether the offset is another than before
   */
  hear(sample: ClockSample, asked: number, heard: ClockSample, others?: Iterable<number>): boolean;
}

/** Makes the clock of a document of which nothing is known. */
export function createDocumentClock(): DocumentClock {
  let offset = 0;
  let isKnown = false;
  let least = Number.NEGATIVE_INFINITY;
  let most = Number.POSITIVE_INFINITY;
  const isPossible = (one: number, spare = GRAIN_MS) => least - spare <= one && one <= most + spare;

  return {
    get offset() {
      return offset;
    },
    get isKnown() {
      return isKnown;
    },
    hear(sample, asked, heard, others = []) {
      const before = offset;
      const isFirst = !isKnown;
      isKnown = true;
      least = Math.max(least, asked - sample.at);
      most = Math.min(most, heard.at - sample.at);
      // It does not change: what was found stays, unless it turns out to be impossible.
      if (!isFirst && isPossible(offset, SAME_MS + GRAIN_MS)) return false;
      const byWall = sample.wall - sample.at - (heard.wall - heard.at);
      const isTold = isPossible(byWall);
      const isLike = (one: number) => isPossible(one) && (!isTold || Math.abs(one - byWall) <= SAME_MS);
      const known = [0, ...others].find(isLike);
      // Where the wall clock jumped just then: a page is busier than a panel, so that the way there takes longer.
      offset = known ?? (isTold ? byWall : Math.max(least, most));
      return offset !== before;
    },
  };
}
