/** The history of states never claims that nothing was in between where WWE's previousState says otherwise. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Transition } from './model.ts';
import { createSession } from './session.ts';
import { call, type Record, world } from './testdata/world.ts';

const SEED = process.env.WWE_SEED;
const RUNS = {
  numRuns: process.env.WWE_LONG === '1' ? 20_000 : 300,
  verbose: 1,
  ...(SEED === undefined ? {} : { seed: Number(SEED) }),
} as const;

const STATES = ['RINGING', 'TALKING', 'HELD', 'IDLE'] as const;
/** So far apart that what two documents see is one event only at the same time. */
const APART_MS = 10_000;
const BEGIN = 10_000;

/** What WWE said at one of its times: the state, the one before, and whether it names that. */
interface Word {
  readonly at: number;
  readonly state: string;
  readonly before: string | null;
  readonly isTold: boolean;
}

/** True states one after the other, no two equal ones; each said once or more, as by changes of data. */
const lives = fc
  .array(
    fc.record({
      state: fc.constantFrom(...STATES),
      /** For each time it is said: whether with previousState. */
      said: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((stays) => stays.filter(({ state }, index) => stays[index - 1]?.state !== state));

function wordsOf(stays: readonly { readonly state: string; readonly said: readonly boolean[] }[]): readonly Word[] {
  const words: Word[] = [];
  for (const [index, { state, said }] of stays.entries())
    for (const isTold of said) words.push({ at: words.length, state, before: stays[index - 1]?.state ?? null, isTold });
  return words;
}

const timeOf = ({ at }: Word) => BEGIN + at * APART_MS;

function hear(record: Record, words: readonly Word[], late: number): void {
  for (const word of words)
    record.event(
      timeOf(word) + late,
      'X',
      call(1, word.state, word.isTold ? (word.before ?? 'UNKNOWN') : '', { userData: { at: word.at } }),
    );
}

function historyOf(records: readonly Record[]): readonly Transition[] {
  const session = createSession();
  session.feed(records.flatMap((one) => one.inputs()));
  return session.interactions()[0]?.transitions ?? [];
}

/** The transition that shows the state at a time. */
function shownAt(history: readonly Transition[], t: number): Transition | undefined {
  return history.findLast((one) => one.t <= t);
}

/** What the history says of a seen word must not be what its previousState denies. */
function expectNoFalseClaim(history: readonly Transition[], seen: readonly Word[]): void {
  /** By transition, what words seen during it named as the state before. */
  const named = new Map<Transition, Set<string>>();
  for (const word of seen) {
    const shown = shownAt(history, timeOf(word) + 1);
    expect(shown?.to).toBe(word.state);
    if (!shown || !word.isTold || word.before === null) continue;
    const before = shown.gap ?? shown.from;
    if (before !== null) expect([word, before]).toEqual([word, word.before]);
    named.set(shown, (named.get(shown) ?? new Set()).add(word.before));
  }
  for (const names of named.values()) expect([...names]).toHaveLength(1);
  for (const [index, one] of history.entries()) {
    expect(one.from).toBe(history[index - 1]?.to ?? null);
    // Where a state follows itself, the history names what was in between.
    if (one.from === one.to) expect(one.gap).not.toBeNull();
  }
}

/** What the history calls unseen was there, after the transition before and before the next, and nobody saw it. */
function expectTrueGaps(history: readonly Transition[], words: readonly Word[], seen: readonly Word[]): void {
  for (const [index, { gap }] of history.entries()) {
    if (gap === null) continue;
    const since = history[index - 1]?.t ?? 0;
    const until = history[index + 1]?.t ?? Number.POSITIVE_INFINITY;
    const between = words.filter((word) => timeOf(word) + 1 >= since && timeOf(word) < until);
    expect(between.filter((word) => !seen.includes(word)).map(({ state }) => state)).toContain(gap);
  }
}

/**
 * What a document heard, without what tells it nothing new: of two equal words it keeps the first alone, so a state that is
 * the same again is known to it only if previousState says so.
 */
function newTo(words: readonly Word[]): readonly Word[] {
  return words.filter((word, index) => {
    const last = words[index - 1];
    return last?.state !== word.state || (word.isTold && last.before !== word.before);
  });
}

it('one document: whatever it saw of whatever was true', () => {
  fc.assert(
    fc.property(lives, fc.infiniteStream(fc.boolean()), (stays, sees) => {
      const words = wordsOf(stays);
      const seen = words.filter(() => sees.next().value);
      const { a } = world();
      hear(a, seen, 0);
      const history = historyOf([a]);
      expectNoFalseClaim(history, seen);
      expectTrueGaps(history, words, seen);
    }),
    RUNS,
  );
});

it('two documents, each of which saw some of it, or came later', () => {
  fc.assert(
    fc.property(lives, fc.infiniteStream(fc.constantFrom('', 'a', 'b', 'ab')), (stays, who) => {
      const words = wordsOf(stays.map(({ state }) => ({ state, said: [true] })));
      const heard = new Map(words.map((word) => [word, String(who.next().value)]));
      const by = (name: string) => newTo(words.filter((word) => heard.get(word)?.includes(name)));
      const { a, b } = world();
      const [byA, byB] = [by('a'), by('b')];
      hear(a, byA, 0);
      hear(b, byB, 1);
      const history = historyOf([a, b]);
      const seen = words.filter((word) => byA.includes(word) || byB.includes(word));
      expectNoFalseClaim(history, seen);
      expectTrueGaps(history, words, seen);
    }),
    RUNS,
  );
});

it('where nothing was missed there is no gap', () => {
  fc.assert(
    fc.property(lives, (stays) => {
      const { a } = world();
      hear(a, wordsOf(stays), 0);
      const history = historyOf([a]);
      expect(history.map(({ to, gap }) => ({ to, gap }))).toEqual(stays.map(({ state }) => ({ to: state, gap: null })));
    }),
    RUNS,
  );
});
