/** Keeps entries within bounds: the oldest go first, and are counted. */
import type { Entry } from '../entry/entry.ts';
import type { EntryRef } from './model.ts';

interface Shelf {
  /** What is before `head` was dropped. */
  entries: (Entry | undefined)[];
  head: number;
}

/** The entries of all documents, each document's by number. */
export class EntryStore {
  count = 0;
  characters = 0;
  dropped = 0;
  private readonly shelves = new Map<string, Shelf>();

  constructor(private readonly limits: { readonly entries: number; readonly characters: number }) {}

  /** Keeps an entry; numbers of one document must rise. */
  add(document: string, entry: Entry): void {
    let shelf = this.shelves.get(document);
    if (!shelf) {
      shelf = { entries: [], head: 0 };
      this.shelves.set(document, shelf);
    }
    shelf.entries.push(entry);
    this.count += 1;
    this.characters += entry.body.length;
    while (this.count > this.limits.entries || this.characters > this.limits.characters) this.dropOldest();
  }

  private dropOldest(): void {
    let oldest: Shelf | null = null;
    let time = Number.POSITIVE_INFINITY;
    for (const shelf of this.shelves.values()) {
      const first = shelf.entries[shelf.head];
      if (first && (oldest === null || first.t < time)) {
        oldest = shelf;
        time = first.t;
      }
    }
    const entry = oldest?.entries[oldest.head];
    if (!oldest || !entry) return;
    oldest.entries[oldest.head] = undefined;
    oldest.head += 1;
    this.count -= 1;
    this.characters -= entry.body.length;
    this.dropped += 1;
    if (oldest.head * 2 <= oldest.entries.length) return;
    oldest.entries = oldest.entries.slice(oldest.head);
    oldest.head = 0;
  }

  get({ document, n }: EntryRef): Entry | undefined {
    const shelf = this.shelves.get(document);
    if (!shelf) return undefined;
    let low = shelf.head;
    let high = shelf.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((shelf.entries[middle]?.n ?? 0) < n) low = middle + 1;
      else high = middle;
    }
    const found = shelf.entries[low];
    return found?.n === n ? found : undefined;
  }

  /** Forgets a document's entries, or all; they do not count as dropped. */
  forget(document: string): void {
    const shelf = this.shelves.get(document);
    if (!shelf) return;
    for (let index = shelf.head; index < shelf.entries.length; index += 1) {
      this.count -= 1;
      this.characters -= shelf.entries[index]?.body.length ?? 0;
    }
    this.shelves.delete(document);
  }
}
