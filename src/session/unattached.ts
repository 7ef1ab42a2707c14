/** What was seen about mark-done and fits to no interaction. */
import type { BlockStep, EntryRef } from './model.ts';

/** A request about mark-done of an interaction that is not known. */
export interface UnattachedBlock {
  /** ms since the epoch, when it was sent. */
  readonly t: number;
  /** `blockMarkdone`, `unblockMarkdone` or `markdone`, as `BlockStep.what`. */
  readonly what: BlockStep['what'];
  /** The interaction id that it names. */
  readonly id: string;
  /** Key of the WWE that it was sent to; null: nobody saw it. */
  readonly wwe: string | null;
  /** Key of the request. */
  readonly request: string;
  readonly by: 'tool' | 'page';
  readonly entry: EntryRef;
}
