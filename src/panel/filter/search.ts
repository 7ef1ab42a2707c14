/** Searches the payloads of everything retained: newest first, in short slices, once for each row and test. */
import type { Session } from '../../session/api.ts';
import type { MessageList, MessageRow } from '../../session/messages-model.ts';
import { sameRef } from '../../session/rows/row-slot.ts';
import type { Steps } from '../values/steps.ts';
import { type Filter, keyOfFilter, printTest, type Test } from './filter.ts';
import { type FilterFacts, judgeTest, judgeWith, namesOf, type Verdict } from './judge.ts';
import { findInBody, isPayloadTest, type PayloadTest } from './payload.ts';

/** How far a search is. */
export interface SearchProgress {
  /** Rows that are through, and all rows, since the search last stood still. */
  readonly done: number;
  readonly total: number;
  readonly is: 'idle' | 'searching' | 'cancelled';
}

/** What a search needs. */
export interface SearchSurroundings {
  readonly session: Pick<Session, 'entry'> & { messages(): Pick<MessageList, 'get' | 'length'> };
  /** Runs work soon, after the browser had its turn: a new task, not a microtask. */
  readonly later: (work: () => void) => void;
  /** ms, for measuring slices: `performance.now()`. */
  readonly now: () => number;
  /**
   * Told after each slice, and when a search begins, ends or is cancelled.
   * @param found rows that the slice found to pass, newest first
   */
  readonly onProgress: (progress: SearchProgress, found: readonly MessageRow[]) => void;
}

/** The search of a panel. */
export interface PayloadSearch {
  /**
   * Searches rows that `verdict` says `body` for: give it all of them when the filter changed, later the new ones. Rows
   * of another filter that are still waiting are dropped.
   * @param rows in the order of the wire; the last is searched first
   * @param abort cancels: what waits stays `body`, until it is asked for again
   */
  search(filter: Filter, rows: readonly MessageRow[], about: FilterFacts, abort: AbortSignal): void;
  /** As `judge`, with what was found in payloads: `body` while nobody knows. */
  verdict(filter: Filter, row: MessageRow, about: FilterFacts): Verdict;
  /** Rows went from the list's beginning: forgets what is known of such, of one test at a time. */
  forgetGone(): void;
  readonly progress: SearchProgress;
}

/** ms that a slice of work may take. */
const SLICE = 8;
/** Tests whose results are kept beside those of the present filter. */
const MOST_TESTS = 8;

/** What was found in a row, and in which entries beside its own. */
interface Found extends Pick<MessageRow, 'answer' | 'moreAnswers'> {
  readonly is: boolean;
}

/**
 * What is known of rows by their keys, for one test. A row that was made anew of the same entries has the same payloads:
 * it would leave the table for a moment if it were searched again. Those that are gone are thrown out now and then: a weak
 * map would be looked through, whole, at each collection of garbage.
 */
type Results = Map<string, Found>;
/** How much of what is known may be of rows that are gone, before they are thrown out. */
const MOST_GONE = 0.25;

interface Wish {
  readonly key: string;
  readonly filter: Filter;
  readonly tests: readonly { readonly test: PayloadTest; readonly results: Results }[];
  readonly about: FilterFacts;
  readonly abort: AbortSignal;
}

/** Makes a search. It works only between `later`s, never inside a call. */
export function createPayloadSearch({ session, later, now, onProgress }: SearchSurroundings): PayloadSearch {
  /** By the test's text, least recently used first. */
  const cache = new Map<string, Results>();
  const byTest = new WeakMap<Test, Results>();
  let waiting: MessageRow[] = [];
  /** The same rows, once somebody asks whether one is among them. */
  let queued: Set<MessageRow> | null = null;
  let work: { readonly row: MessageRow; readonly steps: Steps<void> } | null = null;
  let wish: Wish | null = null;
  let isScheduled = false;
  let progress: SearchProgress = { done: 0, total: 0, is: 'idle' };

  let swept = 0;

  const tell = (next: SearchProgress, found: readonly MessageRow[] = []) => {
    progress = next;
    onProgress(progress, found);
  };

  const use = (test: PayloadTest): Results => {
    const text = printTest(test);
    const results: Results = cache.get(text) ?? new Map();
    cache.delete(text);
    cache.set(text, results);
    byTest.set(test, results);
    return results;
  };

  const sweep = (results: Results) => {
    const list = session.messages();
    for (const key of results.keys()) if (list.get(key)?.key !== key) results.delete(key);
  };

  /** Of a test of any filter, as far as the cache has it. */
  const known = (test: Test): Results | undefined => {
    const results = byTest.get(test) ?? cache.get(printTest(test));
    if (results) byTest.set(test, results);
    return results;
  };

  const verdict = (filter: Filter, row: MessageRow, about: FilterFacts) =>
    judgeWith(filter, row, about, (test) => foundIn(known(test), row));

  function* searchRow(row: MessageRow, { tests, about }: Wish): Steps<void> {
    const open = tests.filter(
      ({ test, results }) => foundIn(results, row) === null && judgeTest(test, row, about) === 'body',
    );
    const found = new Set<PayloadTest>();
    for (const { test } of open) if (yield* isInName(test, row, about)) found.add(test);
    for (const ref of [row.entry, row.answer, ...row.moreAnswers]) {
      const left = open.map(({ test }) => test).filter((test) => !found.has(test));
      const entry = left.length > 0 && ref ? session.entry(ref) : undefined;
      if (!entry) continue;
      for (const test of yield* findInBody(left, entry.body, isNote(entry.sort))) found.add(test);
      yield;
    }
    const { key, answer, moreAnswers } = row;
    for (const { test, results } of open) results.set(key, { is: found.has(test), answer, moreAnswers });
  }

  const schedule = () => {
    if (isScheduled) return;
    isScheduled = true;
    later(() => {
      isScheduled = false;
      if (wish && progress.is === 'searching') slice(wish);
    });
  };

  function slice(present: Wish): void {
    const end = now() + SLICE;
    const found: MessageRow[] = [];
    let { done } = progress;
    do {
      const row: MessageRow | undefined = work?.row ?? waiting.pop();
      if (!row) break;
      // A row that changed meanwhile is another object, and was asked for as such.
      if (!work && session.messages().get(row.key) === row) work = { row, steps: searchRow(row, present) };
      if (work && !work.steps.next().done) continue;
      if (work && verdict(present.filter, row, present.about) === 'yes') found.push(row);
      work = null;
      queued?.delete(row);
      done += 1;
    } while (now() < end);
    const isOver = work === null && waiting.length === 0;
    if (!isOver) schedule();
    tell({ done, total: progress.total, is: isOver ? 'idle' : 'searching' }, found);
  }

  const drop = () => {
    waiting = [];
    queued = null;
    work = null;
  };

  const cancel = (abort: AbortSignal) => {
    if (wish?.abort !== abort) return;
    drop();
    if (progress.is === 'searching') tell({ ...progress, is: 'cancelled' });
  };

  return {
    search(filter, rows, about, abort) {
      const key = keyOfFilter(filter);
      const isSame = wish !== null && wish.key === key && progress.is === 'searching';
      if (!isSame) drop();
      if (wish?.abort !== abort) abort.addEventListener('abort', () => cancel(abort), { once: true });
      const tests = filter.terms.flatMap(({ test }) => (isPayloadTest(test) ? [{ test, results: use(test) }] : []));
      wish = { key, filter, tests, about, abort };
      const most = session.messages().length * (1 + MOST_GONE) + MOST_TESTS;
      for (const results of cache.values()) if (results.size > most) sweep(results);
      for (const old of cache.keys()) {
        if (cache.size <= Math.max(MOST_TESTS, tests.length)) break;
        cache.delete(old);
      }
      if (isSame) queued ??= new Set(work ? [...waiting, work.row] : waiting);
      const isNew = (row: MessageRow) =>
        !queued?.has(row) && tests.some(({ results }) => foundIn(results, row) === null);
      const added = abort.aborted ? [] : rows.filter(isNew);
      for (const row of added) {
        queued?.add(row);
        waiting.push(row);
      }
      if (added.length === 0 && (isSame || progress.is !== 'searching')) return;
      const { done, total } = isSame ? progress : { done: 0, total: 0 };
      if (added.length > 0) schedule();
      tell({ done, total: total + added.length, is: added.length > 0 ? 'searching' : 'idle' });
    },
    verdict,
    forgetGone() {
      const results = [...cache.values()][swept % Math.max(1, cache.size)];
      swept += 1;
      if (results) sweep(results);
    },
    get progress() {
      return progress;
    },
  };
}

/** Whether a pattern is found in a row's names: `judgeTest` leaves those that take long. */
function* isInName(test: PayloadTest, row: MessageRow, about: FilterFacts): Steps<boolean> {
  if (test.by !== 'pattern') return false;
  for (const name of namesOf(row, about)) if (yield* test.matcher.scan(name)) return true;
  return false;
}

/** What is known of a row; null: nothing, or of other entries. */
function foundIn(results: Results | undefined, { key, answer, moreAnswers }: MessageRow): boolean | null {
  const found = results?.get(key);
  const isSame =
    found !== undefined &&
    sameRef(found.answer, answer) &&
    found.moreAnswers.length === moreAnswers.length &&
    found.moreAnswers.every((ref, index) => sameRef(ref, moreAnswers[index] ?? null));
  return isSame ? found.is : null;
}

/** The probe's note of a call stands where nothing else was seen of it. */
function isNote(sort: string): boolean {
  return sort === 'probe';
}
