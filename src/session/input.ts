/** What a session is fed with, how much it keeps, and its figures. */
import type { DocumentInfo, Entry } from '../entry/entry.ts';

/** How much a session keeps; what is dropped beyond that is counted. */
export interface SessionLimits {
  /** Characters of all entries' bodies; as many again of messages for the interactions, and for the requests. */
  readonly characters: number;
  readonly entries: number;
  readonly requests: number;
  /** Ended ones are dropped first. */
  readonly interactions: number;
  /** For each interaction. */
  readonly transitions: number;
  /** Lines of the history of mark-done, for each interaction. */
  readonly blockSteps: number;
  /** Strangers' messages held back in case that their sender is proven, for each document. */
  readonly held: number;
}

/** What a session holds and what it does not hold any more. */
export interface SessionCounts {
  readonly entries: number;
  /** Entries that are messages: a request and its answer are two. */
  readonly messages: number;
  /** Entries that never reached the session. */
  readonly lost: number;
  /** Entries that the session itself had to drop. */
  readonly dropped: number;
  /** Notes that the probes dropped in floods, as they say: calls, callbacks and handlers that nobody knows of. */
  readonly droppedNotes: number;
  readonly interactions: number;
  readonly droppedInteractions: number;
  readonly droppedRequests: number;
  /** Sum of `SessionDocument.strangers`. */
  readonly strangers: number;
}

/** What is told of a document beside its entries, its clock and who it is. */
export type Told = Exclude<SessionInput, { what: 'document' | 'entries' | 'clock' }>;

/** What a session is fed with. */
export type SessionInput =
  | { readonly what: 'document'; readonly info: DocumentInfo }
  /**
   * All times of a document, in ms, are those of the session once `offset` is added: those of its entries, and those below.
   * Mostly told before its entries; should it turn out otherwise later, they are taken in anew.
   */
  | { readonly what: 'clock'; readonly document: string; readonly offset: number }
  | { readonly what: 'entries'; readonly document: string; readonly entries: readonly Entry[] }
  | { readonly what: 'lost'; readonly document: string; readonly count: number }
  /**
   * Something was left out here because the user wanted it so (record off, or cleared): not lost, but not seen either.
   * `through`: the last number left out; 0 where nothing was numbered.
   */
  | { readonly what: 'skipped'; readonly document: string; readonly through: number }
  /** All that was recorded there until a time, by its own clock, has been fed. Without it, the latest message tells. */
  | { readonly what: 'seen'; readonly document: string; readonly t: number }
  | { readonly what: 'ended'; readonly document: string; readonly t: number };
