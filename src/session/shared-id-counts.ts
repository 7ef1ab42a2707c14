/** How many requests of each client shared their id with another open one: kept up to date one by one, without rows. */
import type { WatchedDocument } from './documents.ts';
import type { Exchange } from './exchange.ts';
import { compareMoments } from './moments.ts';
import { sharedIds } from './shared-ids.ts';

/** The requests of one client under one id. */
interface SameId {
  readonly exchanges: Exchange[];
  /** Of these, so many shared it. */
  shared: number;
}

/** The requests of one client, by their ids. */
class ClientIds {
  private readonly byRef = new Map<string, SameId>();
  private readonly dirty = new Set<SameId>();
  private total = 0;
  private lossAt: number;

  constructor(private readonly client: WatchedDocument) {
    this.lossAt = client.lossAt;
  }

  get isEmpty(): boolean {
    return this.byRef.size === 0;
  }

  add(exchange: Exchange): void {
    const { ref } = exchange.request;
    const known = this.byRef.get(ref);
    if (!known) {
      this.byRef.set(ref, { exchanges: [exchange], shared: 0 });
      return;
    }
    known.exchanges.push(exchange);
    this.dirty.add(known);
  }

  remove(exchange: Exchange): void {
    const { ref } = exchange.request;
    const known = this.byRef.get(ref);
    const place = known?.exchanges.indexOf(exchange) ?? -1;
    if (!known || place < 0) return;
    known.exchanges.splice(place, 1);
    this.dirty.add(known);
    if (known.exchanges.length === 0) this.byRef.delete(ref);
  }

  /** Something else was seen of a request. */
  touch({ request }: Exchange): void {
    const known = this.byRef.get(request.ref);
    if (known) this.dirty.add(known);
  }

  count(): number {
    const { lossAt } = this.client;
    // Whether a request was surely open depends on what is missing.
    if (lossAt !== this.lossAt)
      for (const one of this.byRef.values()) if (one.exchanges.length > 1) this.dirty.add(one);
    this.lossAt = lossAt;
    for (const one of this.dirty) {
      const { exchanges } = one;
      this.total -= one.shared;
      one.shared = exchanges.length > 1 ? sharedIds([...exchanges].sort(byTime)).size : 0;
      this.total += one.shared;
    }
    this.dirty.clear();
    return this.total;
  }
}

/** Of all clients. A request that is dropped does not count any more. */
export class SharedIdCounts {
  /** By the document of the client. */
  private readonly clients = new Map<string, ClientIds>();

  update(before: readonly Exchange[], after: readonly Exchange[]): void {
    for (const one of before) this.remove(one);
    for (const one of after) this.add(one);
  }

  /** Its pair was replaced: its client and its request are the same. */
  touch(exchange: Exchange): void {
    this.clients.get(exchange.request.client ?? '')?.touch(exchange);
  }

  /** How many requests of a document's client shared an id. */
  of(document: string): number {
    return this.clients.get(document)?.count() ?? 0;
  }

  private add(exchange: Exchange): void {
    const { client, asked } = exchange.pair;
    if (!client || !asked || exchange.request.by !== 'page') return;
    const known = this.clients.get(client.id) ?? new ClientIds(client);
    this.clients.set(client.id, known);
    known.add(exchange);
  }

  private remove(exchange: Exchange): void {
    const id = exchange.request.client ?? '';
    const known = this.clients.get(id);
    known?.remove(exchange);
    if (known?.isEmpty) this.clients.delete(id);
  }
}

function byTime({ pair: { asked: a } }: Exchange, { pair: { asked: b } }: Exchange): number {
  return a && b ? compareMoments(a, b) : 0;
}
