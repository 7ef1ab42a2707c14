/** The list of messages as the Network panel would show it: a request and its answer are one row, an event is one. */
import type { TableView } from '../table/table.ts';
import type { EntryRef, SessionRequest, Subscription } from './model.ts';

/** What is remarkable about a row. Facts only: what is merely unlikely is not among them. */
export type Mark =
  /**
   * No success callback was given: the page hears no answer, nor a timeout (docs/protocol.md#sending). Seen by the
   * probe.
   */
  | 'no answer asked'
  /** The page called, WWE's window is watched, and nothing arrived there: wrong target origin, or another window. */
  | 'never arrived'
  /** The call threw at the page (a value that cannot be cloned): nothing was sent. */
  | 'threw'
  | 'answered twice'
  /**
   * An answer with `event` set: the client takes it for an event, and the request times out
   * (docs/protocol.md#receiving).
   */
  | 'answered as event'
  /** A numeric id, which the client never matches (docs/protocol.md#receiving). */
  | 'numeric id'
  /** The id was used before by this client. */
  | 'id used again'
  /**
   * Another request of this window had the same id while both were open: their answers cannot be told apart
   * (docs/protocol.md#life-of-a-client).
   */
  | 'id shared'
  /** An answer to no request that anybody saw. */
  | 'unmatched'
  /**
   * Who answered, or sent the event, is neither the client's WWE nor proven to be
   * (docs/protocol.md#trap-forged-messages).
   */
  | 'untrusted sender'
  /** The page's own request came back to it: it stands alone (docs/protocol.md#unusual-embeddings). */
  | 'own echo'
  /** Sent without the client library that the probe watches. */
  | 'without library'
  /**
   * The page had called `unload()`: its client hears nothing any more (docs/protocol.md#life-of-a-client). Seen by the
   * probe.
   */
  | 'client unloaded'
  /** No subscription of the page had a handler for it. Seen by the probe. */
  | 'no handler'
  /**
   * It came before WWE had confirmed any subscription of that name: the client drops it
   * (docs/protocol.md#subscribe-and-unsubscribe).
   */
  | 'before subscription'
  /** A handler or callback threw; the client swallows it. */
  | 'handler threw'
  /** Not in the catalogue. */
  | 'unknown name'
  /** The tool could not read it without taking it from the page. */
  | 'unread'
  | 'by the tool';

/** A callback or handler that ran. */
export interface HandlerRun {
  /** ms since the epoch. */
  readonly t: number;
  /** ms. */
  readonly took: number;
  readonly threw: string | null;
  /** `success`, `failure`, `timeout`, or the handler's name (empty: it has none). */
  readonly name: string;
  /** The handler's number in its document; null for a callback. */
  readonly handler: number | null;
}

/** One row. Rows that did not change keep their identity. */
export interface MessageRow {
  /** Document and number of `entry`. */
  readonly key: string;
  /** ms since the epoch: sent, or received. */
  readonly t: number;
  /** ms since the epoch: when the document of `entry` began. Of one time, what the older document saw comes first. */
  readonly born: number;
  /** `out`: from a client page to WWE. */
  readonly direction: 'out' | 'in';
  readonly is: 'request' | 'answer' | 'event' | 'frame' | 'string' | 'unknown';
  /** The service, `subscribe`, `unsubscribe`, or the event's name; empty where there is none. */
  readonly name: string;
  /** The eventType of an interaction event, the names of a subscribe; empty where there is none. */
  readonly detail: string;
  /** The interactionId that it is about, as far as its form is known. */
  readonly interactionId: string | null;
  /** The client's document; null while nobody knows. */
  readonly client: string | null;
  /** For requests and answers. */
  readonly request: SessionRequest | null;
  /** The message itself; for an answer to nothing, the answer. */
  readonly entry: EntryRef;
  readonly answer: EntryRef | null;
  /** Further answers to the same request; also the event, or the answer with a numeric id, that was meant as one. */
  readonly moreAnswers: readonly EntryRef[];
  /** The probe's note of the call; its body has the stack. */
  readonly call: EntryRef | null;
  /** Characters of the encoded message, and of the answer. */
  readonly size: number;
  /** Who saw it: WWE's window, the client's window (what it received), the probe in it. */
  readonly seenBy: { readonly host: boolean; readonly client: boolean; readonly probe: boolean };
  readonly runs: readonly HandlerRun[];
  readonly marks: readonly Mark[];
}

/** The status of a row at a time. Null for what has none (events, strings…). */
export type MessageStatus =
  | 'pending'
  | 'ok'
  | 'failed'
  | 'timeout'
  /** No window that is watched sent it: whatever came back was not seen (a pop-up, a frame that was gone). */
  | 'unseen'
  | 'late'
  | 'no answer asked'
  | 'never arrived'
  | 'threw'
  | 'unmatched';

/** The order of rows: by time, then document, then number, as `compareMoments` has it. */
export function compareRows(a: MessageRow, b: MessageRow): number {
  const [one, other] = [a.entry.document, b.entry.document];
  return a.t - b.t || a.born - b.born || (one < other ? -1 : Number(one > other)) || a.entry.n - b.entry.n;
}

/** All rows, in the order of the wire. A live view: it is the same object for the session's life. */
export interface MessageList {
  readonly table: TableView<MessageRow>;
  readonly length: number;
  /** Older rows that are not kept any more. */
  readonly dropped: number;
  at(index: number): MessageRow | undefined;
  /** Also by the key of each other entry of a row: what was two rows and turned out to be one is found by both keys. */
  get(key: string): MessageRow | undefined;
  /** Where a row stands now; -1 if it is gone. @param key as for `get` */
  indexOf(key: string): number;
}

/** What the probe does in a document. */
export interface ProbeState {
  /** Whether it watches a client there: `hindered` where it cannot, and says why. */
  readonly is: 'watching' | 'hindered' | 'none';
  readonly why: string | null;
  /**
   * ms since the epoch: it dropped notes in a flood, and what is said of calls and handlers from then on may lack some;
   * null: it dropped none.
   */
  readonly unsureFrom: number | null;
}

/** A subscription with what the probe knows of it. */
export interface WatchedSubscription extends Subscription {
  /** The handler's name and number; null where no probe saw it. */
  readonly handler: { readonly number: number; readonly name: string } | null;
  /** Events of that name that reached the client since then, of those that are kept. */
  readonly events: number;
  /** An earlier handler with the same source text (docs/protocol.md#subscribe-and-unsubscribe). */
  readonly sameTextAs: number | null;
  /** Its events go to another handler now, since (ms since the epoch): the last subscriber of a name wins. */
  readonly replacedAt: number | null;
  /** A later one of that name may have replaced it: the probe dropped the note of a call. */
  readonly mayBeReplaced: boolean;
  /** WWE was loaded anew since: it is over. */
  readonly isFormer: boolean;
  /** The page forgot it, or it was replaced, and WWE still has it. */
  readonly leftAtServer: boolean;
}
