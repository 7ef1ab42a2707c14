/**
 * The session: entries in, model out. Pure, synchronous, without a clock. What each document's entries say is kept for
 * each document alone, and the model is derived from all of them by time, so that it does not depend on the order in
 * which the documents' entries arrive.
 */
import { decode } from '../entry/decode.ts';
import type { DocumentInfo, Entry } from '../entry/entry.ts';
import type { Session } from './api.ts';
import { Blocks } from './blocks.ts';
import { CaseFacts, casesOf } from './cases.ts';
import { compareDocuments, WatchedDocument } from './documents.ts';
import { applyEffects } from './effects.ts';
import { Groups } from './groups.ts';
import { takeIn } from './intake.ts';
import { showGroup } from './interactions.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type * as Model from './model.ts';
import { RequestBooks, type Settled } from './requests.ts';
import { EntryStore } from './retention.ts';
import { keepSame, showDocument } from './shown.ts';
import { Subscriptions } from './subscriptions.ts';

/** Inputs kept for a document that was not announced yet. */
const WAITING = 10_000;

/** Makes an empty session. */
export function createSession(limits: Partial<Model.SessionLimits> = {}): Session {
  return new LiveSession({ ...DEFAULT_LIMITS, ...limits });
}

class LiveSession implements Session {
  version = 0;
  private readonly watched = new Map<string, WatchedDocument>();
  private readonly waiting = new Map<string, Model.SessionInput[]>();
  private readonly store: EntryStore;
  private readonly groups = new Groups();
  private readonly blocks = new Blocks(this.groups);
  private readonly facts = new CaseFacts();
  private readonly subscribed = new Subscriptions();
  private readonly books: RequestBooks;
  private droppedInteractions = 0;
  private doubtful = false;
  private changed = false;
  private shown: readonly Model.SessionInteraction[] | null = [];
  private shownCases: {
    readonly version: number;
    readonly only: ReadonlySet<string> | undefined;
    cases: readonly Model.SessionCase[];
  } | null = null;
  private shownDocuments: readonly Model.SessionDocument[] = [];
  private shownDocumentsAt = 0;

  constructor(private readonly limits: Model.SessionLimits) {
    this.store = new EntryStore(limits);
    this.books = new RequestBooks(limits.requests, (before, after) => this.resettle(before, after));
  }

  feed(inputs: readonly Model.SessionInput[]): void {
    for (const input of inputs) this.take(input);
    if (this.changed || this.doubtful) this.commit();
  }

  private resettle(before: readonly Settled[], after: readonly Settled[]): void {
    applyEffects(before, after, this.groups);
    this.blocks.update(before, after);
    this.subscribed.update(before, after);
  }

  private take(input: Model.SessionInput): void {
    if (input.what === 'document') {
      this.announce(input.info);
      return;
    }
    const document = this.watched.get(input.document);
    if (!document) {
      const early = this.waiting.get(input.document) ?? [];
      if (early.length < WAITING) early.push(input);
      this.waiting.set(input.document, early);
    } else if (input.what === 'entries') {
      for (const entry of input.entries) this.takeEntry(document, entry);
    } else {
      if (input.what === 'lost') document.lose(input.count);
      else document.end(input.t);
      this.doubtful = true;
    }
  }

  private announce(info: DocumentInfo): void {
    this.changed = true;
    const known = this.watched.get(info.document);
    if (known) {
      if (known.announce(info)) this.doubtful = true;
      return;
    }
    this.watched.set(info.document, new WatchedDocument(info));
    this.doubtful = true;
    const early = this.waiting.get(info.document) ?? [];
    this.waiting.delete(info.document);
    for (const input of early) this.take(input);
  }

  private takeEntry(document: WatchedDocument, entry: Entry): void {
    const lossBefore = document.lossAt;
    const t = document.accept(entry);
    if (t === null) return;
    this.changed = true;
    this.store.add(document.id, entry);
    const learnt = document.learn(entry, t);
    this.doubtful ||= learnt || document.lossAt !== lossBefore;
    takeIn(document, entry, t, {
      groups: this.groups,
      books: this.books,
      blocks: this.blocks,
      facts: this.facts,
      steps: this.limits.transitions,
    });
  }

  private commit(): void {
    const documents = [...this.watched.values()].sort(compareDocuments);
    if (this.doubtful) {
      this.books.doubt();
      this.subscribed.doubt();
    }
    this.books.settle(documents);
    if (this.doubtful) this.groups.doubt();
    this.doubtful = false;
    this.show(documents);
    if (this.groups.all.size > this.limits.interactions) {
      this.droppedInteractions += this.groups.trim(this.limits.interactions);
      this.show(documents);
      this.shown = null;
    }
    this.changed = false;
    this.version += 1;
  }

  private show(documents: readonly WatchedDocument[]): void {
    if (this.groups.dirty.size > 0) this.shown = null;
    for (const group of this.groups.dirty) group.shown = showGroup(group, documents, this.blocks, this.limits);
    this.groups.dirty.clear();
  }

  interactions(): readonly Model.SessionInteraction[] {
    this.shown ??= [...this.groups.all.values()]
      .flatMap(({ shown }) => (shown ? [shown] : []))
      .sort((a, b) => a.firstSeen - b.firstSeen || (a.key < b.key ? -1 : 1));
    return this.shown;
  }

  interaction(key: string): Model.SessionInteraction | undefined {
    return this.groups.all.get(key)?.shown ?? undefined;
  }

  cases(only?: ReadonlySet<string>): readonly Model.SessionCase[] {
    const before = this.shownCases;
    if (before && before.version === this.version && before.only === only) return before.cases;
    const all = this.interactions();
    const visible = only ? all.filter((one) => one.documents.some((document) => only.has(document))) : all;
    const cases = keepSame(
      before?.cases ?? [],
      casesOf(visible, this.facts, (one) => this.groups.parentOf(one)),
    );
    this.shownCases = { version: this.version, only, cases };
    return cases;
  }

  documents(): readonly Model.SessionDocument[] {
    if (this.shownDocumentsAt === this.version) return this.shownDocuments;
    const before = new Map(this.shownDocuments.map((one) => [one.info.document, one]));
    this.shownDocuments = [...this.watched.values()]
      .sort(compareDocuments)
      .map((document) => showDocument(document, before.get(document.id)));
    this.shownDocumentsAt = this.version;
    return this.shownDocuments;
  }

  requests(): readonly Model.SessionRequest[] {
    return this.books.all();
  }

  request(key: string): Model.SessionRequest | undefined {
    return this.books.get(key);
  }

  toolRequest(ref: string): Model.SessionRequest | undefined {
    return this.books.tool(ref);
  }

  answerOf({ answerEntry }: Model.SessionRequest): unknown {
    const entry = answerEntry && this.store.get(answerEntry);
    return entry ? decode(entry.body) : undefined;
  }

  subscriptions(): readonly Model.Subscription[] {
    return this.subscribed.all();
  }

  unattachedMarkDone(): readonly Model.UnattachedMarkDone[] {
    return this.blocks.unattached();
  }

  entry(ref: Model.EntryRef): Entry | undefined {
    return this.store.get(ref);
  }

  counts(): Model.SessionCounts {
    return {
      entries: this.store.count,
      lost: [...this.watched.values()].reduce((sum, document) => sum + document.lost, 0),
      dropped: this.store.dropped,
      interactions: this.groups.all.size,
      droppedInteractions: this.droppedInteractions,
      droppedRequests: this.books.dropped,
    };
  }

  forget(keep: (documentId: string) => boolean): void {
    const kept = new Set([...this.watched.values()].filter((document) => keep(document.id)));
    for (const document of this.watched.values()) {
      if (kept.has(document)) continue;
      this.watched.delete(document.id);
      this.forgetContent(document);
    }
    for (const id of this.waiting.keys()) if (!keep(id)) this.waiting.delete(id);
    this.books.forget((seen) => kept.has(seen.document));
    this.blocks.forget((document) => kept.has(document));
    this.doubtful = true;
    this.shown = null;
    this.commit();
  }

  private forgetContent(document: WatchedDocument): void {
    this.store.forget(document.id);
    this.facts.forget(document);
    for (const tracks of [...document.tracks.values()]) for (const track of [...tracks]) this.groups.dropTrack(track);
  }

  clear(): void {
    for (const document of this.watched.values()) {
      if (!document.live) this.watched.delete(document.id);
      this.forgetContent(document);
    }
    this.blocks.forget(() => false);
    this.books.forgetAnswered((document) => this.watched.has(document.id));
    this.doubtful = true;
    this.shown = null;
    this.commit();
  }
}
