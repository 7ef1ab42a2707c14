import { expect, it } from 'vitest';
import type { Fact } from '../entry/fact.ts';
import { selectFacts } from './select.ts';
import { factsOf } from './testdata/facts.ts';

it('leaves out what was put on an entry that is left out', async () => {
  const [info, first, second] = factsOf([{}, {}]);
  const on = (n: number): Fact => ({ what: 'annotation', document: '1000.0-7', n, pinned: true, note: `of ${n}` });
  const facts = [info, first, on(1), second, on(2)].filter((fact) => fact !== undefined);
  const chosen: Fact[] = [];
  for await (const fact of selectFacts(facts, ({ n }) => n === 2)) chosen.push(fact);
  expect(chosen.filter(({ what }) => what === 'annotation')).toEqual([on(2)]);
});

it('leaves entries out, and says so', async () => {
  const facts = factsOf([{}, {}, {}, {}, {}, {}]);
  const chosen: Fact[] = [];
  for await (const fact of selectFacts(facts, ({ n }) => n === 3 || n === 4)) chosen.push(fact);
  const skipped = (through: number) => ({ what: 'skipped', document: '1000.0-7', through });
  expect(chosen).toEqual([facts[0], skipped(2), facts[3], facts[4], skipped(6)]);
});
