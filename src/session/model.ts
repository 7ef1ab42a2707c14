/** What a session makes of the entries: plain, readonly data. No signals, no DOM, no clock. */
import type { DocumentInfo, WindowPath } from '../entry/entry.ts';
import type { Interaction } from '../protocol/interaction.ts';
import type { KnownAs } from './known.ts';
import type { ReachableWwe, SessionWwe } from './wwe.ts';

export type { SessionCounts, SessionInput, SessionLimits, Told } from './input.ts';
export type { KnownAs, MeaningAt } from './known.ts';

/** Points at one entry: its document and number. */
export interface EntryRef {
  readonly document: string;
  readonly n: number;
}

/** A watched document and what is known of it. */
export interface SessionDocument {
  readonly info: DocumentInfo;
  /** `false` once its bridge said goodbye or its port was lost. */
  readonly live: boolean;
  /** ms since the epoch; when it ended, if it did. */
  readonly endedAt: number | null;
  /** It received answers, events or a frame id (not from untrusted), or its requests were seen arriving somewhere: a client lives here. */
  readonly isClient: boolean;
  /** It received requests from another window: WWE lives here, or something that page code takes for it. */
  readonly isHost: boolean;
  /** It received its own requests (docs/protocol.md#unusual-embeddings): it stands alone, and talks to itself. */
  readonly standsAlone: boolean;
  /** Entries that are missing: trimmed by the bridge before the panel could pull them, or holes in the numbers. */
  readonly lost: number;
  /**
   * The origin of the window that this client talks to: the latest WWE message from the opener, else from the parent;
   * in a reverse embedding, of the window that answered a request seen arriving there. Null until one was seen.
   */
  readonly wweOrigin: string | null;
  /**
   * In a reverse embedding, or when the page chose another window (`targetWWEWindow`): the path of the window that proved
   * to be WWE last; `wweOrigin` is then its origin. Null when the client simply talks to its target.
   */
  readonly wwePath: WindowPath | null;
  /**
   * Each WWE that this client can be asked through now: its target, at the origin that spoke from it last; and windows that
   * proved to be WWE. Which of them is the user's WWE nobody can tell but the user.
   */
  readonly wwes: readonly ReachableWwe[];
  /** Each WWE that this client has believed, since the last `clear()`: also a window's former origins. */
  readonly believed: readonly SessionWwe[];
  /** The name of its own window (`SessionWwe.window`). */
  readonly home: string;
  /** What its own times (`info`, and those of its entries) need to be the session's, in ms: all other times are the session's. */
  readonly clock: number;
  /** Windows from which requests arrived here, by their places then; a thousand at most. */
  readonly askers: readonly WindowPath[];
  /** The name of the window that its client talks to by itself, whether it ever spoke or not; null if it has none. */
  readonly around: string | null;
  /**
   * Answers, events and frame ids that windows posted which are neither the client's target nor proved to be WWE
   * (docs/protocol.md#trap-forged-messages), since the last `clear()`. They are kept as entries and not believed.
   * Always 0 without a target.
   */
  readonly untrusted: number;
  /** Their origins, in the order of their first messages; at most 5. */
  readonly untrustedOrigins: readonly string[];
}

/** How a state was learnt. */
export type SnapshotSource =
  | { readonly by: 'event'; readonly eventType: string }
  | { readonly by: 'answer'; readonly service: string | null };

/** One step of an interaction's life. */
export interface Transition {
  /** ms since the epoch. */
  readonly t: number;
  /** The state before, as last seen; null at first sight. */
  readonly from: string | null;
  readonly to: string;
  /**
   * Set when WWE's `previousState` is not the state last seen: entries were missed or filtered
   * (docs/protocol.md#transition-checks). `from` and `to` may then be one state, with this one in between. Holds the
   * state that WWE names, which nobody saw begin.
   */
  readonly gap: string | null;
  readonly source: SnapshotSource;
  readonly entry: EntryRef;
}

/** Mark-done block as far as the entries tell. */
export interface MarkDoneBlock {
  /**
   * `blocked`: the last word was a block that WWE accepted; `clear`: the last word was an accepted unblock, or the
   * interaction was born under our eyes with WWE's window watched and nobody blocked it; `unknown`: anything else, also
   * where an untrusted sender answered the last request; `over`: the last word was a block, and the interaction ended all the same.
   */
  readonly status: 'blocked' | 'clear' | 'unknown' | 'over';
  /** ms since the epoch of the step that made it so; null when unknown. */
  readonly since: number | null;
  readonly by: 'tool' | 'page' | null;
  readonly warning: string | null;
  /** Requests, events and endings about mark-done, oldest first. */
  readonly history: readonly BlockStep[];
}

/** One line of the history of mark-done. */
export interface BlockStep {
  readonly t: number;
  readonly what: 'block' | 'unblock' | 'markdone' | 'event' | 'done';
  /** For requests: the key of the request; what became of it depends on the time (`outcomeOf`). */
  readonly request: string | null;
  readonly by: 'tool' | 'page' | null;
  readonly warning: string | null;
  readonly error: string | null;
  readonly entry: EntryRef;
}

/** An interaction with its history. */
export interface SessionInteraction {
  /** Stable for the session: its WWE, and the interactionUUID where there is one. */
  readonly key: string;
  /** Whose it is. Another WWE's interaction is another one, whatever its ids. */
  readonly wwe: SessionWwe;
  /** The id by which WWE knows it now, or knew it last. */
  readonly id: string;
  /**
   * What of WWE's present life is known of it, the latest word first. Empty: nobody who is there heard of it since WWE was
   * loaded last. Its id may be another's by now.
   */
  readonly known: readonly KnownAs[];
  /** As last seen, whole and raw: unknown properties included, wrong types kept. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** `raw`, read defensively: only properties of the documented types. */
  readonly interaction: Interaction;
  /** `raw` of the last snapshot that differed, for "what changed"; null when there was none. Parsed when it is read. */
  readonly previousRaw: Readonly<Record<string, unknown>> | null;
  /** The current state: where the last transition led to; null while no snapshot named one. */
  readonly state: string | null;
  /** Oldest first; each one's `from` is the `to` of the one before. */
  readonly transitions: readonly Transition[];
  /** Older transitions that are no longer kept. */
  readonly droppedTransitions: number;
  /** ms since the epoch of the first and of the last snapshot. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** The entry that showed `raw`. Times can be equal, entries cannot. */
  readonly snapshot: EntryRef;
  /** ms since the epoch of the last snapshot that changed anything. */
  readonly lastChanged: number;
  /** Why it is no longer among WWE's interactions; null while it is. */
  readonly ended: Ending | null;
  readonly block: MarkDoneBlock;
  /** Documents whose client saw it, latest snapshot first. */
  readonly documents: readonly string[];
  /** Ids it had before WWE was reloaded. */
  readonly formerIds: readonly string[];
}

/** How an interaction left the list. */
export interface Ending {
  readonly t: number;
  /** `removed` / `markdone`: by event; `gone`: an answer no longer has it; `reloaded`: not seen since WWE was reloaded. */
  readonly why: 'removed' | 'markdone' | 'gone' | 'reloaded';
}

/**
 * What became of a request; comes from `outcomeOf(request, now)`, for it depends on the time. `timeout`: no answer within
 * the client's 10 s (docs/protocol.md#sending); `late`: an answer came after that, which the client drops.
 */
export type RequestOutcome = 'pending' | 'ok' | 'failed' | 'timeout' | 'late';

/** A request and its answer, whoever saw them. */
export interface SessionRequest {
  /** Client document (or, while it is unknown, the receiving one) and reference id; ` #2` and so on for a reused id. */
  readonly key: string;
  readonly by: 'tool' | 'page';
  readonly kind: 'request' | 'subscribe' | 'unsubscribe' | 'unknown';
  /** `interaction.setUserData`, or `subscribe` / `unsubscribe`; null when only the answer was seen. */
  readonly service: string | null;
  /** A subscribe's names, an unsubscribe's id: `[data]`. */
  readonly parameters: readonly unknown[];
  readonly ref: string;
  /** The client's document; null while nobody knows which it is. */
  readonly client: string | null;
  /**
   * How the client was found: it is the tool's own command, by frame path, by origin and id, by the page's call that only
   * its probe saw, or only by an answer.
   */
  readonly matchedBy: 'command' | 'path' | 'origin and id' | 'call' | 'answer' | null;
  /** The document that received it; the client itself where it hears itself (docs/protocol.md#unusual-embeddings). */
  readonly host: string | null;
  /** Key of the WWE that it was posted to, or else of the one that answered; null: nobody saw it. */
  readonly wwe: string | null;
  /** ms since the epoch; null if only the answer was seen. */
  readonly sentAt: number | null;
  readonly answeredAt: number | null;
  /**
   * Who answered; null while nobody did. The page's client checks no sender (docs/protocol.md#receiving), so a
   * `untrusted sender` settles its requests too, but nothing else is drawn from such an answer. A request of the tool is never
   * settled by one.
   */
  readonly answeredBy: 'wwe' | 'untrusted sender' | null;
  readonly failed: boolean;
  /** WWE's own error text when it failed with a text; its JSON otherwise; empty where it gave no reason. */
  readonly error: string | null;
  /** Where it was sent (a command of the tool), or else where it arrived, or else the probe's note of the call. */
  readonly requestEntry: EntryRef | null;
  /** The answer; `session.answerOf(request)` decodes it. */
  readonly answerEntry: EntryRef | null;
}

/** A client's subscription to one event name. */
export interface Subscription {
  readonly document: string;
  /** Key of the WWE that confirmed it; null: nobody saw which. */
  readonly wwe: string | null;
  readonly event: string;
  /** ms since the epoch when WWE confirmed it. */
  readonly since: number;
  readonly by: 'tool' | 'page';
  /** As the answer carried it; any type. */
  readonly subscriptionId: unknown;
}

/** A case of one WWE: its interactions in order, the main one first, consultations under their parents. */
export interface SessionCase {
  /** Names it among those of all WWEs. */
  readonly key: string;
  readonly wwe: SessionWwe;
  /** The caseId; the empty string stands for interactions without one. */
  readonly id: string;
  readonly selected: boolean | null;
  readonly expanded: boolean | null;
  /** Which of its interactions was seen first, and when, in ms since the epoch: cases stand in that order. */
  readonly first: { readonly key: string; readonly firstSeen: number };
  /** Interaction keys with their depth: 0, or 1 and more for a consultation below its parent. */
  readonly rows: readonly { readonly key: string; readonly depth: number }[];
}

/**
 * A `markdone` event that names no known interaction; its payload is undocumented
 * (docs/protocol.md#markdone-media-and-system-events).
 */
export interface UnattachedMarkDone {
  readonly t: number;
  /** Key of the WWE that told it. */
  readonly wwe: string;
  readonly entry: EntryRef;
}
