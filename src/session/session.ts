/**
 * The session: entries in, model out. Pure, synchronous, without a clock. What entries say is kept for each document alone,
 * and the model is derived from all by time, so that it does not depend on the order in which documents' entries arrive.
 */
import type { DocumentInfo, Entry } from '../entry/entry.ts';
import type { Fact } from '../entry/fact.ts';
import { contentIn } from '../entry/note.ts';
import { ChangeLog } from '../table/change-log.ts';
import { AnswerCounts, type Answering } from './answer-counts.ts';
import type { Session } from './api.ts';
import { CaseFacts } from './cases.ts';
import { Clocks } from './clocks.ts';
import { countAll } from './counts.ts';
import { applyDerivedChanges } from './derived-changes.ts';
import { WatchedDocument } from './documents.ts';
import { EntryStore } from './entry-store.ts';
import type { Exchange } from './exchange.ts';
import { factsOf } from './facts.ts';
import { clearContent, forgetDocuments } from './forgetting.ts';
import { Ids } from './ids.ts';
import { applyTrustChanges, type Parts, takeIn } from './intake.ts';
import { InteractionIndex } from './interaction-index.ts';
import { Invalidation } from './invalidation.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { nameLives } from './lives.ts';
import { MarkDoneBlocks } from './mark-done-blocks.ts';
import type { MessageList, WatchedSubscription } from './messages-model.ts';
import type { MakeMessages, MakeMessagesInSteps } from './messages-part.ts';
import type * as Model from './model.ts';
import { inOrder } from './moments.ts';
import { RequestCorrelation } from './request-correlation.ts';
import { RequestRates } from './request-rates.ts';
import { Rows } from './rows.ts';
import { ShownCases, ShownDocuments, ShownInteractions, showChanged } from './shown.ts';
import { Subscriptions } from './subscriptions.ts';
import { UnannouncedEntries } from './unannounced-entries.ts';
import type { UnattachedBlock } from './unattached.ts';
import { nameWindows } from './window-names.ts';

/** Makes an empty session. */
export function createSession(limits: Partial<Model.SessionLimits> = {}): Session {
  return new LiveSession({ ...DEFAULT_LIMITS, ...limits });
}

class LiveSession implements Session {
  version = 0;
  private readonly watched = new Map<string, WatchedDocument>();
  private readonly early = new UnannouncedEntries();
  private readonly clocks = new Clocks();
  private readonly store: EntryStore;
  private readonly interactionIndex = new InteractionIndex();
  readonly ids = new Ids(this.interactionIndex, this.watched);
  private readonly blocks = new MarkDoneBlocks(this.interactionIndex);
  private readonly facts = new CaseFacts();
  private readonly subscribed = new Subscriptions();
  private readonly answers: AnswerCounts;
  private readonly rates: RequestRates;
  private readonly correlation: RequestCorrelation;
  private readonly rows: Rows;
  private readonly parts: Parts;
  private readonly invalidation = new Invalidation();
  private changed = false;
  readonly interactionTable = this.interactionIndex.table;
  private readonly shown = new ShownInteractions(this.interactionTable);
  private readonly shownCases = new ShownCases(this.facts, this.interactionIndex);
  private readonly shownDocuments = new ShownDocuments();
  private readonly toolLog = new ChangeLog();

  constructor(private readonly limits: Model.SessionLimits) {
    this.store = new EntryStore(limits);
    this.rows = new Rows(this.store);
    this.correlation = new RequestCorrelation(
      limits,
      (...change) => this.resettle(...change),
      (one) => {
        this.answers.touch(one);
        this.rows.touch(one);
      },
    );
    this.rates = new RequestRates(this.correlation.table);
    this.answers = new AnswerCounts(this.rates);
    const { interactionIndex, correlation: requests, blocks, facts, store, rows } = this;
    this.parts = { interactionIndex, requests, blocks, facts, store, rows, steps: limits.transitions };
  }

  feed(inputs: readonly Model.SessionInput[]): void {
    for (const input of inputs) this.take(input);
    if (this.changed) this.commit();
    this.clocks.guess(this.watched, this.correlation, this.retake);
  }

  private resettle(before: readonly Exchange[], after: readonly Exchange[], areForgotten: boolean): void {
    applyDerivedChanges(before, after, this.interactionIndex, areForgotten);
    for (const part of [this.blocks, this.subscribed, this.answers]) part.update(before, after);
    this.rows.exchangesChanged(before, after, areForgotten);
    for (const { request } of [...before, ...after])
      if (request.by === 'tool') this.toolLog.note(this.version + 1, request.ref);
  }

  private take(input: Model.SessionInput): void {
    const document = input.what === 'document' ? undefined : this.watched.get(input.document);
    if (input.what === 'document') this.announce(input.info);
    else if (input.what === 'clock') this.clocks.tell(input) && this.retake(new Set([input.document]));
    else if (!document) this.early.keep(input.document, input);
    else if (input.what === 'entries') {
      for (const entry of input.entries) this.takeEntry(document, entry);
    } else {
      this.clocks.note(document, input);
      document.learnOf(input);
      this.invalidation.told(document, input.what);
      this.changed = true;
    }
  }

  private announce(info: DocumentInfo): void {
    this.changed = true;
    const known = this.watched.get(info.document);
    if (known) this.clocks.note(known, { what: 'document', info });
    if (known?.announce(info)) this.invalidation.all = true;
    if (known) return;
    const document = new WatchedDocument(info, this.limits.held, this.clocks.of(info.document));
    this.watched.set(info.document, document);
    this.invalidation.moved(document);
    for (const input of this.early.take(info.document)) this.take(input);
  }

  /** What is of another time than was thought is another story: it is told anew. */
  private readonly retake = (ids: ReadonlySet<string>): void => {
    const known = [...this.watched.values()].filter(({ id }) => ids.has(id));
    if (known.length === 0) return;
    const past = known.flatMap((document) => this.clocks.takePast(document, this.store));
    this.drop((id) => !ids.has(id));
    for (const input of past) this.take(input);
    for (const { id, lost } of known) Object.assign(this.watched.get(id) ?? {}, { lost });
    this.commit();
  };

  private takeEntry(document: WatchedDocument, entry: Entry): void {
    const { lossAt, trust } = document;
    const { revision } = trust;
    const t = document.accept(entry);
    if (t === null) return;
    this.changed = true;
    this.store.add(document.id, entry, t);
    const learnt = document.learn(entry, t);
    takeIn(document, entry, t, this.parts);
    const spoke = trust.revision !== revision;
    if (spoke || learnt || document.lossAt !== lossAt) this.invalidation.touched(document, spoke);
  }

  /** Who is believed, or which WWE is which, is other than was thought. What was taken back may have been all there was. */
  private doubtAll(): void {
    this.interactionIndex.regroup();
    this.facts.regroup();
    this.invalidation.all = true;
  }

  private commit(): void {
    const { invalidation } = this;
    const documents = inOrder(this.watched.values());
    if (invalidation.any && nameWindows(documents)) this.doubtAll();
    if (invalidation.any) for (const document of nameLives(documents)) this.interactionIndex.regroupOf(document);
    invalidation.ofRequests(this.correlation);
    if (invalidation.any) this.subscribed.invalidate();
    this.correlation.correlate(documents);
    if (applyTrustChanges(documents, this.parts)) {
      // Who answered depends on the proofs; who is proven does not depend on that again.
      this.doubtAll();
      invalidation.ofRequests(this.correlation);
      this.correlation.correlate(documents);
    }
    invalidation.ofInteractions(this.interactionIndex);
    this.rows.commit(documents, invalidation);
    invalidation.clear();
    showChanged(this.interactionIndex, documents, this.blocks, this.limits);
    this.changed = false;
    this.version += 1;
  }

  guessClocksBy: Session['guessClocksBy'] = (guesser) => this.clocks.guessBy(guesser);
  interactions = (): readonly Model.SessionInteraction[] => this.shown.all();

  interaction(key: string): Model.SessionInteraction | undefined {
    return this.interactionIndex.names.indexedOf(key)?.shown ?? undefined;
  }

  cases = (only?: ReadonlySet<string>): readonly Model.SessionCase[] => this.shownCases.of(only);

  documents = (): readonly Model.SessionDocument[] => this.shownDocuments.of(this.watched.values(), this.version);

  requests = (): readonly Model.SessionRequest[] => this.correlation.all();
  request = (key: string): Model.SessionRequest | undefined => this.correlation.get(key);
  toolRequest = (ref: string): Model.SessionRequest | undefined => this.correlation.tool(ref);
  toolRequestsSince = (version: number): ReadonlySet<string> | null => this.toolLog.since(version);

  answerOf({ answerEntry }: Model.SessionRequest): unknown {
    const entry = answerEntry && this.store.get(answerEntry);
    return entry && contentIn(entry);
  }

  answering = (document: string): Answering | undefined => this.answers.of(document);
  sharedIdsOf: Session['sharedIdsOf'] = (...asked) => this.answers.sharedIdsOf(this.correlation, ...asked);
  wrong = (now: number): number => this.answers.wrong(now);
  requestRates = (now: number): ReadonlyMap<string, number> => this.rates.upTo(now);
  subscriptions = (): readonly Model.Subscription[] => this.subscribed.all();

  watchedSubscriptions = (): readonly WatchedSubscription[] =>
    this.rows.made.watched(this.version, () => this.subscribed.steps());

  probeOf = (document: string): ReturnType<Session['probeOf']> => this.rows.made.probeOf(this.watched.get(document));

  attach(make: MakeMessages): void {
    if (this.rows.isCreated) return;
    this.version += 1;
    this.rows.make(make, inOrder(this.watched.values()), this.correlation.exchanges());
  }

  *attachInSteps(make: MakeMessagesInSteps): Generator<void, void> {
    if (this.rows.isCreated) return;
    const isMade = yield* this.rows.makeInSteps(make, inOrder(this.watched.values()), this.correlation.exchanges());
    if (isMade) this.version += 1;
  }

  messages = (): MessageList => this.rows.made.list;
  unattachedBlocks = (): readonly UnattachedBlock[] => this.blocks.unattachedRequests();
  unattachedMarkDone = (): readonly Model.UnattachedMarkDone[] => this.blocks.unattached();
  entry = (ref: Model.EntryRef): Entry | undefined => this.store.get(ref);
  keptFacts = (): Iterable<Fact> => factsOf([...this.watched.values()], this.clocks, this.store);
  counts = (): Model.SessionCounts => countAll([...this.watched.values()], this.parts);

  forget(keep: (documentId: string) => boolean): void {
    this.clocks.forget(keep);
    this.drop(keep);
    this.clocks.guess(this.watched, this.correlation, this.retake);
  }

  private drop(keep: (documentId: string) => boolean): void {
    forgetDocuments(this.watched, keep, this.parts);
    this.early.forget(keep);
    this.doubtAll();
    this.commit();
  }

  clear(): void {
    this.clocks.end();
    clearContent(this.watched, this.parts);
    this.doubtAll();
    this.commit();
  }
}
