import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type TimedTest, tellSlowest, timesOfPlaywright, timesOfVitest } from './slowest.mjs';

const ROOT = join('/home', 'ada', 'wwe-devtools');

describe('timesOfVitest', () => {
  it('names the file, the titles around a test and its own', () => {
    const assertionResults = [
      { ancestorTitles: ['', 'a pull', 'after a cut'], title: 'goes on', duration: 12.5 },
      { ancestorTitles: [], title: 'is skipped', duration: null },
    ];
    const report = { testResults: [{ name: join(ROOT, 'src', 'link.test.ts'), assertionResults }] };
    const file = join('src', 'link.test.ts');
    expect(timesOfVitest(report, ROOT)).toEqual([
      { project: 'unit', name: `${file} › a pull › after a cut › goes on`, ms: 12.5 },
      { project: 'unit', name: `${file} › is skipped`, ms: 0 },
    ]);
  });
});

describe('timesOfPlaywright', () => {
  it('names each test once for each project, those in a describe too', () => {
    const chromium = { projectName: 'chromium', results: [{ duration: 3000 }] };
    const firefox = { projectName: 'firefox', results: [{ duration: 4000 }, { duration: 500 }] };
    const report = {
      config: { rootDir: join(ROOT, 'e2e') },
      suites: [
        {
          title: 'call.spec.ts',
          specs: [{ title: 'a call rings', file: 'call.spec.ts', tests: [chromium, firefox] }],
          suites: [
            {
              title: 'a conference',
              specs: [{ title: 'ends', file: 'call.spec.ts', tests: [chromium] }],
            },
          ],
        },
      ],
    };
    const file = join('e2e', 'call.spec.ts');
    expect(timesOfPlaywright(report, ROOT)).toEqual([
      { project: 'chromium', name: `${file} › a call rings`, ms: 3000 },
      { project: 'firefox', name: `${file} › a call rings`, ms: 4500 },
      { project: 'chromium', name: `${file} › a conference › ends`, ms: 3000 },
    ]);
  });
});

it('finds nothing in a report that is not there', () => {
  expect([...timesOfVitest({}, ROOT), ...timesOfPlaywright({}, ROOT)]).toEqual([]);
  expect(tellSlowest([])).toEqual([]);
});

it('tells the ten slowest, the slowest first', () => {
  const tests: TimedTest[] = Array.from({ length: 12 }, (_, at) => ({ project: 'unit', name: `u${at}`, ms: at * 100 }));
  const lines = tellSlowest([...tests, { project: 'firefox', name: 'a call rings', ms: 61_000 }]);
  expect(lines.slice(0, 3)).toEqual([
    'The slowest tests:',
    ' 1 m 1 s  firefox  a call rings',
    '   1.1 s  unit     u11',
  ]);
  expect(lines).toHaveLength(11);
});
