/** What a session is fed with, how much it keeps, and its figures. */
import type { Entry } from '../entry/entry.ts';
import type { DocumentFact } from '../entry/fact.ts';

export type { Told } from '../entry/fact.ts';

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
  /** Messages of untrusted senders, held back in case that their sender is proven, for each document. */
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
  /** Sum of `SessionDocument.untrusted`. */
  readonly untrusted: number;
}

/** What a session is fed with: the entries of a document together. */
export type SessionInput =
  | DocumentFact
  | { readonly what: 'entries'; readonly document: string; readonly entries: readonly Entry[] };
