/**
 * A filter over interactions. What their fields tell is judged at once; user data and all other properties are searched in
 * short slices, once for each interaction and test, and again only of what has changed.
 */
import type { SessionInteraction } from '../../../session/model.ts';
import { ChangeLog } from '../../../table/change-log.ts';
import { type Filter, printTest, type Test } from '../../filter/filter.ts';
import { findIn, isPayloadTest, type PayloadTest } from '../../filter/payload.ts';
import { textsOfInteraction } from '../../filter/texts.ts';
import type { Steps } from '../../values/steps.ts';
import { type ClientNumber, isInteractionOf, judgeInteraction } from './judge.ts';
import type { Changes, LineFilter } from './table-lines.ts';

/** What a search needs. */
export interface InteractionSearchParts {
  readonly find: (key: string) => SessionInteraction | undefined;
  /** How many there are. */
  readonly count: () => number;
  /** Runs work soon, after the browser had its turn: a new task, not a microtask. */
  readonly later: (work: () => void) => void;
  /** ms, for measuring slices. */
  readonly now: () => number;
  /** Told after each slice. */
  readonly onProgress: () => void;
}

/** What was found, and in which properties. */
interface Found {
  readonly raw: SessionInteraction['raw'];
  readonly is: boolean;
}
/** By the keys of interactions. */
type Results = Map<string, Found>;

const NOTHING: ReadonlySet<PayloadTest> = new Set();

/** ms that a slice of work may take. */
const SLICE = 8;
/** How many results may be of interactions that are gone, before those are thrown out. */
const MOST_GONE = 1_000;

/** The search of a panel. It works only between `later`s, never inside a call. */
export class InteractionSearch {
  private filter: Filter = { terms: [] };
  private clientNumber: ClientNumber = () => null;
  /** Of the tests of the filter that applies. */
  private results = new Map<Test, Results>();
  /** Keys of what is still to be searched. */
  private readonly waiting = new Set<string>();
  private work: { readonly key: string; readonly steps: Steps<void> } | null = null;
  private isScheduled = false;
  /** Counts what was found out. */
  private version = 0;
  private log = new ChangeLog();

  constructor(private readonly parts: InteractionSearchParts) {}

  get isSearching(): boolean {
    return this.work !== null || this.waiting.size > 0;
  }

  /** What is known now, as changes to follow. */
  get judged(): Changes {
    const { log } = this;
    return { version: this.version, changesSince: (version) => log.since(version) };
  }

  /** Takes another filter. What is known of the tests that both have stays known. */
  use(filter: Filter, clientNumber: ClientNumber): LineFilter {
    this.filter = filter;
    this.clientNumber = clientNumber;
    this.waiting.clear();
    this.work = null;
    this.log = new ChangeLog();
    const before = new Map([...this.results].map(([test, results]) => [printTest(test), results]));
    this.results = new Map(this.tests().map((test) => [test, before.get(printTest(test)) ?? new Map()]));
    return { passes: (one) => this.passes(one) };
  }

  private tests(): readonly PayloadTest[] {
    return this.filter.terms.flatMap(({ test }) => (isPayloadTest(test) ? [test] : []));
  }

  /** While nobody knows, what was known of it before it changed holds: else it would leave the table for a moment. */
  private passes(one: SessionInteraction): boolean {
    const { terms, kinds, inverted = false } = this.filter;
    if (!isInteractionOf(kinds, one)) return false;
    let isKnown = true;
    let isMissing = false;
    let holds = true;
    for (const { negated, test } of terms) {
      const own = judgeInteraction(test, one, this.clientNumber);
      const found = own === 'body' ? this.results.get(test)?.get(one.key) : undefined;
      if (own !== 'body') {
        if ((own === 'yes') === negated) return inverted;
      } else if (!found) {
        isKnown = false;
        isMissing = true;
      } else {
        isKnown &&= found.raw === one.raw;
        holds &&= found.is !== negated;
      }
    }
    if (!isKnown) this.want(one.key);
    return !isMissing && holds !== (inverted && terms.length > 0);
  }

  private want(key: string): void {
    if (this.work?.key === key) this.work = null;
    this.waiting.add(key);
    this.schedule();
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    this.parts.later(() => {
      this.isScheduled = false;
      this.slice();
    });
  }

  private slice(): void {
    if (!this.isSearching) return;
    const { now } = this.parts;
    const end = now() + SLICE;
    const through = new Set<string>();
    do {
      const work = this.work ?? this.next();
      if (!work) break;
      this.work = work;
      if (!work.steps.next().done) continue;
      this.work = null;
      through.add(work.key);
    } while (now() < end);
    if (this.isSearching) this.schedule();
    else this.sweep();
    if (through.size > 0) {
      this.version += 1;
      for (const key of through) this.log.note(this.version, key);
    }
    this.parts.onProgress();
  }

  private next(): { readonly key: string; readonly steps: Steps<void> } | null {
    for (const key of this.waiting) {
      this.waiting.delete(key);
      const one = this.parts.find(key);
      if (one) return { key, steps: this.search(one) };
    }
    return null;
  }

  private *search(one: SessionInteraction): Steps<void> {
    const { key, raw } = one;
    const isOpen = (test: PayloadTest) =>
      this.results.get(test)?.get(key)?.raw !== raw && judgeInteraction(test, one, this.clientNumber) === 'body';
    const open = this.tests().filter(isOpen);
    const found = open.length > 0 ? yield* findIn(open, textsOfInteraction(raw)) : NOTHING;
    for (const test of open) this.results.get(test)?.set(key, { raw, is: found.has(test) });
  }

  private sweep(): void {
    for (const results of this.results.values()) {
      if (results.size <= this.parts.count() + MOST_GONE) continue;
      for (const key of results.keys()) if (!this.parts.find(key)) results.delete(key);
    }
  }
}
