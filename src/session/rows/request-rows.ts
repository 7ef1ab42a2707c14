/** Puts matched requests into their slots, and what they tell into the states of their clients. */
import type { WatchedDocument } from '../documents.ts';
import type { Exchange } from '../exchange.ts';
import type { EntryRef } from '../model.ts';
import { namesIn } from '../notes.ts';
import type { Pair } from '../requests-seen.ts';
import type { ClientState } from './client-state.ts';
import type { MessageSlots } from './message-slots.ts';
import type { ReferenceGroups } from './reference-groups.ts';
import { RowSlot } from './row-slot.ts';

/** Where matched requests go. */
export interface RequestRowsParts {
  readonly list: MessageSlots;
  readonly references: ReferenceGroups;
  /** Slots to be shown anew. */
  readonly dirty: Set<RowSlot>;
  clientStateOf(document: WatchedDocument): ClientState;
  /** Null for a document that was forgotten. */
  knownClientState(document: WatchedDocument): ClientState | null;
  /** Whether an entry is still kept. */
  has(entry: EntryRef): boolean;
}

/** The requests that stand in the list. */
export class RequestRows {
  /** With the pair as it was when it was placed. */
  private readonly placed = new Map<Exchange, { readonly slot: RowSlot | null; readonly pair: Pair }>();
  private readonly bare = new Set<RowSlot>();

  constructor(private readonly places: RequestRowsParts) {}

  /** Requests were joined anew. @param areForgotten the former are dropped, not refuted: they stay as they are */
  exchangesChanged(before: readonly Exchange[], after: readonly Exchange[], areForgotten: boolean): void {
    for (const one of before) {
      if (areForgotten) this.freeze(one);
      else this.removeRow(one);
    }
    for (const one of after) this.addRow(one);
  }

  /** Its pair was replaced. */
  touch(exchange: Exchange): void {
    this.removeRow(exchange);
    this.addRow(exchange);
  }

  private addRow(exchange: Exchange): void {
    const { pair, request } = exchange;
    const slot = this.slotFor(pair);
    this.placed.set(exchange, { slot, pair });
    this.addToClient(exchange, pair, slot);
    if (!slot) return;
    slot.exchange = exchange;
    this.bare.delete(slot);
    this.places.dirty.add(slot);
    this.places.references.add(slot, pair.client?.id ?? null, request.ref);
  }

  private slotFor({ asked, answered, isDuplicateAnswer }: Pair): RowSlot | null {
    const moment = asked ?? answered;
    if (!moment || isDuplicateAnswer) return null;
    const { t, document, n } = moment;
    const { list } = this.places;
    const known = list.slotOf(document.id, n);
    if (known && known.document === document && known.n === n) return known;
    if (!this.places.has({ document: document.id, n })) return null;
    const made = new RowSlot(t, document, n, null);
    list.add(made);
    return made;
  }

  private removeRow(exchange: Exchange): void {
    const known = this.placed.get(exchange);
    if (!known) return;
    this.placed.delete(exchange);
    const { slot, pair } = known;
    this.removeFromClient(exchange, pair, slot);
    if (slot?.exchange !== exchange) return;
    slot.exchange = null;
    this.bare.add(slot);
    this.places.references.remove(slot);
  }

  private freeze(exchange: Exchange): void {
    const known = this.placed.get(exchange);
    if (!known) return;
    this.placed.delete(exchange);
    const { slot, pair } = known;
    if (!slot || slot.exchange !== exchange) return;
    slot.isFrozen = true;
    this.places.dirty.add(slot);
    this.places.references.remove(slot, true);
    if (pair.client) this.places.knownClientState(pair.client)?.onlyCalled.delete(slot);
  }

  /** Takes away the slots that show nothing any more. */
  settle(): void {
    for (const slot of this.bare) if (!slot.exchange && !slot.heard) this.places.list.remove(slot);
    this.bare.clear();
  }

  private addToClient(exchange: Exchange, pair: Pair, slot: RowSlot | null): void {
    const { client, asked } = pair;
    if (!client) return;
    const clientState = this.places.clientStateOf(client);
    const host = hostOf(pair);
    if (host) {
      const count = clientState.hosts.get(host) ?? 0;
      clientState.hosts.set(host, count + 1);
      // Whether what was only called has arrived depends on which windows the client talks to.
      if (count === 0) for (const one of clientState.onlyCalled) this.places.dirty.add(one);
    }
    if (asked?.sort === 'probe' && slot) clientState.onlyCalled.add(slot);
    for (const name of namesOf(exchange)) {
      const heard = clientState.name(name);
      heard.subscribes.add(exchange);
      clientState.stale.add(heard);
    }
    if (isUnseenSubscribe(exchange, pair)) clientState.unseenSubscribes.add(exchange);
    if (isUnseenAnswer(exchange, pair)) clientState.unseenAnswers.add(exchange);
  }

  private removeFromClient(exchange: Exchange, pair: Pair, slot: RowSlot | null): void {
    const clientState = pair.client && this.places.knownClientState(pair.client);
    if (!clientState) return;
    const host = hostOf(pair);
    const count = host && clientState.hosts.get(host);
    if (host && count) {
      if (count > 1) clientState.hosts.set(host, count - 1);
      else clientState.hosts.delete(host);
      if (count === 1) for (const one of clientState.onlyCalled) this.places.dirty.add(one);
    }
    if (slot) clientState.onlyCalled.delete(slot);
    for (const name of namesOf(exchange)) {
      const heard = clientState.name(name);
      heard.subscribes.delete(exchange);
      clientState.stale.add(heard);
    }
    clientState.unseenSubscribes.delete(exchange);
    clientState.unseenAnswers.delete(exchange);
  }
}

/** The window that received it from its client. */
function hostOf({ client, asked, arrived }: Pair): WatchedDocument | null {
  const wire = arrived ?? (asked?.sort === 'wire' ? asked : null);
  return wire && wire.document !== client ? wire.document : null;
}

function namesOf({ request }: Exchange): readonly string[] {
  return request.kind === 'subscribe' && request.by === 'page' ? namesIn(request.parameters[0]) : [];
}

function isUnseenSubscribe({ request }: Exchange, { called }: Pair): boolean {
  return request.kind === 'subscribe' && request.by === 'page' && !called;
}

/** An answer to a subscribe that nobody saw. */
function isUnseenAnswer({ request }: Exchange, { asked, answered, isDuplicateAnswer }: Pair): boolean {
  return request.by === 'page' && !asked && !isDuplicateAnswer && answered?.subscriptionId !== undefined;
}
