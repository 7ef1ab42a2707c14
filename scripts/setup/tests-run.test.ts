import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testsOfPlaywright, testsOfVitest } from './tests-run.mjs';

const ROOT = join('/home', 'ada', 'wwe-devtools');

describe('testsOfVitest', () => {
  it('names the file, the titles around a test and its own, and has the first error of one that failed', () => {
    const assertionResults = [
      { ancestorTitles: ['', 'a pull', 'after a cut'], title: 'goes on', duration: 12.5, status: 'passed' },
      { ancestorTitles: [], title: 'is skipped', duration: null, status: 'pending' },
      { ancestorTitles: [], title: 'fails', duration: 3, status: 'failed', failureMessages: ['Error: one', 'two'] },
    ];
    const report = { testResults: [{ name: join(ROOT, 'src', 'link.test.ts'), status: 'failed', assertionResults }] };
    const file = join('src', 'link.test.ts');
    expect(testsOfVitest(report, ROOT)).toEqual([
      { project: 'unit', name: `${file} › a pull › after a cut › goes on`, ms: 12.5, error: null },
      { project: 'unit', name: `${file} › is skipped`, ms: 0, error: null },
      { project: 'unit', name: `${file} › fails`, ms: 3, error: 'Error: one' },
    ]);
  });

  it('has a file that did not load as one that failed', () => {
    const message = 'Cannot find module ./link.ts';
    const report = {
      testResults: [{ name: join(ROOT, 'a.test.ts'), status: 'failed', message, assertionResults: [] }],
    };
    expect(testsOfVitest(report, ROOT)).toEqual([{ project: 'unit', name: 'a.test.ts', ms: 0, error: message }]);
  });
});

describe('testsOfPlaywright', () => {
  it('names each test once for each project, those in a describe too, and has its error', () => {
    const chromium = { projectName: 'chromium', status: 'expected', results: [{ duration: 3000, errors: [] }] };
    const results = [{ duration: 4000, errors: [{ message: 'Error: not there' }] }, { duration: 500 }];
    const firefox = { projectName: 'firefox', status: 'unexpected', results };
    const report = {
      config: { rootDir: join(ROOT, 'e2e') },
      suites: [
        {
          title: 'call.spec.ts',
          specs: [{ title: 'a call rings', file: 'call.spec.ts', tests: [chromium, firefox] }],
          suites: [{ title: 'a conference', specs: [{ title: 'ends', file: 'call.spec.ts', tests: [chromium] }] }],
        },
      ],
      errors: [{ message: 'Cannot find module' }],
    };
    const file = join('e2e', 'call.spec.ts');
    expect(testsOfPlaywright(report, ROOT)).toEqual([
      { project: 'chromium', name: `${file} › a call rings`, ms: 3000, error: null },
      { project: 'firefox', name: `${file} › a call rings`, ms: 4500, error: 'Error: not there' },
      { project: 'chromium', name: `${file} › a conference › ends`, ms: 3000, error: null },
      { project: 'e2e', name: 'outside of any test', ms: 0, error: 'Cannot find module' },
    ]);
  });
});

it('finds nothing in a report that is not there', () => {
  expect([...testsOfVitest({}, ROOT), ...testsOfPlaywright({}, ROOT)]).toEqual([]);
});
