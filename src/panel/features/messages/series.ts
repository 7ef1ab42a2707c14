/** Rows in some order, read where they stand: copying them for every batch would cost as much as there are. */
import type { MessageRow } from '../../../session/messages-model.ts';

/** Rows in some order, as they are now. Once they are others, it is another object, and the one before is out of date. */
export interface RowSeries {
  readonly length: number;
  at(index: number): MessageRow | undefined;
  /** Where the row of an entry stands; -1 where it is not among them. @param key of any entry of the row */
  indexOf(key: string): number;
}

/** Rows in the order of the wire, with what changed in them. */
export interface FollowedRows extends RowSeries {
  /** Rises with each change. */
  readonly version: number;
  /** As `MessageList.changedSince`. */
  changedSince(version: number): number;
  /** As `MessageList.cutSince`. */
  cutSince(version: number): number;
}
