/** What one document's client hears, and what the probe in it says of that. */
import type { SubscribedNote } from '../../protocol/notes.ts';
import type { WatchedDocument } from '../documents.ts';
import type { Exchange } from '../exchange.ts';
import type { HandlerRun } from '../messages-model.ts';
import type { MissingPart } from '../missing-parts.ts';
import type { Called, GivenHandler } from '../requests-seen.ts';
import { EventSubscriptions } from './event-subscriptions.ts';
import type { RowSlot } from './row-slot.ts';

/** Clients and handlers of one document that are remembered; a page may make them without end. */
const MOST = 10_000;

const NEVER = Number.NEGATIVE_INFINITY;

/** A handler on its way to its call. */
interface Given {
  readonly handler: GivenHandler;
  readonly client: number;
  readonly events: readonly string[];
}

/** The state of one document's client. */
export class ClientState {
  /** Clients by number: since when the probe knows them, and what hinders it. */
  readonly clients = new Map<number, { readonly since: number; readonly problem: string | null }>();
  readonly calls = new Map<number, Called>();
  readonly names = new Map<string, EventSubscriptions>();
  /** Names whose subscriptions have changed. */
  readonly stale = new Set<EventSubscriptions>();
  /** When the page took a handler back last, ms since the epoch, by its number. */
  readonly removedAt = new Map<number, number>();
  /** When the page unloaded a client, ms since the epoch, by its number. */
  readonly unloadedAt = new Map<number, number>();
  /** Subscribes that the probe did not see, and answers to such that nobody saw: of their handlers it knows nothing. */
  readonly unseenSubscribes = new Set<Exchange>();
  readonly unseenAnswers = new Set<Exchange>();
  private unseen = '';
  /** Windows that received requests of this client, with how many. */
  readonly hosts = new Map<WatchedDocument, number>();
  /** Requests of which only the call was seen. */
  readonly onlyCalled = new Set<RowSlot>();
  private readonly handlers = new Map<number, GivenHandler>();
  /** A call without its handler, or the other way round, and what was missing before it. */
  private half: {
    readonly call: Called | null;
    readonly given: Given | null;
    readonly loss: MissingPart | null;
  } | null = null;
  private readonly waiting = new Map<RowSlot, number>();
  private nextAt = Number.POSITIVE_INFINITY;

  constructor(readonly document: WatchedDocument) {}

  name(event: string): EventSubscriptions {
    let known = this.names.get(event);
    if (!known) {
      known = new EventSubscriptions();
      this.names.set(event, known);
    }
    return known;
  }

  /** The probe tells of a client. @returns whether that is new */
  addClient(client: number, t: number, problem: string | null): boolean {
    const known = this.clients.get(client);
    if (known?.problem === problem) return false;
    if (!known && this.clients.size >= MOST) {
      // One of those that are not remembered may be one that cannot be watched.
      const isNew = this.document.unsureFrom > t;
      if (isNew) this.document.unsureFrom = t;
      return isNew;
    }
    this.clients.set(client, { since: known?.since ?? t, problem });
    return true;
  }

  get problem(): string | null {
    for (const { problem } of this.clients.values()) if (problem !== null) return problem;
    return null;
  }

  /** Whether all clients that are known of were watched from a time on, ms since the epoch. */
  watchedSince(t: number): boolean {
    let isWatched = false;
    for (const { since, problem } of this.clients.values()) {
      if (problem !== null) return false;
      isWatched ||= since <= t;
    }
    return isWatched;
  }

  /** The page gave a handler; the call that tells WWE comes right before or after. */
  handlerGiven(note: SubscribedNote, n: number): void {
    const handler = { number: note.handler, name: note.name, sameTextAs: note.sameTextAs };
    if (this.handlers.size < MOST) this.handlers.set(note.handler, handler);
    this.join(null, { handler, client: note.client, events: note.events }, n);
  }

  /** The page unloaded a client. @returns whether that is new */
  clientUnloaded(client: number, t: number): boolean {
    if (this.unloadedAt.has(client) || this.unloadedAt.size >= MOST) return false;
    this.unloadedAt.set(client, t);
    return true;
  }

  /** The page took a handler back. */
  handlerRemoved(handler: number, t: number): void {
    if (this.handlers.has(handler)) this.removedAt.set(handler, t);
  }

  /** The page called `subscribe`. */
  subscribed(call: Called): void {
    this.join(call, null, call.n);
  }

  private join(newCall: Called | null, newGiven: Given | null, n: number): void {
    const loss = this.document.missingBefore(n);
    // Where something is missing between the two, it may be what belongs to one of them.
    const half = this.half?.loss === loss ? this.half : null;
    const call = newCall ?? half?.call;
    const given = newGiven ?? half?.given;
    if (call && given && given.client === call.caller && sameNames(given.events, call.names)) {
      call.handler = given.handler;
      this.half = null;
    } else this.half = { call: newCall, given: newGiven, loss };
  }

  /** A handler ran. @param n of the note's entry @returns the slots of events that have other runs now */
  handlerRan(event: string, client: number, handler: number, run: HandlerRun, n: number): readonly RowSlot[] {
    const named = { ...run, name: this.handlers.get(handler)?.name ?? '', handler };
    return (
      this.names.get(event)?.assignRun(named, `${client} ${handler}`, this.document.missingBefore(n)?.at ?? NEVER) ?? []
    );
  }

  /** A slot must be looked at again when this document was seen until a time, ms since the epoch. */
  wait(slot: RowSlot, at: number): void {
    this.waiting.set(slot, at);
    this.nextAt = Math.min(this.nextAt, at);
  }

  /** The slots that must be looked at again: their time has come, or the subscriptions that nobody saw are others. */
  due(): readonly RowSlot[] {
    const due = this.dueByFacts();
    const { seenUntil } = this.document;
    if (seenUntil < this.nextAt) return due;
    this.nextAt = Number.POSITIVE_INFINITY;
    for (const [slot, at] of this.waiting) {
      if (at > seenUntil) this.nextAt = Math.min(this.nextAt, at);
      else {
        due.push(slot);
        this.waiting.delete(slot);
      }
    }
    return due;
  }

  private dueByFacts(): RowSlot[] {
    const due: RowSlot[] = [];
    for (const name of this.stale) for (const slot of name.refresh()) due.push(slot);
    this.stale.clear();
    const unseen = `${this.unseenSubscribes.size > 0} ${this.unseenAnswers.size > 0}`;
    if (unseen === this.unseen) return due;
    this.unseen = unseen;
    for (const { events } of this.names.values()) for (const slot of events) due.push(slot);
    return due;
  }

  /** Everything will be looked at anyway. */
  waitForNothing(): void {
    this.dueByFacts();
    this.waiting.clear();
    this.nextAt = Number.POSITIVE_INFINITY;
  }

  /** Forgets slots that are gone. @param areOldest of each document the oldest have gone */
  sweep(gone: readonly RowSlot[], areOldest: boolean): void {
    for (const [key, name] of this.names) {
      name.forgetGone(areOldest);
      if (name.events.length === 0 && name.subscribes.size === 0) this.names.delete(key);
    }
    const few = this.onlyCalled.size < gone.length ? this.onlyCalled : gone;
    for (const slot of few) if (slot.isGone) this.onlyCalled.delete(slot);
    for (const slot of this.waiting.keys()) if (slot.isGone) this.waiting.delete(slot);
  }

  /** Forgets windows that are not known any more. */
  forget(isKept: (document: WatchedDocument) => boolean): void {
    for (const host of this.hosts.keys()) if (!isKept(host)) this.hosts.delete(host);
  }
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
