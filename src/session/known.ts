/**
 * What an interaction's id means: it is one interaction's only as long as WWE's page lives
 * (docs/protocol.md#interaction-object).
 */

/** By which id WWE, as it runs now, knows an interaction, for one document that heard it say so. */
export interface KnownAs {
  readonly document: string;
  readonly id: string;
  /**
   * WWE's page is the one around that document: while the document lives, the id means this. Else WWE can have been loaded
   * anew without a word, and have given the id to another: it must be asked what is there (`panel/stores/lives.ts`).
   */
  readonly isSure: boolean;
  /** Number of the last entry there that shows it among WWE's interactions. */
  readonly n: number;
  /** Whether it had a UUID when it was seen there last. */
  readonly hasUuid: boolean;
}

/** When and where an id was used. */
export interface MeaningAt {
  /** ms since the epoch. */
  readonly t: number;
  /** Key of the WWE; null: nobody knows which. */
  readonly wwe: string | null;
  /** The client's document; null: nobody knows. */
  readonly document: string | null;
}
