/** The rows, as soon as they are wanted. Until then no work is done for them: only what nothing else keeps is kept. */
import type { Entry } from '../entry/entry.ts';
import type { MessageRecord } from '../protocol/kind.ts';
import type { WatchedDocument } from './documents.ts';
import type { EntryStore, KeptEntry } from './entry-store.ts';
import type { Exchange } from './exchange.ts';
import { ALL_INVALIDATED, type Invalidated } from './invalidation.ts';
import type { MakeMessages, MakeMessagesInSteps, MessagesHeld, MessagesPart } from './messages-part.ts';
import type { Called } from './requests-seen.ts';

/** Lasting notes of one document that are kept; a page may subscribe without end. */
const MOST = 1_000;
/** Characters of one that is kept. */
const LARGEST = 64 * 1024;

const NOTHING: readonly KeptEntry[] = [];
/** So much of what came is told in one step. */
const STEP = 100;

/** Ids of one client's requests without an answer that are kept; with more of them, any answer may be one's. */
const MOST_CLEARED = 50_000;

/** What the session knows of its rows. */
export class Rows {
  private part: MessagesPart | null = null;
  /** What comes while they are being made, and has to be told them then. */
  private waiting: ((part: MessagesPart) => void)[] | null = null;
  private readonly lasting = new Map<WatchedDocument, KeptEntry[]>();
  /** Reference ids of requests that were cleared away, or dropped, before their answers came. */
  private readonly cleared = new Map<WatchedDocument, Set<string>>();

  constructor(private readonly store: EntryStore) {}

  get isCreated(): boolean {
    return this.part !== null;
  }

  /** @throws before they are made */
  get made(): MessagesPart {
    if (!this.part) throw new Error('The rows of this session are not made: attach them first.');
    return this.part;
  }

  /** Makes them. */
  make(make: MakeMessages, documents: readonly WatchedDocument[], exchanges: readonly Exchange[]): void {
    this.waiting = null;
    this.part = make(this.held(documents, exchanges));
    this.lasting.clear();
    this.part.commit(documents, ALL_INVALIDATED);
  }

  /**
   * Makes them step by step; what comes between two steps is told them at the end. Whoever makes them otherwise meanwhile
   * ends it, and so does whoever asks for no further step.
   * @returns whether it made them
   */
  *makeInSteps(
    make: MakeMessagesInSteps,
    documents: readonly WatchedDocument[],
    exchanges: readonly Exchange[],
  ): Generator<void, boolean> {
    const waiting: ((part: MessagesPart) => void)[] = [];
    this.waiting = waiting;
    const isOver = () => this.waiting !== waiting;
    try {
      const making = make(this.held(documents, exchanges));
      let next = making.next();
      for (; !next.done; next = making.next()) {
        yield;
        if (isOver()) return false;
      }
      const part = next.value;
      for (const _ of part.commitInSteps(documents, ALL_INVALIDATED)) {
        yield;
        if (isOver()) return false;
      }
      let count = 0;
      for (const tell of waiting) {
        tell(part);
        count += 1;
        if (count % STEP !== 0) continue;
        yield;
        if (isOver()) return false;
      }
      this.part = part;
      this.lasting.clear();
      return true;
    } finally {
      if (!isOver()) {
        this.waiting = null;
        if (!this.part) this.store.onDrop = null;
      }
    }
  }

  private held(documents: readonly WatchedDocument[], exchanges: readonly Exchange[]): MessagesHeld {
    return {
      store: this.store,
      documents,
      exchanges,
      lastingOf: (document) => this.lasting.get(document) ?? NOTHING,
      wasCleared: (client, ref) => this.wasCleared(client, ref),
    };
  }

  /** See `MessagesPart.receive`. */
  receive(document: WatchedDocument, entry: Entry, t: number, message: MessageRecord): void {
    this.part?.receive(document, entry, t, message);
    this.waiting?.push((part) => part.receive(document, entry, t, message));
  }

  /** See `MessagesPart.note`. */
  note(document: WatchedDocument, entry: Entry, t: number, call: Called | null): void {
    if (this.part) this.part.note(document, entry, t, call);
    else if (isLasting(entry, call)) this.keep(document, { entry, t });
    this.waiting?.push((part) => part.note(document, entry, t, call));
  }

  private keep(document: WatchedDocument, note: KeptEntry): void {
    const notes = this.lasting.get(document) ?? [];
    this.lasting.set(document, notes);
    if (notes.length < MOST && note.entry.body.length <= LARGEST) notes.push(note);
    // What is not kept is as good as dropped by the probe itself.
    else document.dropNotes(0, note.t, note.entry.n);
  }

  /** See `MessagesPart.exchangesChanged`. */
  exchangesChanged(before: readonly Exchange[], after: readonly Exchange[], areForgotten: boolean): void {
    if (areForgotten) for (const one of before) this.noteCleared(one);
    this.part?.exchangesChanged(before, after, areForgotten);
    this.waiting?.push((part) => part.exchangesChanged(before, after, areForgotten));
  }

  /** See `MessagesPart.touch`. */
  touch(exchange: Exchange): void {
    this.part?.touch(exchange);
    this.waiting?.push((part) => part.touch(exchange));
  }

  /** See `MessagesPart.commit`. */
  commit(documents: readonly WatchedDocument[], invalidated: Invalidated): void {
    this.part?.commit(documents, invalidated);
    if (!this.waiting) return;
    const { all, changed } = invalidated;
    const then = { all, documents: new Set(invalidated.documents), changed: new Set(changed) };
    this.waiting.push((part) => part.commit(documents, then));
  }

  /** See `MessagesPart.forget`. */
  forget(isKept: (document: WatchedDocument) => boolean): void {
    for (const known of [this.lasting, this.cleared])
      for (const document of known.keys()) if (!isKept(document)) known.delete(document);
    this.part?.forget(isKept);
    this.waiting?.push((part) => part.forget(isKept));
  }

  /** See `MessagesPart.clear`. @param exchanges all requests, before they are cleared away */
  clear(isKept: (document: WatchedDocument) => boolean, exchanges: readonly Exchange[]): void {
    for (const one of exchanges) this.noteCleared(one);
    for (const known of [this.lasting, this.cleared])
      for (const document of known.keys()) if (!isKept(document)) known.delete(document);
    this.part?.clear(isKept);
    this.waiting?.push((part) => part.clear(isKept));
  }

  private noteCleared({ pair, request }: Exchange): void {
    const { client, asked, answered } = pair;
    if (!client || !asked || answered) return;
    const refs = this.cleared.get(client) ?? new Set();
    if (refs.size < MOST_CLEARED) this.cleared.set(client, refs.add(request.ref));
  }

  private wasCleared(client: WatchedDocument, ref: string): boolean {
    const refs = this.cleared.get(client);
    return refs !== undefined && (refs.has(ref) || refs.size >= MOST_CLEARED);
  }
}

const LASTING: ReadonlySet<string> = new Set(['client', 'subscribed', 'unsubscribed', 'unloaded', 'dropped']);

/** Of clients and handlers the probe tells once; so it does of the call that gives WWE a handler's names. */
function isLasting({ kind }: Entry, call: Called | null): boolean {
  return LASTING.has(kind) || call?.kind === 'subscribe';
}
