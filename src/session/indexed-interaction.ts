/** What the documents saw of one interaction. */
import type { SessionInteraction } from './model.ts';
import type { Observation } from './observations.ts';
import type { SessionWwe } from './wwe.ts';

/** One interaction of one WWE: all that the documents saw of it. */
export interface IndexedInteraction {
  /** What tells it from others now. */
  readonly key: string;
  /** What did so at first, where that was another: it keeps this name as long as nobody else has it (`GroupNames`). */
  firstKey: string | null;
  readonly wwe: SessionWwe;
  readonly observations: Set<Observation>;
  /** As shown last; null before the first time. */
  shown: SessionInteraction | null;
}

/** Told of what changes among the interactions. */
export interface IndexListener {
  /** An interaction is shown anew. @param before null: for the first time @param after null: it is gone */
  update(before: SessionInteraction | null, after: SessionInteraction | null): void;
  /** What an id means may have changed. */
  invalidateId(id: string): void;
}
