/**
 * The clocks of the documents, and what it takes to put a document's times right after its entries were taken in: it is
 * forgotten, and what is known of it taken in anew.
 */
import type { DocumentFact } from '../entry/fact.ts';
import { firstNot } from '../table/first-not.ts';
import type { GuessClocks } from './clock-guess.ts';
import type { WatchedDocument } from './documents.ts';
import type { EntryStore, KeptEntry } from './entry-store.ts';
import type { SessionInput } from './model.ts';
import type { RequestCorrelation } from './request-correlation.ts';

/** So much of what was told of a document beside its entries is remembered. */
const MOST = 1_000;

/** What was told of a document beside its entries, and the number of the last entry before. */
interface Word {
  readonly n: number;
  readonly input: DocumentFact;
}

/** What was told of a document, or entries of it. */
export type PastStep =
  | { readonly input: DocumentFact; readonly entries: readonly [] }
  | { readonly input: null; readonly entries: readonly KeptEntry[] };

/** The clocks of all documents. */
export class Clocks {
  private readonly offsets = new Map<string, number>();
  private readonly words = new Map<string, Word[]>();
  /** Documents of which the link told the clock. */
  private readonly told = new Set<string>();
  private guessed: ReadonlySet<string> = new Set();
  /** Null: nothing is guessed. */
  private guesser: GuessClocks | null = null;
  /** What was taken in is not kept any more, so that nothing can be taken in anew. */
  private isOver = false;

  /** What a document's own times need to be the session's, in ms; 0 where nobody knows. */
  of(document: string): number {
    return this.offsets.get(document) ?? 0;
  }

  /** From now on what nobody tells is guessed. */
  guessBy(guesser: GuessClocks): void {
    this.guesser = guesser;
  }

  /** The link tells it. @returns whether it is another than before */
  tell({ document, offset }: { readonly document: string; readonly offset: number }): boolean {
    const before = this.of(document);
    this.guessed = new Set([...this.guessed].filter((one) => one !== document));
    this.told.add(document);
    this.offsets.set(document, offset);
    return offset !== before;
  }

  /**
   * Where nobody tells the clocks (a recording), what was seen in two windows tells them. What was found before is forgotten
   * first: it must not matter what was seen when.
   * @param retake takes in anew what documents recorded
   */
  guess(
    watched: ReadonlyMap<string, WatchedDocument>,
    requests: RequestCorrelation,
    retake: (documents: ReadonlySet<string>) => void,
  ): void {
    if (this.isOver || !this.guesser) return;
    if (this.told.size > 0) {
      // A link tells of each that it can ask. To guess at the rest would cost all requests at every feed.
      if (this.guessed.size > 0) this.place(new Map(), retake);
      return;
    }
    const documents = [...watched.values()];
    if (this.guessed.size === 0 && !this.guesser.mayBeApart(documents)) return;
    this.place(new Map(), retake);
    const found = this.guesser.guess(requests.exchanges(), () => false);
    this.place(new Map([...found].map(([{ id, clock }, by]) => [id, clock + by])), retake);
  }

  /** @param guessed of which documents, and what; of all others nothing is guessed any more */
  private place(guessed: ReadonlyMap<string, number>, retake: (documents: ReadonlySet<string>) => void): void {
    const changed = new Set([...this.guessed, ...guessed.keys()]);
    for (const id of this.guessed) this.offsets.delete(id);
    for (const [id, offset] of guessed) this.offsets.set(id, offset);
    this.guessed = new Set(guessed.keys());
    if (changed.size > 0) retake(changed);
  }

  /** Remembers what was told of a document beside its entries. */
  note({ id, lastN: n }: WatchedDocument, input: DocumentFact): void {
    const words = this.words.get(id) ?? [];
    this.words.set(id, words);
    const last = words.at(-1);
    // It is told again and again, and the latest tells all.
    if (input.what === 'seen' && last?.input.what === 'seen') words.pop();
    if (words.length < MOST) words.push({ n, input });
  }

  /** Gives out all that is known of a document, in the order in which it came, to be told again. */
  takePast(document: WatchedDocument, store: EntryStore): readonly SessionInput[] {
    const { id } = document;
    const inputs: SessionInput[] = [];
    for (const { input, entries } of this.pastOf(document, store)) {
      if (input) inputs.push(input);
      else inputs.push({ what: 'entries', document: id, entries: entries.map(({ entry }) => entry) });
    }
    this.words.delete(id);
    return inputs;
  }

  /** All that is known of a document but its clock, in the order in which it came. */
  pastOf({ id, lastN, info }: WatchedDocument, store: EntryStore): readonly PastStep[] {
    const entries = store.of(id);
    const steps: PastStep[] = [{ input: { what: 'document', info }, entries: [] }];
    const tell = (input: DocumentFact) => steps.push({ input, entries: [] });
    let next = 0;
    const takeUntil = (n: number) => {
      const end = firstNot(entries.length, (place) => (entries[place]?.entry.n ?? 0) <= n, next);
      if (end > next) steps.push({ input: null, entries: entries.slice(next, end) });
      next = end;
    };
    // What is not kept any more is not lost: it was taken in, and nobody can say today what it was.
    const kept = entries[0]?.entry.n ?? lastN + 1;
    const words = this.words.get(id) ?? [];
    const isOld = ({ n }: Word) => n < kept - 1;
    const isSkip = ({ input }: Word) => input.what === 'skipped' && input.through >= kept - 1;
    for (const word of words.filter(isOld)) tell(word.input);
    if (kept > 1 && !words.some(isSkip)) tell({ what: 'skipped', document: id, through: kept - 1 });
    for (const { n, input } of words.filter((word) => !isOld(word))) {
      takeUntil(n);
      tell(input);
    }
    takeUntil(Number.POSITIVE_INFINITY);
    return steps;
  }

  /** What the link told of a document's clock; null where it told nothing. */
  toldOf(document: string): number | null {
    return this.told.has(document) ? this.of(document) : null;
  }

  /** What was taken in is cleared: what is guessed stays. */
  end(): void {
    this.isOver = true;
  }

  forget(keep: (document: string) => boolean): void {
    for (const known of [this.offsets, this.words, this.told])
      for (const document of known.keys()) if (!keep(document)) known.delete(document);
    this.guessed = new Set([...this.guessed].filter(keep));
  }
}
