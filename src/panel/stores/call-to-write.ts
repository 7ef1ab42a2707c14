/** Calls that other views hand to Compose. */

/** A call to write, from elsewhere in the panel. */
export interface CallToWrite {
  readonly service: string;
  /** Decoded, as they were on the wire; undefined: the message has none. */
  readonly parameters: unknown;
  /** Whether it opens as text; a form if not said, where one can show it. */
  readonly raw?: boolean;
  /** Key of the WWE that it went to: it is written for that one. Left out, or null: for the one that is meant. */
  readonly wwe?: string | null;
  /** Key of the interaction that its id meant: it is written for that one. Left out, or null: for whom the id means now. */
  readonly about?: string | null;
}

/** Takes calls to write. */
export interface CallWriter {
  /** Hands a call over and shows the view Compose. */
  open(call: CallToWrite): void;
}
