/**
 * What the probe tells of the page's own client: the things that the wire cannot show (docs/architecture.md).
 * Numbers are the probe's own, from 0, in the order of first sight, for one window each.
 */

/**
 * The event on `document` by which the bridge hands a port to the probe, once, at `document_start`. The probe listens before,
 * and prevents the event's default: that says that the port was taken.
 */
export const NOTES_EVENT = 'wwe-devtools-notes';

/** What the bridge says to the probe, through that port. */
export const WORDS = {
  /** All is over. */
  stop: 0,
  /** WWE speaks to this window: whoever it is, a client is here. */
  look: 1,
  /** What is sent to WWE arrives in a window that is watched, too: from now on service and id of a request are enough. */
  brief: 2,
  /** It does not, or nobody knows: from now on messages are told whole. */
  whole: 3,
} as const;

/** A moment in the page, `performance.now()` of its window, ms. */
interface Noted {
  readonly at: number;
  /**
   * The client object: 0 is `genesys.wwe.service`, others come of `new ServiceClientAPI()`
   * (docs/protocol.md#life-of-a-client).
   */
  readonly client: number;
}

/** A client was found and is watched from here on, or cannot be watched. */
export interface ClientNote extends Noted {
  readonly note: 'client';
  /** Why its calls or handlers cannot be watched, in words of the field (`frozen`); null: they are. */
  readonly problem: string | null;
}

/** The page called `sendMessage`, itself or through a namespace method, `subscribe` or `unsubscribe`. */
export interface CalledNote extends Noted {
  readonly note: 'called';
  readonly call: number;
  /**
   * As it was posted, stamps and id included. What cannot be cloned is a text that describes it (`[object Function]`),
   * in its place. Copied at the end of the turn: what the page changes in the object before that shows. Where `brief` is
   * there, it was not copied.
   */
  readonly message: unknown;
  /**
   * Where in the page, as the browser writes stacks, without the probe's own lines; empty if the browser gives none, and for
   * all but the first hundred calls of a turn.
   */
  readonly stack: string;
  /** Whether a success callback was given: without one nobody hears an answer (docs/protocol.md#sending). */
  readonly wantsSuccess: boolean;
  readonly wantsFailure: boolean;
  /** What the call threw at the page: `DataCloneError: …`, or `an exception` for any other; null: it returned. */
  readonly threw: string | null;
  /** Of a request whose content is seen where it arrives: its service and its id. Null: `message` is all of it. */
  readonly brief: readonly [service: string, ref: unknown] | null;
}

/** A callback of a call ran. */
export interface SettledNote extends Noted {
  readonly note: 'settled';
  readonly call: number;
  readonly by: 'success' | 'failure' | 'timeout';
  /** How long the callback ran, ms. Of one that threw: how long it was until its turn ended. */
  readonly took: number;
  /** What it threw, which the client swallows (docs/protocol.md#receiving); null: nothing. */
  readonly threw: string | null;
}

/** The page gave a handler to `subscribe`. */
export interface SubscribedNote extends Noted {
  readonly note: 'subscribed';
  readonly handler: number;
  readonly events: readonly string[];
  /** The function's own name; empty for none. */
  readonly name: string;
  /**
   * An earlier handler with the same source text, which the client mixes up with this one
   * (docs/protocol.md#subscribe-and-unsubscribe).
   */
  readonly sameTextAs: number | null;
  readonly stack: string;
}

/** The page took a handler back. */
export interface UnsubscribedNote extends Noted {
  readonly note: 'unsubscribed';
  /** Null: a function that never was subscribed. */
  readonly handler: number | null;
}

/** A handler ran for an event. */
export interface HandledNote extends Noted {
  readonly note: 'handled';
  readonly handler: number;
  readonly event: string;
  /** As of a callback. */
  readonly took: number;
  readonly threw: string | null;
}

/** `unload()` was called: the client hears nothing any more (docs/protocol.md#life-of-a-client). */
export interface UnloadedNote extends Noted {
  readonly note: 'unloaded';
}

/** Notes of one turn were more than are kept: so many are missing here. `client` means nothing. */
export interface DroppedNote extends Noted {
  readonly note: 'dropped';
  readonly count: number;
}

/** Something failed inside the bridge, or the probe: our own error, not the page's. `client` means nothing. */
export interface FailedNote extends Noted {
  readonly note: 'failed';
  /** The error with its stack. It may quote the page: whoever shows it redacts it. */
  readonly text: string;
}

/** The kind of that note, for those who only write it. */
export const FAILED = 'failed' satisfies NoteKind;

/** One note. */
export type Note =
  | ClientNote
  | CalledNote
  | SettledNote
  | SubscribedNote
  | UnsubscribedNote
  | HandledNote
  | UnloadedNote
  | DroppedNote
  | FailedNote;

/** The kind of a note. */
export type NoteKind = Note['note'];

/** All kinds of notes. */
export const NOTE_KINDS: readonly NoteKind[] = [
  'client',
  'called',
  'settled',
  'subscribed',
  'unsubscribed',
  'handled',
  'unloaded',
  'dropped',
  'failed',
];

/**
 * On their port notes are lists: kind, `at`, `client`, and then what is named here, in this order. A list costs the page
 * less to clone than a record. So they stand in the record, too (`entry/note.ts`).
 */
export const NOTE_FIELDS = {
  client: ['problem'],
  called: ['stack', 'message', 'call', 'wantsSuccess', 'wantsFailure', 'threw', 'brief'],
  settled: ['call', 'by', 'took', 'threw'],
  subscribed: ['stack', 'handler', 'events', 'name', 'sameTextAs'],
  unsubscribed: ['handler'],
  handled: ['handler', 'event', 'took', 'threw'],
  unloaded: [],
  dropped: ['count'],
  failed: ['text'],
} as const satisfies { readonly [Kind in NoteKind]: readonly Exclude<keyof NoteOf<Kind>, keyof Noted | 'note'>[] };

type NoteOf<Kind extends NoteKind> = Extract<Note, { readonly note: Kind }>;
type Fields = typeof NOTE_FIELDS;
type Values<Of, Keys extends readonly unknown[], Stack> = {
  -readonly [Index in keyof Keys]: Keys[Index] extends 'stack'
    ? Stack
    : Keys[Index] extends keyof Of
      ? Of[Keys[Index]]
      : never;
};

/** A note as its port carries it. Until then it may change, and `Stack` may be what a stack is made of. */
export type PostedNote<Kind extends NoteKind = NoteKind, Stack = string> = {
  [One in Kind]: [note: One, at: number, client: number, ...Values<NoteOf<One>, Fields[One], Stack>];
}[Kind];

/** The list that a note is on its port. What its kind does not have is left out, what it lacks is undefined. */
export function posted(given: object): readonly unknown[] {
  const note: Readonly<Record<string, unknown>> = { ...given };
  const all: Readonly<Record<string, readonly string[]>> = NOTE_FIELDS;
  const { note: kind, at, client } = note;
  const fields = typeof kind === 'string' && Object.hasOwn(all, kind) ? (all[kind] ?? []) : [];
  return [kind, at, client, ...fields.map((name) => note[name])];
}
