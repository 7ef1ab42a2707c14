import { describe, expect, it } from 'vitest';
import { CaseFacts } from './cases.ts';
import { type DocumentSender, WatchedDocument } from './documents.ts';
import type { SessionInteraction } from './model.ts';
import { Sender } from './sender.ts';
import { createSession } from './session.ts';
import { casesOf } from './testdata/cases-of.ts';
import { call, keyOf, Record, WWE, world } from './testdata/world.ts';
import { wweOf } from './wwe.ts';

/** Interactions as a session shows them: id, case, parent and whether it is the main one; seen in this order. */
function interactions(
  ...all: readonly (readonly [id: number, caseId: string | undefined, isMain?: boolean])[]
): readonly SessionInteraction[] {
  const { a } = world();
  for (const [id, caseId, isMainCaseInteraction = false] of all)
    a.event(2_000 + a.entries.length, 'X', call(id, 'HELD', '', { caseId, isMainCaseInteraction }));
  const session = createSession();
  session.feed(a.inputs());
  return session.interactions();
}

function sender(id: string, timeOrigin = 1_000): DocumentSender {
  return new Sender(new WatchedDocument(new Record(id, 'top/0', { timeOrigin }).info, 10), null, WWE);
}
const KEY = wweOf('top', WWE).key;

const parents = (of: { readonly [id: string]: number }) => (one: SessionInteraction) => {
  const parent = of[one.id];
  return parent === undefined ? null : keyOf(`UUID-${parent}`);
};
const tree = (all: readonly SessionInteraction[], of: { readonly [id: string]: number } = {}) =>
  casesOf(all, new CaseFacts(), parents(of)).map(
    ({ id, rows }) =>
      `${id}: ${rows.map(({ key, depth }) => `${'-'.repeat(depth)}${key.slice(keyOf('UUID-').length)}`).join(' ')}`,
  );

describe('the rows of cases', () => {
  it('stand by first sight, the main interaction of each case first', () => {
    const all = interactions([5, 'B'], [4, 'A'], [3, undefined], [2, 'B', true], [1, 'B']);
    expect(tree(all)).toEqual(['B: 2 5 1', 'A: 4', ': 3']);
  });

  it('hang under parents of the same case only', () => {
    const all = interactions([1, 'A', true], [2, 'A'], [3, 'A'], [4, 'B'], [5, 'A']);
    expect(tree(all, { 2: 1, 3: 2, 4: 1, 5: 77 })).toEqual(['A: 1 -2 --3 5', 'B: 4']);
  });

  it('name each interaction once, whatever circle they are in', () => {
    const all = interactions([1, 'A'], [2, 'A'], [3, 'A'], [4, 'A']);
    expect(tree(all, { 1: 3, 2: 1, 3: 2, 4: 2 })).toEqual(['A: 1 -2 --3 --4']);
    expect(tree(all, { 1: 1 })).toEqual(['A: 1 2 3 4']);
  });
});

describe('facts of cases', () => {
  const selected = (facts: CaseFacts, id: string) => facts.selected(KEY, id, facts.selection(KEY));

  it('are unknown until somebody says something', () => {
    const facts = new CaseFacts();
    expect([facts.selection(KEY), selected(facts, 'A'), facts.expanded(KEY, 'A')]).toEqual([null, null, null]);
  });

  it('are the latest word of all senders, in whatever order they are told', () => {
    const words = [
      ['A', true, sender('one'), { t: 10, n: 1 }],
      ['A', false, sender('two', 1_001), { t: 20, n: 1 }],
      ['A', true, sender('three', 1_002), { t: 5, n: 9 }],
    ] as const;
    for (const order of [words, words.toReversed()]) {
      const facts = new CaseFacts();
      for (const [id, value, who, at] of order) facts.note('expanded', id, value, who, at);
      expect(facts.expanded(KEY, 'A')).toBe(false);
    }
  });

  it('select one case at a time, and none when that one was deselected', () => {
    const facts = new CaseFacts();
    const who = sender('one');
    facts.note('selected', 'A', true, who, { t: 10, n: 1 });
    facts.note('selected', 'B', true, who, { t: 20, n: 2 });
    expect(['A', 'B', 'C'].map((id) => selected(facts, id))).toEqual([false, true, false]);
    facts.note('selected', 'B', false, who, { t: 30, n: 3 });
    expect(selected(facts, 'B')).toBe(false);
  });

  it('go with the sender that told them, or with its document', () => {
    const facts = new CaseFacts();
    const [one, two] = [sender('one'), sender('two', 1_001)];
    const other = new Sender(two.document, null, WWE);
    for (const [index, who] of [one, two, other].entries())
      facts.note('selected', `${index}`, true, who, { t: index, n: index + 1 });
    expect(facts.selection(KEY)?.caseId).toBe('2');
    facts.retract(other);
    expect(facts.selection(KEY)?.caseId).toBe('1');
    facts.forget(two.document);
    expect(facts.selection(KEY)?.caseId).toBe('0');
  });

  it('are bounded: the case that was not heard of for longest goes', () => {
    const facts = new CaseFacts();
    const who = sender('one');
    for (let n = 0; n <= 5_000; n += 1) facts.note('expanded', `${n}`, true, who, { t: n, n: n + 1 });
    expect(['0', '1', '5000'].map((id) => facts.expanded(KEY, id))).toEqual([null, true, true]);
  });
});
