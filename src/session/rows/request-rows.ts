/** Puts settled requests into their lines, and what they tell into the ears of their clients. */
import type { WatchedDocument } from '../documents.ts';
import type { Exchange } from '../exchange.ts';
import type { EntryRef } from '../model.ts';
import { namesIn } from '../notes.ts';
import type { Pair } from '../requests-seen.ts';
import type { ClientState } from './client-state.ts';
import type { ReferenceGroups } from './reference-groups.ts';
import { RowSlot } from './row-slot.ts';
import type { SortedSlots } from './sorted-slots.ts';

/** Where settled requests go. */
export interface RequestRowsParts {
  readonly list: SortedSlots;
  readonly references: ReferenceGroups;
  /** Lines to be shown anew. */
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
  private readonly placed = new Map<Exchange, { readonly line: RowSlot | null; readonly pair: Pair }>();
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
  touch(settled: Exchange): void {
    this.removeRow(settled);
    this.addRow(settled);
  }

  private addRow(settled: Exchange): void {
    const { pair, request } = settled;
    const line = this.slotFor(pair);
    this.placed.set(settled, { line, pair });
    this.addToClient(settled, pair, line);
    if (!line) return;
    line.exchange = settled;
    this.bare.delete(line);
    this.places.dirty.add(line);
    this.places.references.add(line, pair.client?.id ?? null, request.ref);
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

  private removeRow(settled: Exchange): void {
    const known = this.placed.get(settled);
    if (!known) return;
    this.placed.delete(settled);
    const { line, pair } = known;
    this.removeFromClient(settled, pair, line);
    if (line?.exchange !== settled) return;
    line.exchange = null;
    this.bare.add(line);
    this.places.references.remove(line);
  }

  private freeze(settled: Exchange): void {
    const known = this.placed.get(settled);
    if (!known) return;
    this.placed.delete(settled);
    const { line, pair } = known;
    if (!line || line.exchange !== settled) return;
    line.isFrozen = true;
    this.places.dirty.add(line);
    this.places.references.remove(line, true);
    if (pair.client) this.places.knownClientState(pair.client)?.onlyCalled.delete(line);
  }

  /** Takes away the lines that show nothing any more. */
  settle(): void {
    for (const line of this.bare) if (!line.exchange && !line.heard) this.places.list.remove(line);
    this.bare.clear();
  }

  private addToClient(settled: Exchange, pair: Pair, line: RowSlot | null): void {
    const { client, asked } = pair;
    if (!client) return;
    const ear = this.places.clientStateOf(client);
    const host = hostOf(pair);
    if (host) {
      const count = ear.hosts.get(host) ?? 0;
      ear.hosts.set(host, count + 1);
      // Whether what was only called has arrived depends on which windows the client talks to.
      if (count === 0) for (const one of ear.onlyCalled) this.places.dirty.add(one);
    }
    if (asked?.sort === 'probe' && line) ear.onlyCalled.add(line);
    for (const name of namesOf(settled)) {
      const heard = ear.name(name);
      heard.subscribes.add(settled);
      ear.stale.add(heard);
    }
    if (isUnseenSubscribe(settled, pair)) ear.unseenSubscribes.add(settled);
    if (isUnseenAnswer(settled, pair)) ear.unseenAnswers.add(settled);
  }

  private removeFromClient(settled: Exchange, pair: Pair, line: RowSlot | null): void {
    const ear = pair.client && this.places.knownClientState(pair.client);
    if (!ear) return;
    const host = hostOf(pair);
    const count = host && ear.hosts.get(host);
    if (host && count) {
      if (count > 1) ear.hosts.set(host, count - 1);
      else ear.hosts.delete(host);
      if (count === 1) for (const one of ear.onlyCalled) this.places.dirty.add(one);
    }
    if (line) ear.onlyCalled.delete(line);
    for (const name of namesOf(settled)) {
      const heard = ear.name(name);
      heard.subscribes.delete(settled);
      ear.stale.add(heard);
    }
    ear.unseenSubscribes.delete(settled);
    ear.unseenAnswers.delete(settled);
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
