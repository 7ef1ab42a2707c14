/** Messages of one client with one reference id, which say something of each other. */
import type { WatchedDocument } from '../documents.ts';
import { compareMoments } from '../moments.ts';
import type { Asked } from '../requests-seen.ts';
import { type Dropped, keepOpen, sharedIds } from '../shared-ids.ts';
import { noteUse, noteUsedAgain, type UsedIds } from './id-use.ts';
import { NO_SAME_ID, type RowSlot, refOf, type SameIdFacts, sameRef } from './row-slot.ts';

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
  /** The document of the client. */
  readonly client: string | null;
  readonly ref: string;
  readonly slots: Set<RowSlot>;
  /** Of requests that are not looked at any more. */
  readonly used: UsedIds;
  readonly dropped: Dropped;
  /** When looked at last, there was a call that nobody saw arrive. */
  wasOpen: boolean;
}

/** All groups. A client that nobody knows is `?`. */
export class ReferenceGroups {
  private readonly groups = new Map<string, ReferenceGroup>();
  private readonly byRef = new Map<string, Set<ReferenceGroup>>();
  private readonly groupOf = new Map<RowSlot, ReferenceGroup>();
  private readonly dirty = new Set<ReferenceGroup>();
  /** Reference groups that have lost their slots since the last sweep; some may have others now. */
  private readonly emptied = new Set<ReferenceGroup>();

  /** Puts a slot into the group of a client's id. An empty one belongs to no group. */
  add(slot: RowSlot, client: string | null, ref: string): void {
    if (ref === '') return;
    this.remove(slot);
    const plain = plainOf(ref);
    const key = `${client ?? '?'} ${plain}`;
    const group = this.groups.get(key) ?? {
      key,
      client,
      ref: plain,
      slots: new Set(),
      used: new Map(),
      dropped: new Map(),
      wasOpen: false,
    };
    if (!this.groups.has(key)) {
      this.groups.set(key, group);
      const alike = this.byRef.get(plain);
      if (alike) alike.add(group);
      else this.byRef.set(plain, new Set([group]));
    }
    group.slots.add(slot);
    this.groupOf.set(slot, group);
    this.touch(group);
  }

  /** @param isDropped the slot stays, but is not looked at any more */
  remove(slot: RowSlot, isDropped = false): void {
    const group = this.groupOf.get(slot);
    if (!group) return;
    this.take(slot, group);
    if (isDropped) keepDropped(slot, group);
    this.touch(group);
  }

  private take(slot: RowSlot, group: ReferenceGroup): void {
    this.groupOf.delete(slot);
    group.slots.delete(slot);
    if (group.slots.size === 0) this.emptied.add(group);
  }

  /** Which client called is less sure than was thought. */
  invalidate(): void {
    for (const group of this.groups.values()) this.dirty.add(group);
  }

  /** Other entries of some documents are missing than was thought: whether a request was surely open depends on it. */
  invalidateOf(documents: ReadonlySet<WatchedDocument>): void {
    const ids = new Set([...documents].map(({ id }) => id));
    if (ids.size === 0) return;
    for (const group of this.groups.values())
      if (group.slots.size > 1 && ids.has(group.client ?? '')) this.dirty.add(group);
  }

  private touch(group: ReferenceGroup): void {
    // Whether a call arrived depends on requests whose client nobody knows.
    for (const alike of this.byRef.get(group.ref) ?? []) this.dirty.add(alike);
  }

  /** Looks at what has changed. @returns the slots that must be shown anew */
  settle(): readonly RowSlot[] {
    const changed: RowSlot[] = [];
    for (const group of this.dirty) {
      for (const slot of relate(group)) changed.push(slot);
      // Whether a call arrived, and a request was called, depends on what else may be it.
      const isOpen = this.hasOnlyCalled(group);
      if (isOpen || group.wasOpen) for (const slot of group.slots) changed.push(slot);
      group.wasOpen = isOpen;
    }
    this.dirty.clear();
    return changed;
  }

  private hasOnlyCalled({ ref }: ReferenceGroup): boolean {
    for (const group of this.byRef.get(ref) ?? []) {
      for (const slot of group.slots) if (slot.exchange?.pair.asked?.sort === 'probe') return true;
    }
    return false;
  }

  /** Whether a request of another sight, same id and client (or of an unknown one), may be the same. */
  mayBeSeenElsewhere(slot: RowSlot, asked: Asked): boolean {
    const own = this.groupOf.get(slot);
    if (!own) return true;
    for (const group of this.byRef.get(own.ref) ?? []) {
      for (const other of group.slots) {
        const one = other.exchange?.pair;
        if (other === slot || !one?.asked || (group !== own && one.client !== null)) continue;
        const isOther = asked.sort === 'probe' ? one.called === null : one.asked.sort === 'probe';
        if (isOther && one.asked.service === asked.service && Math.abs(one.asked.t - asked.t) <= MAYBE_MS) return true;
      }
    }
    return false;
  }

  /** Forgets slots that are gone, and groups without any. @param areDropped they were too many: their ids stay used */
  sweep(gone: readonly RowSlot[], areDropped: boolean): void {
    for (const slot of gone) {
      const group = this.groupOf.get(slot);
      if (!group) continue;
      this.take(slot, group);
      this.dirty.add(group);
      if (areDropped) keepDropped(slot, group);
    }
    for (const group of this.emptied) if (group.slots.size === 0) this.forget(group);
    this.emptied.clear();
  }

  private forget(group: ReferenceGroup): void {
    this.groups.delete(group.key);
    this.dirty.delete(group);
    const alike = this.byRef.get(group.ref);
    alike?.delete(group);
    if (alike?.size === 0) this.byRef.delete(group.ref);
  }
}

function plainOf(ref: string): string {
  return ref.startsWith('#') ? ref.slice(1) : ref;
}

/** The same id as a number, or as a text: no client takes the one for the other (docs/protocol.md#receiving). */
function otherForm(ref: string): string {
  return ref.startsWith('#') ? ref.slice(1) : `#${ref}`;
}

function keepDropped(slot: RowSlot, { used, dropped }: ReferenceGroup): void {
  noteUse(slot, used);
  if (slot.exchange) keepOpen(slot.exchange, dropped);
}

/** @returns the slots of which something else is said than before */
function relate(group: ReferenceGroup): readonly RowSlot[] {
  const sameIds = new Map<RowSlot, SameIdFacts>();
  const slots = [...group.slots].sort(compareMoments);
  const asks = slots.filter((slot) => slot.exchange?.pair.asked);
  // Of clients that nobody knows, two requests may be of two.
  const known = asks.filter((slot) => slot.exchange?.pair.client);
  noteUsedAgain(known, group.used, sameIds);
  const shared = sharedIds(
    known.flatMap(({ exchange }) => exchange ?? []),
    group.dropped,
  );
  for (const slot of known)
    if (slot.exchange && shared.has(slot.exchange))
      sameIds.set(slot, { ...(sameIds.get(slot) ?? NO_SAME_ID), isShared: true });
  const odd = slots.filter((slot) => slot.heard || !slot.exchange?.pair.asked);
  for (const slot of odd.slice(-MOST_ODD)) {
    const isEvent = slot.heard !== null;
    const wanted = isEvent ? refOf(slot) : otherForm(refOf(slot));
    const meant = asks.findLast((ask) => refOf(ask) === wanted && isOpen(ask, slot));
    if (!meant) continue;
    const add = sameIds.get(meant) ?? NO_SAME_ID;
    sameIds.set(meant, isEvent ? { ...add, answeredAsEvent: slot.ref } : { ...add, answeredWithNumber: slot.ref });
    if (isEvent) sameIds.set(slot, { ...NO_SAME_ID, isAnswer: true });
  }
  return slots.filter((slot) => {
    const before = slot.sameId;
    slot.sameId = sameIds.get(slot) ?? NO_SAME_ID;
    return !sameTie(before, slot.sameId);
  });
}

function sameTie(a: SameIdFacts, b: SameIdFacts): boolean {
  if (a === b) return true;
  const isSame = a.isIdReused === b.isIdReused && a.isShared === b.isShared && a.isAnswer === b.isAnswer;
  return isSame && sameRef(a.answeredAsEvent, b.answeredAsEvent) && sameRef(a.answeredWithNumber, b.answeredWithNumber);
}

/** Whether a request waited for its answer when something came. */
function isOpen(ask: RowSlot, odd: RowSlot): boolean {
  const { answered = null, called = null } = ask.exchange?.pair ?? {};
  // One document has one clock, as far as its page's agrees.
  const isBefore = called?.document === odd.document ? called.t <= odd.t + GRAIN_MS : ask.t <= odd.t + SKEW_MS;
  return isBefore && (!answered || (answered.document === odd.document && answered.n > odd.n));
}
