import { expect, it } from 'vitest';
import { tellSlowest } from './slowest.mjs';

it('tells the ten slowest, the slowest first', () => {
  const tests = Array.from({ length: 12 }, (_, at) => ({ project: 'unit', name: `u${at}`, ms: at * 100 }));
  const lines = tellSlowest([...tests, { project: 'firefox', name: 'a call rings', ms: 61_000 }]);
  expect(lines.slice(0, 3)).toEqual([
    'The slowest tests:',
    ' 1 m 1 s  firefox  a call rings',
    '   1.1 s  unit     u11',
  ]);
  expect(lines).toHaveLength(11);
});

it('says nothing where no test ran', () => {
  expect(tellSlowest([])).toEqual([]);
});
