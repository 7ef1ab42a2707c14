/** The slots in the order of the wire, as the panel reads them: sorted, changed at few places, rid of those that are too old. */

import { firstNot } from '../../table/first-not.ts';
import type { MessageList, MessageRow } from '../messages-model.ts';
import type { EntryRef } from '../model.ts';
import { compareMoments } from '../moments.ts';
import { ChangeLog } from './change-log.ts';
import { NO_REFS, type RowSlot, RowSlotIndex } from './row-slot.ts';

/** The list. Lines are given to it in batches; `commit` puts them in their places. */
export class SortedSlots implements MessageList {
  dropped = 0;
  private slots: RowSlot[] = [];
  private readonly index = new RowSlotIndex();
  private added: RowSlot[] = [];
  /** The lowest place that differs since the last commit. */
  private from = Number.POSITIVE_INFINITY;
  /** No gone slot stands before this place. */
  private goneFrom = Number.POSITIVE_INFINITY;
  private readonly log = new ChangeLog();
  /** Lines whose entries are not kept any more; taken out together. */
  private surplus = 0;
  /** Lines that this commit takes from the beginning. */
  private cut = 0;

  get length(): number {
    return this.slots.length;
  }

  at(index: number): MessageRow | undefined {
    return this.slots[index]?.row ?? undefined;
  }

  get(key: string): MessageRow | undefined {
    return this.find(key)?.row ?? undefined;
  }

  indexOf(key: string): number {
    const slot = this.find(key);
    return slot ? this.placeOf(slot) : -1;
  }

  changedSince(version: number): number {
    return this.log.changedSince(version, this.length);
  }

  cutSince(version: number): number {
    return this.log.cutSince(version);
  }

  private find(key: string): RowSlot | undefined {
    const cut = key.lastIndexOf(' ');
    const slot = this.index.get(key.slice(0, cut), Number(key.slice(cut + 1)));
    return slot && !slot.isGone ? slot : undefined;
  }

  /** The slot that shows an entry. */
  slotOf(document: string, n: number): RowSlot | undefined {
    return this.index.get(document, n);
  }

  /** All slots that have their place. */
  all(): readonly RowSlot[] {
    return this.slots;
  }

  /** Those of a time, ms since the epoch, and later. */
  since(t: number): readonly RowSlot[] {
    return this.slots.slice(firstNot(this.slots.length, (place) => (this.slots[place]?.t ?? t) < t));
  }

  add(slot: RowSlot): void {
    this.added.push(slot);
    this.index.set(slot.ref, slot);
  }

  /** An entry is not kept any more: the slot whose own it is, wherever it stands, has nothing left to show. */
  drop(document: string, n: number): void {
    const slot = this.index.get(document, n);
    if (!slot || slot.isSurplus || slot.n !== n || slot.document.id !== document) return;
    slot.isSurplus = true;
    this.surplus += 1;
  }

  remove(slot: RowSlot): void {
    if (slot.isGone) return;
    slot.isGone = true;
    if (slot.isSurplus) this.surplus -= 1;
    this.goneFrom = Math.min(this.goneFrom, this.placeOf(slot));
    for (const ref of [slot.ref, ...slot.others]) this.index.delete(ref, slot);
  }

  /** Shows another row in a slot's place. */
  show(slot: RowSlot, row: MessageRow): void {
    for (const ref of slot.others) this.index.delete(ref, slot);
    slot.others = othersOf(slot, row);
    // An event that was meant as an answer has a slot of its own.
    for (const ref of slot.others) if (!this.isOwn(ref)) this.index.set(ref, slot);
    const isNew = slot.row === null;
    slot.row = row;
    if (!isNew) this.from = Math.min(this.from, this.placeOf(slot));
  }

  private isOwn({ document, n }: EntryRef): boolean {
    const slot = this.index.get(document, n);
    return slot !== undefined && slot.n === n && slot.document.id === document;
  }

  /** Where a slot stands, or would stand. */
  private placeOf(slot: RowSlot): number {
    return firstNot(this.slots.length, (place) => {
      const one = this.slots[place];
      return one !== undefined && compareMoments(one, slot) < 0;
    });
  }

  /** A document's time origin may be another than was thought: then all places may be wrong. */
  reorder(): void {
    const isOrdered = this.slots.every((slot, index) => {
      const before = this.slots[index - 1];
      return !before || compareMoments(before, slot) < 0;
    });
    if (isOrdered) return;
    this.slots.sort(compareMoments);
    this.from = 0;
    if (this.goneFrom < Number.POSITIVE_INFINITY) this.goneFrom = 0;
  }

  /**
   * Puts new slots in, takes gone ones out. Costs what lies behind the lowest of them.
   * @returns the slots that went because their entries are not kept any more
   */
  commit(version: number): readonly RowSlot[] {
    if (this.goneFrom < Number.POSITIVE_INFINITY) this.takeOut();
    if (this.added.length > 0) this.putIn();
    const trimmed = this.trim();
    const { from, cut } = this;
    this.from = Number.POSITIVE_INFINITY;
    this.cut = 0;
    this.log.note(version, Math.max(from - cut, 0), cut);
    return trimmed;
  }

  private takeOut(): void {
    const first = this.goneFrom;
    this.goneFrom = Number.POSITIVE_INFINITY;
    this.added = this.added.filter((slot) => !slot.isGone);
    const tail = this.slots.splice(first);
    const kept = tail.filter((slot) => !slot.isGone);
    for (const slot of kept) this.slots.push(slot);
    // What never had a place is missed by nobody.
    if (kept.length < tail.length) this.from = Math.min(this.from, first);
  }

  private putIn(): void {
    const added = this.added.sort(compareMoments);
    this.added = [];
    const [first] = added;
    if (!first) return;
    const place = this.placeOf(first);
    this.from = Math.min(this.from, place);
    const tail = this.slots.splice(place);
    let next = 0;
    for (const slot of added) {
      for (let one = tail[next]; one && compareMoments(one, slot) < 0; one = tail[next]) {
        this.slots.push(one);
        next += 1;
      }
      this.slots.push(slot);
    }
    for (; next < tail.length; next += 1) {
      const one = tail[next];
      if (one) this.slots.push(one);
    }
  }

  /**
   * Takes a twentieth out at once, so that what this costs the list and those who follow it is spread over as many slots.
   * Mostly it is the beginning; a call that threw has its place by the page's clock, and may stand among younger slots.
   */
  private trim(): readonly RowSlot[] {
    if (this.surplus <= this.slots.length / 20) return [];
    const end = this.slots.findIndex((slot) => !slot.isSurplus);
    this.cut = end < 0 ? this.slots.length : end;
    const trimmed = this.slots.splice(0, this.cut);
    if (trimmed.length < this.surplus) {
      const first = this.slots.findIndex((slot) => slot.isSurplus);
      this.from = Math.min(this.from, this.cut + first);
      for (const slot of this.slots) if (slot.isSurplus) trimmed.push(slot);
      this.slots = this.slots.filter((slot) => !slot.isSurplus);
    }
    for (const slot of trimmed) {
      slot.isGone = true;
      for (const ref of [slot.ref, ...slot.others]) this.index.delete(ref, slot);
    }
    this.dropped += trimmed.length;
    this.surplus = 0;
    return trimmed;
  }
}

/** The entries of a row beside the slot's own. */
function othersOf(slot: RowSlot, { answer, moreAnswers, call }: MessageRow): readonly EntryRef[] {
  const arrived = slot.exchange?.pair.arrived;
  if (answer === null && call === null && moreAnswers.length === 0 && !arrived) return NO_REFS;
  const arrival = arrived ? { document: arrived.document.id, n: arrived.n } : null;
  const all = [answer, ...moreAnswers, call, arrival].filter((ref) => ref !== null);
  return all.filter((ref) => ref.n !== slot.n || ref.document !== slot.ref.document);
}
