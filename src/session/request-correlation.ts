/** The record of requests: those of one reference id together, matched anew when something in it changes. */

import { TOOL_REF } from '../entry/entry.ts';
import { Table } from '../table/table.ts';
import type { WatchedDocument } from './documents.ts';
import { type Exchange, type ExchangesChanged, sizeOf, surplusOf } from './exchange.ts';
import { pair } from './match-answers.ts';
import type { SessionLimits, SessionRequest } from './model.ts';
import { baseOf, makeRequest, sameRequest } from './record.ts';
import { type Answered, type Asked, sameExtras } from './requests-seen.ts';

interface SameIdRequests {
  readonly ref: string;
  asked: Asked[];
  answered: Answered[];
  exchanges: readonly Exchange[];
  /** The highest time of what was seen, ms since the epoch. */
  latest: number;
  /** Characters of what was seen. */
  size: number;
  /** How many were dropped of each client: what is left keeps its number, but for subscriptions older than those. */
  readonly numbered: Map<string, number>;
}

/** Requests of one reference id that are kept for each client; a page that reuses an id costs no more. */
const SAME_ID = 1_000;

/** All requests and answers that were seen, joined. */
export class RequestCorrelation {
  dropped = 0;
  private readonly byRef = new Map<string, SameIdRequests>();
  private readonly dirty = new Set<SameIdRequests>();
  private readonly byKey = new Map<string, SessionRequest>();
  private readonly tools = new Map<string, SessionRequest>();
  /** Keys of requests that may be other ones than in the table. */
  private readonly changed = new Set<string>();
  /** All requests by time sent (or answered, where the sending was not seen); up to date after `correlate`. */
  readonly table = new Table(compareRequests);
  private shown: { readonly version: number; readonly requests: readonly SessionRequest[] } | null = null;
  private size = 0;

  constructor(
    private readonly limits: Pick<SessionLimits, 'requests' | 'characters'>,
    private readonly onChange: ExchangesChanged,
    private readonly onTouch: (exchanges: Exchange) => void,
    private readonly sameId = SAME_ID,
  ) {}

  ask(ref: string, asked: Asked): void {
    this.touch(ref, asked).asked.push(asked);
  }

  answer(ref: string, answered: Answered): void {
    this.touch(ref, answered).answered.push(answered);
  }

  private touch(ref: string, seen: Asked | Answered): SameIdRequests {
    const { t } = seen;
    let sameId = this.byRef.get(ref);
    if (!sameId) {
      sameId = { ref, asked: [], answered: [], exchanges: [], latest: t, size: 0, numbered: new Map() };
      this.byRef.set(ref, sameId);
    }
    sameId.latest = Math.max(sameId.latest, t);
    this.addSize(sameId, sizeOf(seen));
    this.dirty.add(sameId);
    return sameId;
  }

  /** @param more characters that came to a record */
  private addSize(sameId: SameIdRequests, more: number): void {
    sameId.size += more;
    this.size += more;
  }

  /** Keeps of a record what `keep` says. */
  private keepOnly(sameId: SameIdRequests, keep: (seen: Asked | Answered) => boolean): void {
    sameId.asked = sameId.asked.filter(keep);
    sameId.answered = sameId.answered.filter(keep);
    const left = [...sameId.asked, ...sameId.answered].reduce((sum, seen) => sum + sizeOf(seen), 0);
    this.addSize(sameId, left - sameId.size);
  }

  /** Frames came, went or moved: who sent what may look different now. @param since of what is later, ms since the epoch */
  invalidate(since: number): void {
    for (const sameId of this.byRef.values()) if (sameId.latest >= since) this.dirty.add(sameId);
  }

  /** Forgets what is not kept. */
  forget(keep: (seen: Asked | Answered, ref: string) => boolean): void {
    for (const sameId of this.byRef.values()) {
      this.keepOnly(sameId, (seen) => keep(seen, sameId.ref));
      this.dirty.add(sameId);
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
  correlate(documents: readonly WatchedDocument[]): void {
    for (const sameId of this.dirty) this.correlateOne(sameId, documents);
    this.dirty.clear();
    const { requests, characters } = this.limits;
    if (this.byKey.size > requests || this.size > characters) this.trim();
    this.table.update(this.changed, (key) => this.byKey.get(key));
    this.changed.clear();
  }

  private correlateOne(sameId: SameIdRequests, documents: readonly WatchedDocument[]): void {
    const before = sameId.exchanges;
    const after = this.joined(sameId, documents);
    const known = new Set(before);
    const made = after.filter((one) => !known.has(one));
    const kept = new Set(after);
    const gone = before.filter((one) => !kept.has(one));
    sameId.exchanges = after;
    if (made.length > 0 || gone.length > 0) this.replace(sameId, gone, made, false);
    const surplus = surplusOf(after, this.sameId);
    if (surplus.size > 0) this.dropSurplus(sameId, surplus);
    if (sameId.exchanges.length === 0) this.byRef.delete(sameId.ref);
  }

  /** What is as it was stays out of it: a record's cost to the rest is that of its changes. */
  private replace(
    sameId: SameIdRequests,
    gone: readonly Exchange[],
    made: readonly Exchange[],
    areForgotten: boolean,
  ): void {
    for (const { request } of gone) this.byKey.delete(request.key);
    for (const { request } of made) this.byKey.set(request.key, request);
    for (const { request } of [...gone, ...made]) this.changed.add(request.key);
    if (sameId.ref.startsWith(TOOL_REF)) {
      const sent = sameId.exchanges.find(({ request }) => request.sentAt !== null);
      const first = sent ?? sameId.exchanges.find(({ request }) => request.answeredBy === 'wwe');
      if (first) this.tools.set(sameId.ref, first.request);
      else this.tools.delete(sameId.ref);
    }
    this.onChange(gone, made, areForgotten);
  }

  /** Drops requests of a record whole, with their answers: the others' answers remain theirs. */
  private dropSurplus(sameId: SameIdRequests, surplus: ReadonlySet<Exchange>): void {
    const seen = new Set<Asked | Answered>();
    for (const { pair: one } of surplus) {
      for (const each of [one.asked, one.arrived, one.answered, one.called, ...one.more]) if (each) seen.add(each);
      const base = baseOf(one, sameId.ref);
      sameId.numbered.set(base, (sameId.numbered.get(base) ?? 0) + 1);
    }
    this.keepOnly(sameId, (one) => !seen.has(one));
    sameId.exchanges = sameId.exchanges.filter((one) => !surplus.has(one));
    this.dropped += surplus.size;
    this.replace(sameId, [...surplus], [], true);
  }

  private joined(sameId: SameIdRequests, documents: readonly WatchedDocument[]): readonly Exchange[] {
    const counts = new Map(sameId.numbered);
    const former = new Map(sameId.exchanges.map((one) => [one.request.key, one]));
    return pair(sameId.ref, sameId.asked, sameId.answered, documents).map((one) => {
      const base = baseOf(one, sameId.ref);
      const count = (counts.get(base) ?? 0) + 1;
      counts.set(base, count);
      const made = makeRequest(count === 1 ? base : `${base} #${count}`, sameId.ref, one);
      const old = former.get(made.key);
      if (!old || !sameRequest(old.request, made)) return { pair: one, request: made };
      if (!sameExtras(old.pair, one)) {
        old.pair = one;
        this.onTouch(old);
      }
      return old;
    });
  }

  /** Drops the oldest tenth, whole record, so that nothing is left half. */
  private trim(): void {
    const goal = Math.floor(this.limits.requests * 0.9);
    const room = this.limits.characters * 0.9;
    const age = (sameId: SameIdRequests) => {
      const last = sameId.exchanges.at(-1)?.request;
      return last ? (last.sentAt ?? last.answeredAt ?? 0) : 0;
    };
    const byRef = [...this.byRef.values()].sort((a, b) => age(a) - age(b) || (a.ref < b.ref ? -1 : 1));
    for (const sameId of byRef) {
      if (this.byKey.size <= goal && this.size <= room) return;
      this.addSize(sameId, -sameId.size);
      this.dropped += sameId.exchanges.length;
      const before = sameId.exchanges;
      for (const { request } of before) {
        this.byKey.delete(request.key);
        this.changed.add(request.key);
      }
      this.tools.delete(sameId.ref);
      this.byRef.delete(sameId.ref);
      sameId.exchanges = [];
      this.onChange(before, [], true);
    }
  }

  /** All, as they are now; the same array while they are the same. */
  all(): readonly SessionRequest[] {
    const { version, rows } = this.table;
    if (this.shown?.version !== version) this.shown = { version, requests: [...rows] };
    return this.shown.requests;
  }

  /** All exchanges, in no order. */
  exchanges(): readonly Exchange[] {
    return [...this.byRef.values()].flatMap((sameId) => sameId.exchanges);
  }

  get(key: string): SessionRequest | undefined {
    return this.byKey.get(key);
  }

  tool(ref: string): SessionRequest | undefined {
    return this.tools.get(ref);
  }
}

/** The order of requests. */
export function compareRequests(a: SessionRequest, b: SessionRequest): number {
  return timeOf(a) - timeOf(b) || (a.key < b.key ? -1 : Number(a.key > b.key));
}

function timeOf(request: SessionRequest): number {
  return request.sentAt ?? request.answeredAt ?? 0;
}
