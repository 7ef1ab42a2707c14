import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FailedTest, failedOfPlaywright, failedOfVitest, tellFailed } from './failed.mjs';

const ROOT = join('/home', 'ada', 'wwe-devtools');

describe('failedOfVitest', () => {
  it('names what failed, with the words of its first error and without its stack', () => {
    const why = 'AssertionError: expected 1 to be 2\n    at one (link.test.ts:3:1)';
    const assertionResults = [
      { ancestorTitles: ['a pull'], title: 'goes on', status: 'failed', failureMessages: [why, 'another'] },
      { ancestorTitles: [], title: 'is fine', status: 'passed', failureMessages: [] },
    ];
    const report = { testResults: [{ name: join(ROOT, 'src', 'link.test.ts'), status: 'failed', assertionResults }] };
    const name = `${join('src', 'link.test.ts')} › a pull › goes on`;
    expect(failedOfVitest(report, ROOT)).toEqual([
      { project: 'unit', name, why: 'AssertionError: expected 1 to be 2' },
    ]);
  });

  it('names a file that did not load', () => {
    const message = 'Cannot find module ./link.ts';
    const report = {
      testResults: [{ name: join(ROOT, 'a.test.ts'), status: 'failed', message, assertionResults: [] }],
    };
    expect(failedOfVitest(report, ROOT)).toEqual([{ project: 'unit', name: 'a.test.ts', why: message }]);
  });
});

describe('failedOfPlaywright', () => {
  it('names what failed in each project, in a describe too, and errors outside of any test', () => {
    const passed = { projectName: 'chromium', status: 'expected', results: [{ errors: [] }] };
    const errors = [{ message: '\u001b[31mError: not there\u001b[39m\n\nExpected: 1\nReceived: 2\nCall log\nmore' }];
    const failed = { projectName: 'firefox', status: 'unexpected', results: [{ errors }] };
    const file = 'call.spec.ts';
    const report = {
      config: { rootDir: join(ROOT, 'e2e') },
      suites: [
        {
          title: file,
          specs: [{ title: 'a call rings', file, tests: [passed] }],
          suites: [{ title: 'a conference', specs: [{ title: 'ends', file, tests: [passed, failed] }] }],
        },
      ],
      errors: [{ message: 'Cannot find module' }],
    };
    expect(failedOfPlaywright(report, ROOT)).toEqual([
      {
        project: 'firefox',
        name: `${join('e2e', file)} › a conference › ends`,
        why: 'Error: not there\nExpected: 1\nReceived: 2\nCall log',
      },
      { project: 'e2e', name: 'outside of any test', why: 'Cannot find module' },
    ]);
  });
});

it('finds nothing in a report that is not there', () => {
  expect([...failedOfVitest({}, ROOT), ...failedOfPlaywright({}, ROOT)]).toEqual([]);
  expect(tellFailed([])).toEqual([]);
});

it('tells twenty of them with their reasons, and how many more there are', () => {
  const tests: FailedTest[] = Array.from({ length: 22 }, (_, at) => ({ project: 'unit', name: `u${at}`, why: '' }));
  const lines = tellFailed([{ project: 'e2e', name: 'a call', why: 'Error: one\ntwo' }, ...tests]);
  expect(lines.slice(0, 5)).toEqual([
    'Failed:',
    '    e2e  a call',
    '        Error: one',
    '        two',
    '    unit  u0',
  ]);
  expect(lines.at(-1)).toBe('    and 3 more');
});
