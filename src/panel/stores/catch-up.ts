/**
 * Asks the tab's documents, some time after something came, whether all was brought: that nothing came of a call, and that
 * no handler ran for an event, can only be said of a time that is known to be over.
 */
import type { Entry } from '../../entry/entry.ts';

/** What asking needs. Times in ms. */
export interface CatchUpParts {
  /** Since the epoch. */
  readonly now: () => number;
  readonly later: (run: () => void, delay: number) => void;
  readonly ask: () => void;
  /** All that a document had recorded at a time of its own clock is here. */
  readonly isSeen: (document: string, t: number) => void;
}

/** Told what comes. */
export interface CatchUp {
  heard(document: string, entries: readonly Entry[]): void;
  /** The document's times are the panel's once this is added, in ms. */
  learn(document: string, offset: number): void;
  /** All that was recorded when it was asked is here. @param at by the panel's clock */
  current(document: string, at: number): void;
  forget(document: string): void;
}

/**
 * A little later than the session's own patience: with the notes of the probe, with a request on its way; and where
 * clocks are far apart.
 */
const PACES = [1_200, 5_500, 15_000];

/** Makes the asking. While nothing comes, nothing is asked. */
export function createCatchUp({ now, later, ask, isSeen }: CatchUpParts): CatchUp {
  /** What each document's times need to be the panel's, in ms, where the link knows it. */
  const offsets = new Map<string, number>();
  /** How far each document's clock is ahead of the panel's, at least: all that is known of it where the link knows nothing. */
  const ahead = new Map<string, number>();
  const paces = PACES.map((delay) => ({ delay, isSet: false, isWanted: false }));

  function set(pace: (typeof paces)[number]): void {
    pace.isWanted = pace.isSet;
    if (pace.isSet) return;
    pace.isSet = true;
    later(() => {
      pace.isSet = false;
      ask();
      if (pace.isWanted) set(pace);
    }, pace.delay);
  }

  return {
    heard(document, entries) {
      const last = entries.at(-1);
      if (!last || !Number.isFinite(last.t)) return;
      const by = last.t - now();
      // A note's time is the page's own word: it can make its clock slow, not fast.
      const believed = last.sort === 'probe' ? Math.min(by, 0) : by;
      ahead.set(document, Math.max(ahead.get(document) ?? Number.NEGATIVE_INFINITY, believed));
      for (const pace of paces) set(pace);
    },
    learn: (document, offset) => void offsets.set(document, offset),
    current(document, at) {
      const offset = offsets.get(document);
      if (offset !== undefined) return isSeen(document, at - offset);
      // A window that nothing ever came to has the clock of the others, as far as anybody knows.
      const by = ahead.get(document) ?? Math.max(...ahead.values());
      if (Number.isFinite(by)) isSeen(document, at + by);
    },
    forget(document) {
      ahead.delete(document);
      offsets.delete(document);
    },
  };
}
