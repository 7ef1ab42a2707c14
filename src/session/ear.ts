/** What one document's client hears, and what the probe in it says of that. */
import type { SubscribedNote } from '../scapi/notes.ts';
import type { WatchedDocument } from './documents.ts';
import type { Line } from './line.ts';
import type { HandlerRun } from './messages-model.ts';
import type { Called, GivenHandler } from './pairing.ts';
import type { Settled } from './requests.ts';

/** A page's clock may be coarser than that of its bridge by this much, ms. */
const GRAIN_MS = 1;
/** A handler's run that is this much later than the event before it, ms, is another event's, which nobody recorded. */
const RUN_MS = 30_000;

/** The page's subscriptions to one event name, and the events of that name. */
export class HeardName {
  /** By number. */
  events: Line[] = [];
  readonly subscribes = new Set<Settled>();
  /** ms since the epoch, when the first subscribe was sent; number of the entry of the first confirmation. */
  firstSent = Number.POSITIVE_INFINITY;
  firstConfirmed = Number.POSITIVE_INFINITY;

  /** Looks at the subscriptions anew. @returns the events for which that makes a difference */
  refresh(): readonly Line[] {
    const { firstSent, firstConfirmed } = this;
    this.firstSent = Number.POSITIVE_INFINITY;
    this.firstConfirmed = Number.POSITIVE_INFINITY;
    for (const { pair, request } of this.subscribes) {
      this.firstSent = Math.min(this.firstSent, pair.asked?.t ?? Number.POSITIVE_INFINITY);
      const isConfirmed = pair.answered !== null && pair.answered.error === null && request.answeredBy === 'wwe';
      if (isConfirmed) this.firstConfirmed = Math.min(this.firstConfirmed, pair.answered?.n ?? 0);
    }
    if (firstSent === this.firstSent && firstConfirmed === this.firstConfirmed) return [];
    const until = Math.max(firstConfirmed, this.firstConfirmed);
    const end = this.events.findIndex((line) => line.n >= until);
    return end < 0 ? this.events : this.events.slice(0, end);
  }

  /** The event that a handler's run belongs to, among those recorded so far. @param t of the run, @param by who ran */
  eventOf(t: number, by: string): Line | null {
    const { events } = this;
    let last = events.length - 1;
    // A run comes right after its event: this is a step or two.
    while (last >= 0 && (events[last]?.t ?? 0) > t) last -= 1;
    const latest = events[last];
    let tie = last;
    while (tie > 0 && events[tie - 1]?.t === latest?.t) tie -= 1;
    for (; tie <= last; tie += 1) {
      const one = events[tie];
      if (one && !one.hasRun(by) && t - one.t <= RUN_MS) return one;
    }
    const next = events[last + 1];
    return next && next.t - t <= GRAIN_MS && !next.hasRun(by) ? next : null;
  }
}

/** Clients and handlers of one document that are remembered; a page may make them without end. */
const MOST = 10_000;

/** One document's ear. */
export class Ear {
  /** Clients by number: since when the probe knows them, and what hinders it. */
  readonly clients = new Map<number, { readonly since: number; readonly problem: string | null }>();
  readonly calls = new Map<number, Called>();
  readonly names = new Map<string, HeardName>();
  /** Names whose subscriptions have changed. */
  readonly doubtful = new Set<HeardName>();
  /** When the page took a handler back last, ms since the epoch, by its number. */
  readonly takenBack = new Map<number, number>();
  /** Subscribes that the probe did not see, and answers to such that nobody saw: of their handlers it knows nothing. */
  readonly unseenSubscribes = new Set<Settled>();
  readonly unseenAnswers = new Set<Settled>();
  private unseen = '';
  /** Windows that received requests of this client, with how many. */
  readonly hosts = new Map<WatchedDocument, number>();
  /** Requests of which only the call was seen. */
  readonly onlyCalled = new Set<Line>();
  private readonly handlers = new Map<number, GivenHandler>();
  private half: Called | (SubscribedNote & { readonly given: GivenHandler }) | null = null;
  private readonly waiting = new Map<Line, number>();
  private nextAt = Number.POSITIVE_INFINITY;

  constructor(readonly document: WatchedDocument) {}

  name(event: string): HeardName {
    let known = this.names.get(event);
    if (!known) {
      known = new HeardName();
      this.names.set(event, known);
    }
    return known;
  }

  /** The probe tells of a client. @returns whether that is new */
  meet(client: number, t: number, problem: string | null): boolean {
    const known = this.clients.get(client);
    if (known?.problem === problem || (!known && this.clients.size >= MOST)) return false;
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
  gave(note: SubscribedNote): void {
    const given = { number: note.handler, name: note.name, sameTextAs: note.sameTextAs };
    if (this.handlers.size < MOST) this.handlers.set(note.handler, given);
    const { half } = this;
    if (half && 'sort' in half && half.caller === note.client && sameNames(half.names, note.events)) {
      half.handler = given;
      this.half = null;
    } else this.half = { ...note, given };
  }

  /** The page took a handler back. */
  tookBack(handler: number, t: number): void {
    if (this.handlers.has(handler)) this.takenBack.set(handler, t);
  }

  /** The page called `subscribe`. */
  subscribed(call: Called): void {
    const { half } = this;
    if (half && 'given' in half && half.client === call.caller && sameNames(half.events, call.names)) {
      call.handler = half.given;
      this.half = null;
    } else this.half = call;
  }

  /** A handler ran. @param n of the note's entry @returns the event's line, if it is known */
  ran(event: string, client: number, handler: number, run: HandlerRun, n: number): Line | null {
    const by = `${client} ${handler}`;
    const lossAt = this.document.lossAtEntry(n);
    const line = this.names.get(event)?.eventOf(run.t, by);
    // The event itself may be among what was lost.
    if (!line || (lossAt > line.t && lossAt <= run.t)) return null;
    line.run(by, { ...run, name: this.handlers.get(handler)?.name ?? '', handler });
    return line;
  }

  /** A line must be looked at again when this document was seen until a time, ms since the epoch. */
  wait(line: Line, at: number): void {
    this.waiting.set(line, at);
    this.nextAt = Math.min(this.nextAt, at);
  }

  /** The lines that must be looked at again: their time has come, or the subscriptions that nobody saw are others. */
  due(): readonly Line[] {
    const due = this.dueByFacts();
    const { seenUntil } = this.document;
    if (seenUntil < this.nextAt) return due;
    this.nextAt = Number.POSITIVE_INFINITY;
    for (const [line, at] of this.waiting) {
      if (at > seenUntil) this.nextAt = Math.min(this.nextAt, at);
      else {
        due.push(line);
        this.waiting.delete(line);
      }
    }
    return due;
  }

  private dueByFacts(): Line[] {
    const due: Line[] = [];
    for (const name of this.doubtful) for (const line of name.refresh()) due.push(line);
    this.doubtful.clear();
    const unseen = `${this.unseenSubscribes.size > 0} ${this.unseenAnswers.size > 0}`;
    if (unseen === this.unseen) return due;
    this.unseen = unseen;
    for (const { events } of this.names.values()) for (const line of events) due.push(line);
    return due;
  }

  /** Everything will be looked at anyway. */
  waitForNothing(): void {
    this.dueByFacts();
    this.waiting.clear();
    this.nextAt = Number.POSITIVE_INFINITY;
  }

  /** Forgets lines that are gone. */
  sweep(): void {
    for (const [key, name] of this.names) {
      name.events = name.events.filter((line) => !line.isGone);
      if (name.events.length === 0 && name.subscribes.size === 0) this.names.delete(key);
    }
    for (const line of this.onlyCalled) if (line.isGone) this.onlyCalled.delete(line);
    for (const line of this.waiting.keys()) if (line.isGone) this.waiting.delete(line);
  }

  /** Forgets windows that are not known any more. */
  forget(isKept: (document: WatchedDocument) => boolean): void {
    for (const host of this.hosts.keys()) if (!isKept(host)) this.hosts.delete(host);
  }
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
