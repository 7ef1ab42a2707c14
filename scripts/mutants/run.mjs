// @ts-check
/**
 * `npm run mutants`: plants each fault of the list in a copy of the repository, and runs the test that is to find it.
 * `-- --only ID,ID` tries some; `--unit` or `--e2e` those that unit tests or journeys are to find.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { duration, Explained, runMain, say } from '../setup/say.mjs';
import { setUp, setUpBothBrowsers } from '../setup/setup.mjs';
import { choose, isUnit, journeyOf, MUTANTS, mutated } from './mutants.mjs';

/** @typedef {import('./mutants.mjs').Mutant} Mutant */

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** A test that takes longer than this, in ms, hangs: no test here takes a tenth of it. */
const LONGEST = 600_000;
/** What a journey waits for an expectation, in ms: most are to fail here. */
const PATIENCE = 10_000;
const TOOLS = {
  playwright: 'node_modules/@playwright/test/cli.js',
  vite: 'node_modules/vite/bin/vite.js',
  vitest: 'node_modules/vitest/vitest.mjs',
};
/** What Vite is told to build each part. @type {string[]} */
const CHROMIUM = [];
const FIREFOX = ['--config', 'vite.firefox.config.ts'];
const SIMULATOR = ['--config', 'vite.simulator.config.ts'];

await runMain(async () => {
  const mutants = readOptions();
  process.chdir(ROOT);
  if (mutants.some(({ killedBy }) => !isUnit(killedBy))) await setUpBothBrowsers(ROOT);
  else await setUp(ROOT, { browser: false });
  const copy = mkdtempSync(join(tmpdir(), 'wwe-mutants-'));
  try {
    copyTree(copy);
    return tryAll(mutants, copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

/**
 * @returns {Mutant[]} those that are asked for
 * @throws {Explained} if the arguments cannot be understood
 */
function readOptions() {
  const options = /** @type {const} */ ({
    only: { type: 'string', multiple: true },
    unit: { type: 'boolean' },
    e2e: { type: 'boolean' },
  });
  try {
    const { only, unit, e2e } = parseArgs({ options }).values;
    return choose(MUTANTS, { only: only?.flatMap((text) => text.split(',')), unit, e2e });
  } catch (error) {
    throw new Explained(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Copies what git knows or would take, as it is now, and lends the copy our packages.
 *
 * @param {string} copy
 */
function copyTree(copy) {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of new Set(listed.stdout.split('\0').filter(Boolean))) {
    if (!existsSync(join(ROOT, file))) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    copyFileSync(join(ROOT, file), join(copy, file));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
}

/**
 * @param {readonly Mutant[]} mutants
 * @param {string} copy
 * @returns {number} the exit code: 0 if each was killed
 */
function tryAll(mutants, copy) {
  const began = Date.now();
  if (mutants.some(({ killedBy }) => !isUnit(killedBy))) buildUnchanged(copy);
  /** Why a test cannot judge, by its name. @type {Map<string, string>} */
  const useless = new Map();
  const tests = new Set(mutants.map((mutant) => mutant.killedBy));
  say(`Running ${tests.size} tests as they are, which must pass.`);
  for (const killedBy of tests) {
    const { passed, output } = runTest(killedBy, copy);
    // One that is skipped passes, and finds nothing.
    if (passed && /\d passed/.test(output)) continue;
    const isThere = !/no tests? (?:files )?found/i.test(output);
    const why = !isThere ? 'is not there' : passed ? 'is skipped here' : 'fails without any mutant';
    useless.set(killedBy, why);
    say(`The test ${nameOf(killedBy)} ${why}:\n${lastOf(output)}`);
  }
  say(`Planting ${mutants.length} mutants, after ${duration(Date.now() - began)}.`);
  let killed = 0;
  for (const mutant of mutants) {
    const start = Date.now();
    const why = useless.get(mutant.killedBy);
    const result = why === undefined ? tryOne(mutant, copy) : `not tried, its test ${why}`;
    if (result === 'killed') killed += 1;
    say(`${result === 'killed' ? '✓' : '✗'} ${mutant.id}: ${result} (${duration(Date.now() - start)})`);
    if (result !== 'killed') say(`    ${mutant.file}: ${mutant.breaks}\n    ${nameOf(mutant.killedBy)}`);
  }
  const left = mutants.length - killed;
  say(`${mutants.length} mutants: ${killed} killed, ${left} not, in ${duration(Date.now() - began)}`);
  return left === 0 ? 0 : 1;
}

/**
 * @param {string} copy
 * @throws {Explained} if it cannot be built
 */
function buildUnchanged(copy) {
  const simulator = ['pages', 'client', 'server'].map((mode) => [...SIMULATOR, '--mode', mode]);
  const problem = build(copy, [CHROMIUM, FIREFOX, ...simulator]);
  if (problem !== null) throw new Explained(`It cannot be built:\n${problem}`);
}

/**
 * @param {string} copy
 * @param {readonly (readonly string[])[]} parts what Vite is told for each
 * @returns {string | null} the last words of a build that failed
 */
function build(copy, parts) {
  for (const part of parts) {
    const { passed, output } = node(copy, TOOLS.vite, ['build', ...part]);
    if (!passed) return lastOf(output);
  }
  return null;
}

/**
 * @param {Mutant} mutant
 * @param {string} copy
 * @returns {string} `killed`, or what became of it instead
 */
function tryOne(mutant, copy) {
  const { file, killedBy } = mutant;
  const place = join(copy, file);
  const text = readFileSync(place, 'utf8');
  writeFileSync(place, mutated(text, mutant));
  try {
    if (!isUnit(killedBy)) {
      const isFirefox = journeyOf(killedBy)?.project === 'firefox';
      const problem = build(copy, isFirefox ? [CHROMIUM, FIREFOX] : [CHROMIUM]);
      if (problem !== null) return `cannot be built\n${problem}`;
    }
    return runTest(killedBy, copy).passed ? 'survived' : 'killed';
  } finally {
    writeFileSync(place, text);
  }
}

/**
 * @param {string} killedBy
 * @param {string} copy
 */
function runTest(killedBy, copy) {
  const journey = journeyOf(killedBy);
  if (!journey) return node(copy, TOOLS.vitest, ['run', '--bail=1', killedBy]);
  const { file, title, project, isLong } = journey;
  const args = ['test', file, '-g', title, `--project=${project}`, '--workers=1', '-x'];
  return node(copy, TOOLS.playwright, args, isLong ? { WWE_LONG: '1' } : {});
}

/**
 * @param {string} copy
 * @param {string} tool
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {{ passed: boolean, output: string }}
 */
function node(copy, tool, args, env = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, ...args], {
    cwd: copy,
    encoding: 'utf8',
    timeout: LONGEST,
    env: { ...process.env, WWE_PATIENCE: String(PATIENCE), ...env },
    maxBuffer: 2 ** 28,
  });
  return { passed: status === 0, output: `${stdout}\n${stderr}` };
}

/** @param {string} killedBy */
function nameOf(killedBy) {
  const journey = journeyOf(killedBy);
  return journey ? `${journey.file} “${journey.title}” (${journey.project})` : killedBy;
}

/** @param {string} output */
function lastOf(output) {
  return output
    .trim()
    .split('\n')
    .slice(-20)
    .map((line) => `    ${line}`)
    .join('\n');
}
