/** The record of requests: one book for each reference id, joined anew when something in it changes. */
import { TOOL_REF } from '../entry/entry.ts';
import type { WatchedDocument } from './documents.ts';
import type { SessionRequest } from './model.ts';
import { type Answered, type Asked, type Pair, pair } from './pairing.ts';

interface Book {
  readonly ref: string;
  asked: Asked[];
  answered: Answered[];
  settled: readonly Settled[];
}

/** A request as settled, with what the model draws from it beside the public record. */
export interface Settled {
  readonly request: SessionRequest;
  readonly pair: Pair;
}

/** What changed when a book was settled anew. */
export type Resettled = (before: readonly Settled[], after: readonly Settled[]) => void;

/** All requests and answers that were seen, joined. */
export class RequestBooks {
  dropped = 0;
  private readonly books = new Map<string, Book>();
  private readonly dirty = new Set<Book>();
  private readonly byKey = new Map<string, SessionRequest>();
  private readonly tools = new Map<string, SessionRequest>();
  private ordered: readonly SessionRequest[] | null = null;

  constructor(
    private readonly limit: number,
    private readonly onChange: Resettled,
  ) {}

  ask(ref: string, asked: Asked): void {
    this.touch(ref).asked.push(asked);
  }

  answer(ref: string, answered: Answered): void {
    this.touch(ref).answered.push(answered);
  }

  private touch(ref: string): Book {
    let book = this.books.get(ref);
    if (!book) {
      book = { ref, asked: [], answered: [], settled: [] };
      this.books.set(ref, book);
    }
    this.dirty.add(book);
    return book;
  }

  /** Frames came, went or moved: who sent what may look different now. */
  doubt(): void {
    for (const book of this.books.values()) this.dirty.add(book);
  }

  /** Forgets what is not kept. */
  forget(keep: (seen: Asked | Answered, ref: string) => boolean): void {
    for (const book of this.books.values()) {
      book.asked = book.asked.filter((seen) => keep(seen, book.ref));
      book.answered = book.answered.filter((seen) => keep(seen, book.ref));
      this.dirty.add(book);
    }
  }

  /**
   * Forgets what ended documents saw and what is over. Subscriptions stand, and the tool still waits for its answers.
   * @param lives whether a document is still known
   */
  forgetAnswered(lives: (document: WatchedDocument) => boolean): void {
    const pending = new Set<string>();
    for (const [ref, request] of this.tools) if (request.answeredAt === null) pending.add(ref);
    this.forget((seen, ref) => {
      if (!lives(seen.document)) return false;
      return pending.has(ref) || ('kind' in seen ? seen.kind !== 'request' : seen.subscriptionId !== undefined);
    });
  }

  /** Joins what changed. @param documents all that are known, by `compareDocuments` */
  settle(documents: readonly WatchedDocument[]): void {
    for (const book of this.dirty) this.settleBook(book, documents);
    this.dirty.clear();
    if (this.byKey.size > this.limit) this.trim();
  }

  private settleBook(book: Book, documents: readonly WatchedDocument[]): void {
    const before = book.settled;
    const settled = this.joined(book, documents);
    if (before.length === settled.length && settled.every((one, index) => one.request === before[index]?.request))
      return;
    book.settled = settled;
    for (const { request } of before) this.byKey.delete(request.key);
    for (const { request } of settled) this.byKey.set(request.key, request);
    if (book.ref.startsWith(TOOL_REF)) {
      const first = settled.find(({ request }) => request.sentAt !== null) ?? settled[0];
      if (first) this.tools.set(book.ref, first.request);
      else this.tools.delete(book.ref);
    }
    if (settled.length === 0) this.books.delete(book.ref);
    this.ordered = null;
    this.onChange(before, settled);
  }

  private joined(book: Book, documents: readonly WatchedDocument[]): readonly Settled[] {
    const counts = new Map<string, number>();
    return pair(book.asked, book.answered, documents).map((one) => {
      const base = `${one.client?.id ?? `? ${one.asked?.document.id ?? ''}`} ${book.ref}`;
      const count = (counts.get(base) ?? 0) + 1;
      counts.set(base, count);
      const made = makeRequest(count === 1 ? base : `${base} #${count}`, book.ref, one);
      const old = this.byKey.get(made.key);
      return { pair: one, request: old && sameRequest(old, made) ? old : made };
    });
  }

  /** Drops the oldest tenth, whole books, so that nothing is left half. */
  private trim(): void {
    const goal = Math.floor(this.limit * 0.9);
    const age = (book: Book) => {
      const last = book.settled.at(-1)?.request;
      return last ? (last.sentAt ?? last.answeredAt ?? 0) : 0;
    };
    const books = [...this.books.values()].sort((a, b) => age(a) - age(b) || (a.ref < b.ref ? -1 : 1));
    for (const book of books) {
      if (this.byKey.size <= goal) return;
      this.dropped += book.settled.length;
      const before = book.settled;
      for (const { request } of before) this.byKey.delete(request.key);
      this.tools.delete(book.ref);
      this.books.delete(book.ref);
      book.settled = [];
      this.ordered = null;
      this.onChange(before, []);
    }
  }

  /** All requests by time sent (or answered, where the sending was not seen). */
  all(): readonly SessionRequest[] {
    this.ordered ??= [...this.byKey.values()].sort((a, b) => timeOf(a) - timeOf(b) || (a.key < b.key ? -1 : 1));
    return this.ordered;
  }

  get(key: string): SessionRequest | undefined {
    return this.byKey.get(key);
  }

  tool(ref: string): SessionRequest | undefined {
    return this.tools.get(ref);
  }
}

function timeOf(request: SessionRequest): number {
  return request.sentAt ?? request.answeredAt ?? 0;
}

function makeRequest(key: string, ref: string, { asked, arrived, client, matchedBy, answered }: Pair): SessionRequest {
  return {
    key,
    by: asked?.sort === 'command' || ref.startsWith(TOOL_REF) ? 'tool' : 'page',
    kind: asked?.kind ?? 'unknown',
    service: asked?.service ?? null,
    parameters: asked?.parameters ?? [],
    ref,
    client: client?.id ?? null,
    matchedBy,
    host: (arrived ?? (asked?.sort === 'wire' ? asked : null))?.document.id ?? null,
    sentAt: asked?.t ?? null,
    answeredAt: answered?.t ?? null,
    failed: answered !== null && answered.error !== null,
    error: answered?.error ?? null,
    requestEntry: asked ? { document: asked.document.id, n: asked.n } : null,
    answerEntry: answered ? { document: answered.document.id, n: answered.n } : null,
  };
}

function sameRequest(a: SessionRequest, b: SessionRequest): boolean {
  return (
    a.client === b.client &&
    a.matchedBy === b.matchedBy &&
    a.host === b.host &&
    a.parameters === b.parameters &&
    sameEntry(a.requestEntry, b.requestEntry) &&
    sameEntry(a.answerEntry, b.answerEntry)
  );
}

function sameEntry(a: SessionRequest['requestEntry'], b: SessionRequest['requestEntry']): boolean {
  return a === b || (a !== null && b !== null && a.document === b.document && a.n === b.n);
}
