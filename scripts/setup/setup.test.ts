import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtFor, isBuilt, markBuilt, markUnbuilt } from './build.mjs';
import { readPlaywright, readVitest, summarize } from './counts.mjs';
import { checkNode, npm, whyInstall } from './dependencies.mjs';
import { duration } from './say.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'setup-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Writes a file that was last changed at `seconds` of the epoch. */
function write(file: string, seconds: number, text = ''): string {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  utimesSync(path, seconds, seconds);
  return path;
}

describe('whyInstall', () => {
  it('installs when the packages are missing, or were broken off', () => {
    write('package-lock.json', 100);
    expect(whyInstall(root)).toBe('they are not here yet');
    mkdirSync(join(root, 'node_modules', 'vite'), { recursive: true });
    expect(whyInstall(root)).toBe('they are not here yet');
  });

  it('installs when the list is newer than what is installed', () => {
    write('node_modules/.package-lock.json', 100);
    write('package-lock.json', 101);
    expect(whyInstall(root)).toBe('package-lock.json is newer');
    write('package-lock.json', 99);
    expect(whyInstall(root)).toBeUndefined();
  });
});

describe('checkNode', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0'])('takes %s', (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });

  it.each(['20.18.9', '18.20.0'])('explains that %s is too old', (version) => {
    expect(() => checkNode(version)).toThrow(`this is ${version}`);
  });
});

describe('npm', () => {
  it('runs the npm that runs us', () => {
    const env = { npm_execpath: '/lib/npm/bin/npm-cli.js' };
    expect(npm(['ci'], env)).toEqual([process.execPath, ['/lib/npm/bin/npm-cli.js', 'ci']]);
  });

  it('runs npm of the path when something else runs us', () => {
    const [, args] = npm(['ci'], { npm_execpath: '/lib/pnpm.cjs' });
    expect(args).not.toContain('/lib/pnpm.cjs');
    expect(args.at(-1)).toBe('ci');
  });
});

describe('isBuilt', () => {
  const OUTPUTS = [
    'dist/.built',
    'dist/chromium/manifest.json',
    'dist/firefox/manifest.json',
    'dist/simulator/cli.js',
    'dist/viewer/index.html',
  ];

  /** A tree that was built at 200 from sources of 100. */
  function built(): void {
    write('src/panel/panel.ts', 100);
    write('manifest.json', 100);
    for (const folder of ['src/panel', 'src']) utimesSync(join(root, folder), 100, 100);
    for (const file of OUTPUTS) write(file, 200);
  }

  it('is so when nothing changed since', () => {
    built();
    expect(isBuilt(root)).toBe(true);
  });

  it.each(OUTPUTS)('is not so without %s', (file) => {
    built();
    rmSync(join(root, file));
    expect(isBuilt(root)).toBe(false);
  });

  it('is not so when a source changed, or at the same moment', () => {
    built();
    write('src/panel/panel.ts', 200);
    expect(isBuilt(root)).toBe(false);
  });

  it('is so once a build is marked, with what was there when it began', () => {
    built();
    rmSync(join(root, 'dist/.built'));
    markBuilt(root, new Date(150_000));
    expect(isBuilt(root)).toBe(true);
    write('src/panel/panel.ts', 160);
    expect(isBuilt(root)).toBe(false);
  });

  it('is so only for the origins that were built for; to begin to build ends it', () => {
    built();
    markBuilt(root, new Date(150_000), 'https://a.example,https://b.example');
    expect([isBuilt(root), isBuilt(root, builtFor(root)), isBuilt(root, 'https://a.example')]).toEqual([
      false,
      true,
      false,
    ]);
    markUnbuilt(root);
    expect([isBuilt(root), isBuilt(root, builtFor(root))]).toEqual([false, false]);
  });

  it('is not so when a source was removed', () => {
    built();
    rmSync(join(root, 'src/panel/panel.ts'));
    expect(isBuilt(root)).toBe(false);
  });
});

describe('counts', () => {
  it('reads the report of vitest', () => {
    const file = write('r.json', 1, '{"numPassedTests":5,"numFailedTests":2,"numPendingTests":1,"numTodoTests":1}');
    expect(readVitest(file, 1)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it('reads the report of Playwright', () => {
    const file = write('r.json', 1, '{"stats":{"expected":3,"unexpected":1,"flaky":1,"skipped":4}}');
    expect(readPlaywright(file, 1)).toEqual({ passed: 4, failed: 1, skipped: 4 });
  });

  it('never takes a runner that failed for a success', () => {
    const file = write('r.json', 1, '{"numPassedTests":5,"numFailedTests":0}');
    expect(readVitest(file, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
    expect(readVitest(join(root, 'none.json'), 1).failed).toBe(1);
    expect(readPlaywright(join(root, 'none.json'), 1).failed).toBe(1);
  });

  it('never takes no tests at all for a success', () => {
    expect(readPlaywright(write('r.json', 1, '{"stats":{"expected":0,"unexpected":0}}'), 0).failed).toBe(1);
  });
});

it('ends the summary with the counts, after the times and what else a person must know', () => {
  const counts = { passed: 2, failed: 0, skipped: 0 };
  const results = [
    { name: 'unit', counts, ms: 400, note: '' },
    { name: 'e2e', counts: { passed: 0, failed: 1, skipped: 3 }, ms: 12_400, note: 'not run' },
  ];
  const notes = ['Firefox: skipped, there is none'];
  expect(summarize(results, { setUpMs: 59_000, totalMs: 72_000, notes })).toEqual({
    text: [
      'set-up                                       59 s',
      'unit               2 passed    0 failed     0.4 s',
      'e2e                0 passed    1 failed      12 s  3 skipped  not run',
      'total                                    1 m 12 s',
      'Firefox: skipped, there is none',
      '',
      '2 passed, 1 failed',
    ].join('\n'),
    failed: 1,
  });
});

it('says durations as a person would', () => {
  expect([400, 12_400, 59_700, 72_000].map(duration)).toEqual(['0.4 s', '12 s', '1 m 0 s', '1 m 12 s']);
});
