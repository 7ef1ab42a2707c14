/** How the session and its rows know each other. The rows are made of modules that are loaded when somebody wants them. */
import type { Entry } from '../entry/entry.ts';
import type { MessageRecord } from '../protocol/kind.ts';
import type { WatchedDocument } from './documents.ts';
import type { EntryStore, KeptEntry } from './entry-store.ts';
import type { Exchange } from './exchange.ts';
import type { Invalidated } from './invalidation.ts';
import type { MessageList, ProbeState, WatchedSubscription } from './messages-model.ts';
import type { Called } from './requests-seen.ts';

/** What the rows are made of: what the session still holds when they are wanted. */
export interface MessagesHeld {
  readonly store: EntryStore;
  /** By `compareDocuments`. */
  readonly documents: readonly WatchedDocument[];
  readonly exchanges: readonly Exchange[];
  /** Notes of the probe that hold for as long as their document lives, by number; also those that the store dropped. */
  lastingOf(document: WatchedDocument): readonly KeptEntry[];
  /** Whether a request of that id was cleared away, or dropped, before its answer came. */
  wasCleared(client: WatchedDocument, ref: string): boolean;
}

/** The rows, and how they are told what comes. */
export interface MessagesPart {
  readonly list: MessageList;
  /** Takes a message in that is neither request nor answer. @param message its body, where that is read for its kind */
  receive(document: WatchedDocument, entry: Entry, t: number, message: MessageRecord): void;
  /** Takes a note of the probe in. @param call what the session made of it; null for what it makes nothing of */
  note(document: WatchedDocument, entry: Entry, t: number, call: Called | null): void;
  /** Requests were joined anew. @param areForgotten the former are dropped, not refuted */
  exchangesChanged(before: readonly Exchange[], after: readonly Exchange[], areForgotten: boolean): void;
  /** Something of a request is new that its public record does not show. */
  touch(exchange: Exchange): void;
  /** @param invalidated what must be looked at anew */
  commit(documents: readonly WatchedDocument[], invalidated: Invalidated): void;
  /** The same, step by step. Until its end nothing else may be told. */
  commitInSteps(documents: readonly WatchedDocument[], invalidated: Invalidated): Generator<void, void>;
  /** Forgets documents that are not known any more, and what was learnt from them. */
  forget(isKept: (document: WatchedDocument) => boolean): void;
  /** Empties the list. What is known of the documents stays. */
  clear(isKept: (document: WatchedDocument) => boolean): void;
  /** See `Session.probeOf`. */
  probeOf(document: WatchedDocument | undefined): ProbeState;
  /** See `Session.watchedSubscriptions`. @param steps subscribes and unsubscribes, in the order in which they worked */
  watched(version: number, steps: () => readonly Exchange[]): readonly WatchedSubscription[];
}

/** Makes the rows of what is held; a `commit` of all that shows them follows. */
export type MakeMessages = (held: MessagesHeld) => MessagesPart;

/** The same, step by step. What `held` tells is asked before the first step ends. */
export type MakeMessagesInSteps = (held: MessagesHeld) => Generator<void, MessagesPart>;
