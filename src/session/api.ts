/** What a session offers to the panel. */
import type { Entry } from '../entry/entry.ts';
import type { Fact } from '../entry/fact.ts';
import type { TableView } from '../table/table.ts';
import type { Answering } from './answer-counts.ts';
import type { GuessClocks } from './clock-guess.ts';
import type { Ids } from './ids.ts';
import type { MessageList, ProbeState, WatchedSubscription } from './messages-model.ts';
import type { MakeMessages, MakeMessagesInSteps } from './messages-part.ts';
import type * as Model from './model.ts';
import type { SharedIdCounts } from './shared-id-counts.ts';
import type { UnattachedBlock } from './unattached.ts';

/** A session. All it gives out is readonly; what did not change keeps its identity. */
export interface Session {
  /** Takes one batch. Never throws, whatever the entries hold. */
  feed(inputs: readonly Model.SessionInput[]): void;
  /**
   * From the next batch on, clocks of which nobody tells are guessed: those of a recording, or of pages that ended before the
   * panel began. @param guesser `CLOCK_GUESS` of `clock-guess.ts`, which is loaded apart
   */
  guessClocksBy(guesser: GuessClocks): void;
  /** Rises when something may have changed. */
  readonly version: number;
  /** By first sight. */
  interactions(): readonly Model.SessionInteraction[];
  interaction(key: string): Model.SessionInteraction | undefined;
  /** What interaction ids mean, and meant. */
  readonly ids: Ids;
  /** The same, with what changed among them. */
  readonly interactionTable: TableView<Model.SessionInteraction>;
  /** @param only ids of client documents: cases and rows of interactions that one of them saw */
  cases(only?: ReadonlySet<string>): readonly Model.SessionCase[];
  /** By time origin. */
  documents(): readonly Model.SessionDocument[];
  /** By time. */
  requests(): readonly Model.SessionRequest[];
  request(key: string): Model.SessionRequest | undefined;
  /** @param ref the reference id of a request of the tool's own */
  toolRequest(ref: string): Model.SessionRequest | undefined;
  /** Reference ids of the tool's own requests that have changed, or gone, since an earlier `version`; null: too many to tell. */
  toolRequestsSince(version: number): ReadonlySet<string> | null;
  /** The whole answer's message, decoded anew; undefined while there is none, or when it was dropped. */
  answerOf(request: Model.SessionRequest): unknown;
  /** What became of the requests of a document's client; undefined: none was seen. */
  answering(document: string): Answering | undefined;
  /** How many requests went wrong: refused, answered too late or not at all. @param now ms since the epoch */
  wrong(now: number): number;
  /** How many requests each client sent in the last minute, by its document. @param now ms since the epoch */
  requestRates(now: number): ReadonlyMap<string, number>;
  /**
   * How many of the page's own requests of a document's client were open at once with another one of that window under the
   * same id.
   * @param make makes the counts, which are loaded apart, when it is first asked; from then on they are kept up to date
   */
  sharedIdsOf(document: string, make: () => SharedIdCounts): number;
  subscriptions(): readonly Model.Subscription[];
  /**
   * Makes the rows of what the session holds, and keeps them up to date from then on; does nothing when they are made. The
   * same entries give the same rows whenever they are made, but for requests that the session no longer joins: their rows
   * stay as they were when it dropped them, or as they are when they are made.
   * @param make `createMessages` of `messages.ts`, which is loaded apart: without rows no work is done for them
   */
  attach(make: MakeMessages): void;
  /**
   * The same, step by step, for sessions of which it would take seconds; what comes between two steps is in the rows. Whoever
   * attaches meanwhile ends it.
   */
  attachInSteps(make: MakeMessagesInSteps): Generator<void, void>;
  /** Those of the page and of the tool, with what the probe knows; also replaced ones. By document, then time. @throws before `attach` */
  watchedSubscriptions(): readonly WatchedSubscription[];
  /** Whether a probe watches a client of that document. @throws before `attach` */
  probeOf(document: string): ProbeState;
  /** Every message, requests with their answers. @throws before `attach` */
  messages(): MessageList;
  unattachedMarkDone(): readonly Model.UnattachedMarkDone[];
  /** Requests about mark-done that name no known interaction; oldest first. */
  unattachedBlocks(): readonly UnattachedBlock[];
  entry(ref: Model.EntryRef): Entry | undefined;
  /**
   * All that it keeps, as facts that make the same session again (`feedFacts` of `feed-facts.ts`), by time. Iterable once; what
   * comes later is not in it.
   */
  keptFacts(): Iterable<Fact>;
  counts(): Model.SessionCounts;
  /** Forgets the documents that are not kept and everything learnt from them. */
  forget(keep: (documentId: string) => boolean): void;
  /** Forgets ended documents, entries, interactions and answered requests; knows the live documents still. */
  clear(): void;
}
