import { expect, it } from 'vitest';
import type { Fact } from '../entry/fact.ts';
import { selectFacts } from './select.ts';
import { factsOf } from './testdata/facts.ts';

it('leaves entries out, and says so', async () => {
  const facts = factsOf([{}, {}, {}, {}, {}, {}]);
  const chosen: Fact[] = [];
  for await (const fact of selectFacts(facts, ({ n }) => n === 3 || n === 4)) chosen.push(fact);
  const skipped = (through: number) => ({ what: 'skipped', document: '1000.0-7', through });
  expect(chosen).toEqual([facts[0], skipped(2), facts[3], facts[4], skipped(6)]);
});
