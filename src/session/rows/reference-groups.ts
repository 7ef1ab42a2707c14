/** Messages of one client with one reference id, which say something of each other. */
import { compareMoments } from '../moments.ts';
import type { Asked } from '../requests-seen.ts';
import { NO_SAME_ID, type RowSlot, type SameIdFacts, sameRef } from './row-slot.ts';
import { type Dropped, keepOpen, sharedIds } from './shared-ids.ts';

/** Clocks of two documents may differ by this much, in ms. */
const SKEW_MS = 1_000;
/** A page's clock and its bridge's may differ so, in ms. */
const GRAIN_MS = 1;
/** A request that arrived within this time, in ms, may be the one that was called. */
const MAYBE_MS = 30_000;
/** Of answers that no client takes, this many of one id are looked at. */
const MOST_ODD = 100;

/** Requests, answers to nothing and events of one client and id; `7` and `#7` are one. */
interface ReferenceGroup {
  readonly key: string;
  readonly ref: string;
  readonly lines: Set<RowSlot>;
  /** Callers of requests that are not looked at any more, by the id as it was written. */
  readonly used: Map<string, Set<Caller>>;
  readonly dropped: Dropped;
  /** When looked at last, there was a call that nobody saw arrive. */
  wasOpen: boolean;
}

/** The client object that called, by number; null: nobody saw. */
type Caller = number | null;

const ID_REUSED: SameIdFacts = { ...NO_SAME_ID, isIdReused: true };

/** All knots. A client that nobody knows is `?`. */
export class ReferenceGroups {
  private readonly groups = new Map<string, ReferenceGroup>();
  private readonly byRef = new Map<string, Set<ReferenceGroup>>();
  private readonly groupOf = new Map<RowSlot, ReferenceGroup>();
  private readonly dirty = new Set<ReferenceGroup>();
  /** Knots that have lost their lines since the last sweep; some may have others now. */
  private readonly emptied = new Set<ReferenceGroup>();

  /** Ties a line to a client's id. An empty one ties nothing. */
  add(line: RowSlot, client: string | null, ref: string): void {
    if (ref === '') return;
    this.remove(line);
    const plain = plainOf(ref);
    const key = `${client ?? '?'} ${plain}`;
    const knot = this.groups.get(key) ?? {
      key,
      ref: plain,
      lines: new Set(),
      used: new Map(),
      dropped: new Map(),
      wasOpen: false,
    };
    if (!this.groups.has(key)) {
      this.groups.set(key, knot);
      const alike = this.byRef.get(plain);
      if (alike) alike.add(knot);
      else this.byRef.set(plain, new Set([knot]));
    }
    knot.lines.add(line);
    this.groupOf.set(line, knot);
    this.touch(knot);
  }

  /** @param isDropped the line stays, but is not looked at any more */
  remove(line: RowSlot, isDropped = false): void {
    const knot = this.groupOf.get(line);
    if (!knot) return;
    this.take(line, knot);
    if (isDropped) noteDropped(line, knot);
    this.touch(knot);
  }

  private take(line: RowSlot, knot: ReferenceGroup): void {
    this.groupOf.delete(line);
    knot.lines.delete(line);
    if (knot.lines.size === 0) this.emptied.add(knot);
  }

  /** Which client called is less sure than was thought. */
  invalidate(): void {
    for (const knot of this.groups.values()) this.dirty.add(knot);
  }

  private touch(knot: ReferenceGroup): void {
    // Whether a call arrived depends on requests whose client nobody knows.
    for (const alike of this.byRef.get(knot.ref) ?? []) this.dirty.add(alike);
  }

  /** Looks at what has changed. @returns the lines that must be shown anew */
  settle(): readonly RowSlot[] {
    const changed: RowSlot[] = [];
    for (const knot of this.dirty) {
      for (const line of relate(knot)) changed.push(line);
      // Whether a call arrived, and a request was called, depends on what else may be it.
      const isOpen = this.hasOnlyCalled(knot);
      if (isOpen || knot.wasOpen) for (const line of knot.lines) changed.push(line);
      knot.wasOpen = isOpen;
    }
    this.dirty.clear();
    return changed;
  }

  private hasOnlyCalled({ ref }: ReferenceGroup): boolean {
    for (const knot of this.byRef.get(ref) ?? []) {
      for (const line of knot.lines) if (line.exchange?.pair.asked?.sort === 'probe') return true;
    }
    return false;
  }

  /** Whether a request of another sight, same id and client (or of an unknown one), may be the same. */
  mayBeSeenElsewhere(line: RowSlot, asked: Asked): boolean {
    const own = this.groupOf.get(line);
    if (!own) return true;
    for (const knot of this.byRef.get(own.ref) ?? []) {
      for (const other of knot.lines) {
        const one = other.exchange?.pair;
        if (other === line || !one?.asked || (knot !== own && one.client !== null)) continue;
        const isOther = asked.sort === 'probe' ? one.called === null : one.asked.sort === 'probe';
        if (isOther && one.asked.service === asked.service && Math.abs(one.asked.t - asked.t) <= MAYBE_MS) return true;
      }
    }
    return false;
  }

  /** Forgets lines that are gone, and knots without any. @param areDropped they were too many: their ids stay used */
  sweep(gone: readonly RowSlot[], areDropped: boolean): void {
    for (const line of gone) {
      const knot = this.groupOf.get(line);
      if (!knot) continue;
      this.take(line, knot);
      this.dirty.add(knot);
      if (areDropped) noteDropped(line, knot);
    }
    for (const knot of this.emptied) if (knot.lines.size === 0) this.forget(knot);
    this.emptied.clear();
  }

  private forget(knot: ReferenceGroup): void {
    this.groups.delete(knot.key);
    this.dirty.delete(knot);
    const alike = this.byRef.get(knot.ref);
    alike?.delete(knot);
    if (alike?.size === 0) this.byRef.delete(knot.ref);
  }
}

function plainOf(ref: string): string {
  return ref.startsWith('#') ? ref.slice(1) : ref;
}

/** The same id as a number, or as a text: no client takes the one for the other (docs/protocol.md#receiving). */
function otherForm(ref: string): string {
  return ref.startsWith('#') ? ref.slice(1) : `#${ref}`;
}

function refOf(line: RowSlot): string {
  return line.exchange?.request.ref ?? line.heard?.ref ?? '';
}

/** @returns the lines of which something else is said than before */
function relate(knot: ReferenceGroup): readonly RowSlot[] {
  const ties = new Map<RowSlot, SameIdFacts>();
  const lines = [...knot.lines].sort(compareMoments);
  const asks = lines.filter((line) => line.exchange?.pair.asked);
  // Of clients that nobody knows, two requests may be of two.
  const known = asks.filter((line) => line.exchange?.pair.client);
  noteUsedAgain(known, knot.used, ties);
  for (const line of sharedIds(known, refOf, knot.dropped))
    ties.set(line, { ...(ties.get(line) ?? NO_SAME_ID), isShared: true });
  const odd = lines.filter((line) => line.heard || !line.exchange?.pair.asked);
  for (const line of odd.slice(-MOST_ODD)) {
    const isEvent = line.heard !== null;
    const wanted = isEvent ? refOf(line) : otherForm(refOf(line));
    const meant = asks.findLast((ask) => refOf(ask) === wanted && isOpen(ask, line));
    if (!meant) continue;
    const add = ties.get(meant) ?? NO_SAME_ID;
    ties.set(meant, isEvent ? { ...add, asEvent: line.ref } : { ...add, numeric: line.ref });
    if (isEvent) ties.set(line, { ...NO_SAME_ID, isAnswer: true });
  }
  return lines.filter((line) => {
    const before = line.sameId;
    line.sameId = ties.get(line) ?? NO_SAME_ID;
    return !sameTie(before, line.sameId);
  });
}

function sameTie(a: SameIdFacts, b: SameIdFacts): boolean {
  if (a === b) return true;
  const isSame = a.isIdReused === b.isIdReused && a.isShared === b.isShared && a.isAnswer === b.isAnswer;
  return isSame && sameRef(a.asEvent, b.asEvent) && sameRef(a.numeric, b.numeric);
}

/** Whether a request waited for its answer when something came. */
function isOpen(ask: RowSlot, odd: RowSlot): boolean {
  const { answered = null, called = null } = ask.exchange?.pair ?? {};
  // One document has one clock, as far as its page's agrees.
  const isBefore = called?.document === odd.document ? called.t <= odd.t + GRAIN_MS : ask.t <= odd.t + SKEW_MS;
  return isBefore && (!answered || (answered.document === odd.document && answered.n > odd.n));
}

/**
 * Several clients in one window count alike (docs/protocol.md#life-of-a-client): what may be another client's, by the
 * probe's word, is no reuse.
 */
function noteUsedAgain(asks: readonly RowSlot[], used: ReferenceGroup['used'], ties: Map<RowSlot, SameIdFacts>): void {
  const before = new Map([...used].map(([ref, callers]) => [ref, new Set(callers)]));
  for (const line of asks) {
    const caller = callerOf(line);
    const known = before.get(refOf(line));
    if (known && caller !== undefined && (caller === null || known.has(caller) || known.has(null)))
      ties.set(line, ID_REUSED);
    noteUse(line, before);
  }
}

function noteDropped(line: RowSlot, { used, dropped }: ReferenceGroup): void {
  noteUse(line, used);
  keepOpen(line, refOf(line), dropped);
}

function noteUse(line: RowSlot, used: Map<string, Set<Caller>>): void {
  const caller = callerOf(line);
  if (!line.exchange?.pair.asked || !line.exchange.pair.client || caller === undefined) return;
  const ref = refOf(line);
  const known = used.get(ref);
  if (known) known.add(caller);
  else used.set(ref, new Set([caller]));
}

/** Undefined where the probe may have dropped what it knew. */
function callerOf({ t, exchange }: RowSlot): Caller | undefined {
  const pair = exchange?.pair;
  if (pair?.called) return pair.called.caller;
  return pair?.client && t >= pair.client.unsureFrom ? undefined : null;
}
