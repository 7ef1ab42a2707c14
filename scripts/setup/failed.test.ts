import { expect, it } from 'vitest';
import { tellFailed } from './failed.mjs';

it('tells those that failed, with the first lines of the error, without its colours and its stack', () => {
  const error =
    '\u001b[31mError: not there\u001b[39m\n\nExpected: 1\n    at one (link.test.ts:3:1)\nReceived: 2\nCall log\nmore';
  const tests = [
    { project: 'unit', name: 'is fine', error: null },
    { project: 'firefox', name: 'a call rings', error },
    { project: 'unit', name: 'says nothing', error: '' },
  ];
  expect(tellFailed(tests)).toEqual([
    'Failed:',
    '    firefox  a call rings',
    '        Error: not there',
    '        Expected: 1',
    '        Received: 2',
    '        Call log',
    '    unit  says nothing',
  ]);
});

it('tells twenty, and how many more there are', () => {
  const tests = Array.from({ length: 23 }, (_, at) => ({ project: 'unit', name: `u${at}`, error: '' }));
  const lines = tellFailed(tests);
  expect([lines.length, lines.at(20), lines.at(-1)]).toEqual([22, '    unit  u19', '    and 3 more']);
});

it('says nothing where all passed', () => {
  expect(tellFailed([{ project: 'unit', name: 'is fine', error: null }])).toEqual([]);
});
