/** Puts settled requests into their lines, and what they tell into the ears of their clients. */
import type { WatchedDocument } from '../documents.ts';
import type { EntryRef } from '../model.ts';
import { namesIn } from '../notes.ts';
import type { Pair } from '../pairing.ts';
import type { Settled } from '../requests.ts';
import type { Ear } from './ear.ts';
import type { Knots } from './knots.ts';
import { Line } from './line.ts';
import type { SortedLines } from './message-list.ts';

/** Where settled requests go. */
export interface Places {
  readonly list: SortedLines;
  readonly knots: Knots;
  /** Lines to be shown anew. */
  readonly dirty: Set<Line>;
  earOf(document: WatchedDocument): Ear;
  /** Null for a document that was forgotten. */
  knownEar(document: WatchedDocument): Ear | null;
  /** Whether an entry is still kept. */
  has(entry: EntryRef): boolean;
}

/** The requests that stand in the list. */
export class Standing {
  /** With the pair as it was when it was placed. */
  private readonly placed = new Map<Settled, { readonly line: Line | null; readonly pair: Pair }>();
  private readonly bare = new Set<Line>();

  constructor(private readonly places: Places) {}

  /** Requests were joined anew. @param areForgotten the former are dropped, not refuted: they stay as they are */
  resettle(before: readonly Settled[], after: readonly Settled[], areForgotten: boolean): void {
    for (const one of before) {
      if (areForgotten) this.freeze(one);
      else this.unplace(one);
    }
    for (const one of after) this.place(one);
  }

  /** Its pair was replaced. */
  touch(settled: Settled): void {
    this.unplace(settled);
    this.place(settled);
  }

  private place(settled: Settled): void {
    const { pair, request } = settled;
    const line = this.lineFor(pair);
    this.placed.set(settled, { line, pair });
    this.tell(settled, pair, line);
    if (!line) return;
    line.settled = settled;
    this.bare.delete(line);
    this.places.dirty.add(line);
    this.places.knots.tie(line, pair.client?.id ?? null, request.ref);
  }

  private lineFor({ asked, answered, isAgain }: Pair): Line | null {
    const moment = asked ?? answered;
    if (!moment || isAgain) return null;
    const { t, document, n } = moment;
    const { list } = this.places;
    const known = list.lineOf(document.id, n);
    if (known && known.document === document && known.n === n) return known;
    if (!this.places.has({ document: document.id, n })) return null;
    const made = new Line(t, document, n, null);
    list.add(made);
    return made;
  }

  private unplace(settled: Settled): void {
    const known = this.placed.get(settled);
    if (!known) return;
    this.placed.delete(settled);
    const { line, pair } = known;
    this.untell(settled, pair, line);
    if (line?.settled !== settled) return;
    line.settled = null;
    this.bare.add(line);
    this.places.knots.untie(line);
  }

  private freeze(settled: Settled): void {
    const known = this.placed.get(settled);
    if (!known) return;
    this.placed.delete(settled);
    const { line, pair } = known;
    if (!line || line.settled !== settled) return;
    line.isFrozen = true;
    this.places.dirty.add(line);
    this.places.knots.untie(line, true);
    if (pair.client) this.places.knownEar(pair.client)?.onlyCalled.delete(line);
  }

  /** Takes away the lines that show nothing any more. */
  settle(): void {
    for (const line of this.bare) if (!line.settled && !line.heard) this.places.list.remove(line);
    this.bare.clear();
  }

  private tell(settled: Settled, pair: Pair, line: Line | null): void {
    const { client, asked } = pair;
    if (!client) return;
    const ear = this.places.earOf(client);
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
      ear.doubtful.add(heard);
    }
    if (isUnseenSubscribe(settled, pair)) ear.unseenSubscribes.add(settled);
    if (isUnseenAnswer(settled, pair)) ear.unseenAnswers.add(settled);
  }

  private untell(settled: Settled, pair: Pair, line: Line | null): void {
    const ear = pair.client && this.places.knownEar(pair.client);
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
      ear.doubtful.add(heard);
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

function namesOf({ request }: Settled): readonly string[] {
  return request.kind === 'subscribe' && request.by === 'page' ? namesIn(request.parameters[0]) : [];
}

function isUnseenSubscribe({ request }: Settled, { called }: Pair): boolean {
  return request.kind === 'subscribe' && request.by === 'page' && !called;
}

/** An answer to a subscribe that nobody saw. */
function isUnseenAnswer({ request }: Settled, { asked, answered, isAgain }: Pair): boolean {
  return request.by === 'page' && !asked && !isAgain && answered?.subscriptionId !== undefined;
}
