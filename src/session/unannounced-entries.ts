/** What came from documents that were not announced yet. */
import type { SessionInput } from './model.ts';

/** Inputs kept for each such document. */
const WAITING = 10_000;

/** Inputs by document, in order. */
export class UnannouncedEntries {
  private readonly waiting = new Map<string, SessionInput[]>();

  keep(document: string, input: SessionInput): void {
    const early = this.waiting.get(document) ?? [];
    if (early.length < WAITING) early.push(input);
    this.waiting.set(document, early);
  }

  /** Gives out what waited for a document's announcement. */
  take(document: string): readonly SessionInput[] {
    const early = this.waiting.get(document) ?? [];
    this.waiting.delete(document);
    return early;
  }

  forget(keep: (document: string) => boolean): void {
    for (const document of [...this.waiting.keys()]) if (!keep(document)) this.waiting.delete(document);
  }
}
