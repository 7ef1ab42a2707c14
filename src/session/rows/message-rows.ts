/** Keeps the list of messages: every message, every exchange and every note of the probe in its slot. */
import type { Entry } from '../../entry/entry.ts';
import type { MessageRecord } from '../../protocol/kind.ts';
import type { Session } from '../api.ts';
import type { WatchedDocument } from '../documents.ts';
import type { EntryStore } from '../entry-store.ts';
import type { Exchange } from '../exchange.ts';
import { type Invalidated, sinceOf } from '../invalidation.ts';
import type { WatchedSubscription } from '../messages-model.ts';
import type { MessagesHeld, MessagesPart } from '../messages-part.ts';
import type { EntryRef } from '../model.ts';
import type { Called } from '../requests-seen.ts';
import { aboutEvent } from './about.ts';
import { ClientState } from './client-state.ts';
import { MessageSlots } from './message-slots.ts';
import { takeNote } from './note-intake.ts';
import { ReferenceGroups } from './reference-groups.ts';
import { replay } from './replay.ts';
import { RequestRows } from './request-rows.ts';
import { factsOf, hostSince, type Surroundings } from './row-facts.ts';
import { RowSlot } from './row-slot.ts';
import { showSlot } from './show-slot.ts';
import { watchedSubscriptions } from './watched-subscriptions.ts';

/** Event types that are remembered; there may be as many as a page likes. */
const MOST_DETAILS = 200;
const NO_ABOUT = { detail: '', interactionId: null } as const;

/** So many entries are taken, and so many rows made, in one step. */
export const STEP = 200;

/** After so many steps, what was made is put into the table. */
const STEPS_TO_FILL = 10;

/** Makes the rows of what a session holds; it feeds them from then on (`Session.attach`). */
export function createMessages(held: MessagesHeld): MessagesPart {
  const making = createMessagesInSteps(held);
  for (;;) {
    const { done, value } = making.next();
    if (done) return value;
  }
}

/** The same, step by step (`Session.attachInSteps`). */
export function* createMessagesInSteps(held: MessagesHeld, step = STEP): Generator<void, MessagesPart> {
  const made = new Messages(held.store, held.wasCleared, step);
  yield* replay(made, held, step);
  return made;
}

/** All messages of a session. */
class Messages implements Surroundings, MessagesPart {
  documents: readonly WatchedDocument[] = [];
  readonly list = new MessageSlots();
  readonly references = new ReferenceGroups();
  private readonly clientStates = new Map<WatchedDocument, ClientState>();
  private readonly dirty = new Set<RowSlot>();
  private readonly requests: RequestRows;
  private readonly invalidated = new Set<WatchedDocument>();
  private shownWatched: readonly WatchedSubscription[] = [];
  private watchedVersion = -1;
  private readonly details = new Map<string, string>();
  private readonly has = (entry: EntryRef): boolean => this.store.get(entry) !== undefined;

  constructor(
    private readonly store: EntryStore,
    readonly wasCleared: MessagesHeld['wasCleared'],
    private readonly step: number,
  ) {
    const { list, references, dirty, clientStates } = this;
    store.onDrop = (document, n) => list.drop(document, n);
    this.requests = new RequestRows({
      list,
      references,
      dirty,
      clientStateOf: (document) => this.clientStateOf(document),
      knownClientState: (document) => clientStates.get(document) ?? null,
      has: this.has,
    });
  }

  clientStateOf(document: WatchedDocument): ClientState {
    let clientState = this.clientStates.get(document);
    if (!clientState) {
      clientState = new ClientState(document);
      this.clientStates.set(document, clientState);
    }
    return clientState;
  }

  receive(document: WatchedDocument, entry: Entry, t: number, message: MessageRecord): void {
    const { kind } = entry;
    // One that is larger than all that may be kept, or older than what fills it, is dropped as it comes.
    if (!this.has({ document: document.id, n: entry.n })) return;
    const is = kind === 'event' || kind === 'frame' || kind === 'string' ? kind : 'unknown';
    const about = is === 'event' ? aboutEvent(entry.name, message) : NO_ABOUT;
    const { interactionId } = about;
    // The same text, as a row before has it: there are few event types, and there may be 200,000 copies.
    const detail = this.details.get(about.detail) ?? about.detail;
    if (this.details.size < MOST_DETAILS) this.details.set(detail, detail);
    const { n, name, ref, peer, origin, path, body } = entry;
    const size = body.length;
    const heard = { is, kind, name, detail, interactionId, size, ref, peer, origin, path, threw: null } as const;
    const slot = new RowSlot(t, document, n, heard);
    this.list.add(slot);
    this.dirty.add(slot);
    if (is !== 'event') return;
    this.clientStateOf(document).name(name).events.push(slot);
    this.references.add(slot, document.id, ref);
  }

  note(document: WatchedDocument, entry: Entry, t: number, call: Called | null): void {
    const { list, references, dirty, invalidated, has } = this;
    takeNote(entry, t, call, { clientState: this.clientStateOf(document), list, references, dirty, invalidated, has });
  }

  exchangesChanged(before: readonly Exchange[], after: readonly Exchange[], areForgotten: boolean): void {
    this.requests.exchangesChanged(before, after, areForgotten);
  }

  touch(exchange: Exchange): void {
    this.requests.touch(exchange);
  }

  commit(documents: readonly WatchedDocument[], invalidated: Invalidated): void {
    for (const _ of this.commitInSteps(documents, invalidated));
  }

  *commitInSteps(documents: readonly WatchedDocument[], invalidated: Invalidated): Generator<void, void> {
    this.documents = documents;
    if (invalidated.all) this.list.reorder();
    this.requests.settle();
    if (invalidated.all) this.references.invalidate();
    else this.references.invalidateOf(invalidated.changed);
    for (const slot of this.references.settle()) this.dirty.add(slot);
    for (const clientState of this.clientStates.values()) {
      if (invalidated.all) clientState.waitForNothing();
      else for (const slot of clientState.due()) this.dirty.add(slot);
    }
    this.recompute(invalidated);
    // Into an empty table, all rows at once would go in a step that takes long.
    const isEmpty = this.list.length === 0;
    let count = 0;
    for (const slot of this.dirty) {
      this.show(slot);
      count += 1;
      if (count % this.step !== 0) continue;
      yield;
      if (isEmpty && count % (STEPS_TO_FILL * this.step) === 0) this.list.fill();
    }
    this.dirty.clear();
    const trimmed = this.list.commit();
    if (trimmed.length > 0) this.sweep(trimmed, true);
  }

  private recompute({ all, documents, changed }: Invalidated): void {
    const { invalidated, dirty } = this;
    if (all) for (const slot of this.list.all()) dirty.add(slot);
    else {
      for (const document of changed) invalidated.add(document);
      if (invalidated.size > 0) {
        const since = Math.min(...[...invalidated].map(sinceOf));
        for (const slot of this.list.since(since)) if (invalidated.has(clientOf(slot))) dirty.add(slot);
      }
      // Whether what was only called has arrived depends on all windows where it could have.
      const hosts = [...documents].map((document) => hostSince(document, changed.has(document)));
      const since = Math.min(...hosts);
      if (hosts.length > 0)
        for (const clientState of this.clientStates.values())
          for (const slot of clientState.onlyCalled) if (slot.t >= since) dirty.add(slot);
    }
    invalidated.clear();
  }

  private show(slot: RowSlot): void {
    if (slot.isGone || slot.isFinal) return;
    slot.isFinal = slot.isFrozen;
    const row = showSlot(slot, factsOf(slot, this));
    if (row && row !== slot.row) this.list.show(slot, row);
  }

  private sweep(gone: readonly RowSlot[], areDropped: boolean): void {
    for (const { exchange } of gone) {
      const call = exchange?.pair.called;
      // What was forgotten may be the window where it arrived; the call is still there.
      if (call && (areDropped || !this.store.get({ document: call.document.id, n: call.n })))
        this.clientStates.get(call.document)?.calls.delete(call.call);
    }
    this.references.sweep(gone, areDropped);
    for (const clientState of this.clientStates.values()) clientState.sweep(gone, areDropped);
  }

  forget(isKept: (document: WatchedDocument) => boolean): void {
    const gone = this.list.all().filter((slot) => !isOf(slot, isKept));
    for (const slot of gone) this.list.remove(slot);
    for (const document of this.clientStates.keys()) if (!isKept(document)) this.clientStates.delete(document);
    this.sweep(gone, false);
    for (const clientState of this.clientStates.values()) clientState.forget(isKept);
  }

  clear(isKept: (document: WatchedDocument) => boolean): void {
    const gone = [...this.list.all()];
    for (const slot of gone) this.list.remove(slot);
    for (const document of this.clientStates.keys()) if (!isKept(document)) this.clientStates.delete(document);
    this.sweep(gone, false);
    this.list.dropped = 0;
  }

  probeOf(document: WatchedDocument | undefined): ReturnType<Session['probeOf']> {
    const { problem = null, clients } = (document && this.clientStates.get(document)) ?? {};
    const unsureFrom = document && document.unsureFrom < Number.POSITIVE_INFINITY ? document.unsureFrom : null;
    if (!clients?.size) return { is: 'none', why: null, unsureFrom };
    const isWatching = [...clients.values()].some((client) => client.problem === null);
    return { is: isWatching ? 'watching' : 'hindered', why: problem, unsureFrom };
  }

  watched(version: number, steps: () => readonly Exchange[]): readonly WatchedSubscription[] {
    if (this.watchedVersion !== version) this.shownWatched = watchedSubscriptions(steps(), this.clientStates);
    this.watchedVersion = version;
    return this.shownWatched;
  }
}

function clientOf({ exchange, document }: RowSlot): WatchedDocument {
  return exchange?.pair.client ?? document;
}

/** Whether all that a slot shows is of documents that are kept. */
function isOf({ document, exchange, isFrozen }: RowSlot, isKept: (document: WatchedDocument) => boolean): boolean {
  if (!isKept(document)) return false;
  if (!exchange || !isFrozen) return true;
  const { client, answered } = exchange.pair;
  return (!client || isKept(client)) && (!answered || isKept(answered.document));
}
