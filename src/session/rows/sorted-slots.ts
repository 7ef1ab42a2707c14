/** The lines in the order of the wire, as the panel reads them: sorted, changed at few places, rid of those that are too old. */

import type { MessageList, MessageRow } from '../messages-model.ts';
import type { EntryRef } from '../model.ts';
import { compareMoments } from '../moments.ts';
import { firstNot } from '../sorted.ts';
import { ChangeLog } from './change-log.ts';
import { NO_REFS, type RowSlot, RowSlotIndex } from './row-slot.ts';

/** The list. Lines are given to it in batches; `commit` puts them in their places. */
export class SortedSlots implements MessageList {
  dropped = 0;
  private lines: RowSlot[] = [];
  private readonly index = new RowSlotIndex();
  private added: RowSlot[] = [];
  /** The lowest place that differs since the last commit. */
  private from = Number.POSITIVE_INFINITY;
  /** No gone line stands before this place. */
  private goneFrom = Number.POSITIVE_INFINITY;
  private readonly log = new ChangeLog();
  /** Lines whose entries are not kept any more; taken out together. */
  private surplus = 0;
  /** Lines that this commit takes from the beginning. */
  private cut = 0;

  get length(): number {
    return this.lines.length;
  }

  at(index: number): MessageRow | undefined {
    return this.lines[index]?.row ?? undefined;
  }

  get(key: string): MessageRow | undefined {
    return this.find(key)?.row ?? undefined;
  }

  indexOf(key: string): number {
    const line = this.find(key);
    return line ? this.placeOf(line) : -1;
  }

  changedSince(version: number): number {
    return this.log.changedSince(version, this.length);
  }

  cutSince(version: number): number {
    return this.log.cutSince(version);
  }

  private find(key: string): RowSlot | undefined {
    const cut = key.lastIndexOf(' ');
    const line = this.index.get(key.slice(0, cut), Number(key.slice(cut + 1)));
    return line && !line.isGone ? line : undefined;
  }

  /** The line that shows an entry. */
  slotOf(document: string, n: number): RowSlot | undefined {
    return this.index.get(document, n);
  }

  /** All lines that have their place. */
  all(): readonly RowSlot[] {
    return this.lines;
  }

  /** Those of a time, ms since the epoch, and later. */
  since(t: number): readonly RowSlot[] {
    return this.lines.slice(firstNot(this.lines.length, (place) => (this.lines[place]?.t ?? t) < t));
  }

  add(line: RowSlot): void {
    this.added.push(line);
    this.index.set(line.ref, line);
  }

  /** An entry is not kept any more: the line whose own it is, wherever it stands, has nothing left to show. */
  drop(document: string, n: number): void {
    const line = this.index.get(document, n);
    if (!line || line.isSurplus || line.n !== n || line.document.id !== document) return;
    line.isSurplus = true;
    this.surplus += 1;
  }

  remove(line: RowSlot): void {
    if (line.isGone) return;
    line.isGone = true;
    if (line.isSurplus) this.surplus -= 1;
    this.goneFrom = Math.min(this.goneFrom, this.placeOf(line));
    for (const ref of [line.ref, ...line.others]) this.index.delete(ref, line);
  }

  /** Shows another row in a line's place. */
  show(line: RowSlot, row: MessageRow): void {
    for (const ref of line.others) this.index.delete(ref, line);
    line.others = othersOf(line, row);
    // An event that was meant as an answer has a line of its own.
    for (const ref of line.others) if (!this.isOwn(ref)) this.index.set(ref, line);
    const isNew = line.row === null;
    line.row = row;
    if (!isNew) this.from = Math.min(this.from, this.placeOf(line));
  }

  private isOwn({ document, n }: EntryRef): boolean {
    const line = this.index.get(document, n);
    return line !== undefined && line.n === n && line.document.id === document;
  }

  /** Where a line stands, or would stand. */
  private placeOf(line: RowSlot): number {
    return firstNot(this.lines.length, (place) => {
      const one = this.lines[place];
      return one !== undefined && compareMoments(one, line) < 0;
    });
  }

  /** A document's time origin may be another than was thought: then all places may be wrong. */
  reorder(): void {
    const isOrdered = this.lines.every((line, index) => {
      const before = this.lines[index - 1];
      return !before || compareMoments(before, line) < 0;
    });
    if (isOrdered) return;
    this.lines.sort(compareMoments);
    this.from = 0;
    if (this.goneFrom < Number.POSITIVE_INFINITY) this.goneFrom = 0;
  }

  /**
   * Puts new lines in, takes gone ones out. Costs what lies behind the lowest of them.
   * @returns the lines that went because their entries are not kept any more
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
    this.added = this.added.filter((line) => !line.isGone);
    const tail = this.lines.splice(first);
    const kept = tail.filter((line) => !line.isGone);
    for (const line of kept) this.lines.push(line);
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
    const tail = this.lines.splice(place);
    let next = 0;
    for (const line of added) {
      for (let one = tail[next]; one && compareMoments(one, line) < 0; one = tail[next]) {
        this.lines.push(one);
        next += 1;
      }
      this.lines.push(line);
    }
    for (; next < tail.length; next += 1) {
      const one = tail[next];
      if (one) this.lines.push(one);
    }
  }

  /**
   * Takes a twentieth out at once, so that what this costs the list and those who follow it is spread over as many lines.
   * Mostly it is the beginning; a call that threw has its place by the page's clock, and may stand among younger lines.
   */
  private trim(): readonly RowSlot[] {
    if (this.surplus <= this.lines.length / 20) return [];
    const end = this.lines.findIndex((line) => !line.isSurplus);
    this.cut = end < 0 ? this.lines.length : end;
    const trimmed = this.lines.splice(0, this.cut);
    if (trimmed.length < this.surplus) {
      const first = this.lines.findIndex((line) => line.isSurplus);
      this.from = Math.min(this.from, this.cut + first);
      for (const line of this.lines) if (line.isSurplus) trimmed.push(line);
      this.lines = this.lines.filter((line) => !line.isSurplus);
    }
    for (const line of trimmed) {
      line.isGone = true;
      for (const ref of [line.ref, ...line.others]) this.index.delete(ref, line);
    }
    this.dropped += trimmed.length;
    this.surplus = 0;
    return trimmed;
  }
}

/** The entries of a row beside the line's own. */
function othersOf(line: RowSlot, { answer, moreAnswers, call }: MessageRow): readonly EntryRef[] {
  const arrived = line.exchange?.pair.arrived;
  if (answer === null && call === null && moreAnswers.length === 0 && !arrived) return NO_REFS;
  const arrival = arrived ? { document: arrived.document.id, n: arrived.n } : null;
  const all = [answer, ...moreAnswers, call, arrival].filter((ref) => ref !== null);
  return all.filter((ref) => ref.n !== line.n || ref.document !== line.ref.document);
}
