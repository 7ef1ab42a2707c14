/** The slots of all messages, found by their entries, and the table of their rows, rid of those that are too old. */
import { firstNot } from '../../table/first-not.ts';
import { Table } from '../../table/table.ts';
import { compareRows, type MessageList, type MessageRow } from '../messages-model.ts';
import type { EntryRef } from '../model.ts';
import { keyOf, NO_REFS, type RowSlot, RowSlotIndex } from './row-slot.ts';

/** The slots. What changes among them is in the table after `commit`. */
export class MessageSlots implements MessageList {
  readonly table = new Table(compareRows);
  dropped = 0;
  private readonly index = new RowSlotIndex();
  /** Keys of rows that may be other ones since the last commit. */
  private touched = new Set<string>();
  /** Slots whose entries are not kept any more; taken out together. */
  private surplus = new Set<RowSlot>();

  get length(): number {
    return this.table.rows.length;
  }

  at(index: number): MessageRow | undefined {
    return this.table.rows[index];
  }

  get(key: string): MessageRow | undefined {
    const cut = key.lastIndexOf(' ');
    return this.slotOf(key.slice(0, cut), Number(key.slice(cut + 1)))?.row ?? undefined;
  }

  indexOf(key: string): number {
    return this.table.indexOf(this.get(key)?.key ?? '');
  }

  /** The slot that shows an entry. */
  slotOf(document: string, n: number): RowSlot | undefined {
    return this.index.get(document, n);
  }

  /** All slots that have a row, from an index on. */
  all(from = 0): readonly RowSlot[] {
    return this.table.rows.slice(from).flatMap(({ entry }) => this.ownSlot(entry) ?? []);
  }

  /** Those of a time, ms since the epoch, and later. */
  since(t: number): readonly RowSlot[] {
    return this.all(firstNot(this.length, (place) => (this.at(place)?.t ?? t) < t));
  }

  add(slot: RowSlot): void {
    this.index.set(slot.ref, slot);
  }

  /** An entry is not kept any more: the slot whose own it is, wherever it stands, has nothing left to show. */
  drop(document: string, n: number): void {
    const slot = this.ownSlot({ document, n });
    if (slot) this.surplus.add(slot);
  }

  remove(slot: RowSlot): void {
    if (slot.isGone) return;
    slot.isGone = true;
    this.surplus.delete(slot);
    for (const ref of [slot.ref, ...slot.others]) this.index.delete(ref, slot);
    this.touched.add(keyOf(slot.ref));
  }

  /** Shows another row in a slot's place. */
  show(slot: RowSlot, row: MessageRow): void {
    for (const ref of slot.others) this.index.delete(ref, slot);
    slot.others = othersOf(slot, row);
    // An event that was meant as an answer has a slot of its own.
    for (const ref of slot.others) if (!this.ownSlot(ref)) this.index.set(ref, slot);
    slot.row = row;
    this.touched.add(row.key);
  }

  /** The slot whose own an entry is. */
  private ownSlot({ document, n }: EntryRef): RowSlot | undefined {
    const slot = this.index.get(document, n);
    return slot && slot.n === n && slot.document.id === document ? slot : undefined;
  }

  /** A document's time origin may be another than was thought: then rows of one time have other places. */
  reorder(): void {
    for (const slot of this.all()) {
      const { row, document } = slot;
      if (row && row.born !== document.born) this.show(slot, { ...row, born: document.born });
    }
  }

  /**
   * Brings the table up to date.
   * @returns the slots that went because their entries are not kept any more
   */
  commit(): readonly RowSlot[] {
    const trimmed = this.trim();
    this.fill();
    return trimmed;
  }

  /** Brings the table up to date, but takes nothing out that is not kept any more. */
  fill(): void {
    const { touched } = this;
    this.touched = new Set();
    this.table.update(touched, (key) => {
      const row = this.get(key);
      return row?.key === key ? row : undefined;
    });
  }

  /** Takes a twentieth out at once: what this costs the table and those who follow it is spread over as many rows. */
  private trim(): readonly RowSlot[] {
    if (this.surplus.size <= this.length / 20) return [];
    const trimmed = [...this.surplus];
    for (const slot of trimmed) this.remove(slot);
    this.dropped += trimmed.length;
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
