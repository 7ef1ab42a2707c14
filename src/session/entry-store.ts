/** Keeps entries within bounds: the oldest go first, and are counted. */
import type { Entry } from '../entry/entry.ts';
import { firstNot } from '../table/first-not.ts';
import type { EntryRef } from './model.ts';

/** An entry with the time that it was given, ms since the epoch. */
export interface KeptEntry {
  readonly entry: Entry;
  readonly t: number;
}

interface DocumentEntries {
  /** What is before `head` was dropped. */
  entries: (Entry | undefined)[];
  /** Of each entry, ms since the epoch, as it was accepted. */
  times: number[];
  head: number;
}

/** The entries of all documents, each document's by number. */
export class EntryStore {
  count = 0;
  /** How many of them are notes of the probe. */
  notes = 0;
  characters = 0;
  dropped = 0;
  /** Told of each entry that is dropped: its document and number. */
  onDrop: ((document: string, n: number) => void) | null = null;
  private readonly byDocument = new Map<string, DocumentEntries>();

  constructor(private readonly limits: { readonly entries: number; readonly characters: number }) {}

  /** Keeps an entry; numbers of one document must rise. @param t its time, ms since the epoch */
  add(document: string, entry: Entry, t: number): void {
    let shelf = this.byDocument.get(document);
    if (!shelf) {
      shelf = { entries: [], times: [], head: 0 };
      this.byDocument.set(document, shelf);
    }
    shelf.entries.push(entry);
    shelf.times.push(t);
    this.tally(entry, 1);
    while (this.count > this.limits.entries || this.characters > this.limits.characters) this.dropOldest();
  }

  private tally({ body, sort }: Entry, by: 1 | -1): void {
    this.count += by;
    this.characters += by * body.length;
    if (sort === 'probe') this.notes += by;
  }

  private dropOldest(): void {
    let oldest: DocumentEntries | null = null;
    let document = '';
    let time = Number.POSITIVE_INFINITY;
    for (const [id, shelf] of this.byDocument) {
      const first = shelf.times[shelf.head];
      if (first === undefined || (oldest !== null && first >= time)) continue;
      oldest = shelf;
      document = id;
      time = first;
    }
    const entry = oldest?.entries[oldest.head];
    if (!oldest || !entry) return;
    oldest.entries[oldest.head] = undefined;
    oldest.head += 1;
    this.tally(entry, -1);
    this.dropped += 1;
    this.onDrop?.(document, entry.n);
    if (oldest.head * 2 <= oldest.entries.length) return;
    oldest.entries = oldest.entries.slice(oldest.head);
    oldest.times = oldest.times.slice(oldest.head);
    oldest.head = 0;
  }

  /** What is kept of a document, by number. */
  of(document: string): readonly KeptEntry[] {
    const { entries, times, head } = this.byDocument.get(document) ?? { entries: [], times: [], head: 0 };
    return entries.slice(head).flatMap((entry, index) => (entry ? { entry, t: times[head + index] ?? entry.t } : []));
  }

  get({ document, n }: EntryRef): Entry | undefined {
    const shelf = this.byDocument.get(document);
    if (!shelf) return undefined;
    // Numbers have no holes, unless something was lost.
    const likely = shelf.entries[shelf.head + n - (shelf.entries[shelf.head]?.n ?? n)];
    if (likely?.n === n) return likely;
    const { entries, head } = shelf;
    const found = entries[firstNot(entries.length, (place) => (entries[place]?.n ?? 0) < n, head)];
    return found?.n === n ? found : undefined;
  }

  /** Forgets a document's entries, or all; they do not count as dropped. */
  forget(document: string): void {
    const shelf = this.byDocument.get(document);
    if (!shelf) return;
    for (let index = shelf.head; index < shelf.entries.length; index += 1) {
      const entry = shelf.entries[index];
      if (entry) this.tally(entry, -1);
    }
    this.byDocument.delete(document);
  }
}
