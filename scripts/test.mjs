// @ts-check
/**
 * `npm test`: sets up what is missing, then runs every check there is. `npm test -- --only unit,types` runs some.
 * `npm run test:long` runs the long checks at full size.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './setup/build.mjs';
import { readPlaywright, readReport, readVitest, summarize } from './setup/counts.mjs';
import { npm } from './setup/dependencies.mjs';
import { tellFailed } from './setup/failed.mjs';
import { explainSkipped, NO_FIREFOX } from './setup/firefox.mjs';
import { Explained, run, runMain, runQuietly, say } from './setup/say.mjs';
import { setUp, setUpBothBrowsers } from './setup/setup.mjs';
import { checksOfShard, parseShard, shardArgument } from './setup/shard.mjs';
import { tellSlowest } from './setup/slowest.mjs';
import { heading, runSteps } from './setup/steps.mjs';
import { testsOfPlaywright, testsOfVitest } from './setup/tests-run.mjs';

/**
 * @typedef {import('./setup/steps.mjs').Check} Check
 * @typedef {import('./setup/steps.mjs').Suite} Suite
 * @typedef {{ unit: string, e2e: string }} Reports the files of the test runners' JSON reports
 */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const USAGE = `npm test -- [--only STEP,STEP] [--shard I/N] [--long]
    --only STEP,STEP  some steps
    --shard I/N       the part I of N: all parts together run everything once
    --long            the long checks at full size`;

await runMain(async () => {
  process.chdir(ROOT);
  const folder = mkdtempSync(join(tmpdir(), 'wwe-tests-'));
  const reports = { unit: join(folder, 'unit.json'), e2e: join(folder, 'e2e.json') };
  try {
    const { checks, suites, isLong } = readOptions(reports);
    const drivesBrowsers = suites.some((suite) => suite.name === 'e2e');
    const notes = drivesBrowsers ? await nameBrowsers() : [];
    if (!drivesBrowsers) await setUp(ROOT, { browser: false });
    // The scripts that this starts need not look once more what is missing (ensure.mjs).
    process.env.WWE_IS_SET_UP = '1';
    // The tests and what they start read these.
    process.env.WWE_SEED ||= String(Math.floor(Math.random() * 2 ** 31));
    if (isLong) process.env.WWE_LONG = '1';
    say(
      `Seed of the random tests: ${process.env.WWE_SEED} (the same again: WWE_SEED=${process.env.WWE_SEED} npm test)`,
    );
    const needsBuild = [...checks, ...suites].some((step) => step.needs === 'build');
    if (needsBuild && !checks.some((check) => check.name === 'build')) await ensureBuilt(ROOT);
    if (checks.length + suites.length === 0) say('None of the steps falls to this shard.');
    // The clock of this process: what it installed first counts too.
    const setUpMs = performance.now();
    const results = await runSteps(checks, suites);
    const tests = [
      ...testsOfVitest(readReport(reports.unit), ROOT),
      ...testsOfPlaywright(readReport(reports.e2e), ROOT),
    ];
    const more = {
      setUpMs,
      totalMs: performance.now(),
      notes: [...notes, ...tellSlowest(tests), ...tellFailed(tests)],
    };
    const { text, failed } = summarize(results, more);
    say(`${heading('summary')}\n${text}`);
    return failed === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/**
 * Sets up both browsers and names them to the end-to-end tests.
 *
 * @returns {Promise<string[]>} what the summary must say of them
 */
async function nameBrowsers() {
  const { chromium, firefox } = await setUpBothBrowsers(ROOT);
  process.env.WWE_CHROMIUM = chromium;
  process.env.WWE_FIREFOX = 'path' in firefox ? firefox.path : NO_FIREFOX;
  if ('path' in firefox) return [];
  say(explainSkipped(firefox.skipped));
  return [`Firefox: skipped, ${firefox.skipped}`];
}

/** @returns {Check[]} in the order of the summary */
function makeChecks() {
  return [
    ...['build', 'types', 'lint', 'check-imports'].map((name) => ({ name, run: () => runCheck(name) })),
    { name: 'check-build', needs: 'build', run: () => runCheck('check-build') },
    { name: 'lint-firefox', needs: 'build', run: () => runCheck('lint-firefox') },
  ];
}

/**
 * @param {Reports} reports
 * @param {string[]} shard the argument that divides their tests among machines; none if all run here
 * @returns {Suite[]} in the order in which they run
 */
function makeSuites(reports, shard) {
  return [
    {
      name: 'unit',
      run: async () => {
        const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reports.unit}`];
        return readVitest(reports.unit, await runSuite('unit', [...reporters, ...shard]));
      },
    },
    {
      name: 'e2e',
      needs: 'build',
      run: async () => {
        const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: reports.e2e };
        // The workflow keeps this one, in playwright-report, for whoever was not there when a test failed.
        const reporters = `--reporter=list,json${process.env.CI ? ',html' : ''}`;
        return readPlaywright(reports.e2e, await runSuite('e2e', [reporters, ...shard], env));
      },
    },
  ];
}

/**
 * Runs a script of package.json.
 *
 * @param {string} name
 */
function runCheck(name) {
  return runQuietly(...npm(['run', '--silent', name]));
}

/**
 * Runs a script of package.json, whose words are shown as they come.
 *
 * @param {string} name
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>} its exit code
 */
function runSuite(name, args, env = {}) {
  return run(...npm(['run', '--silent', name, '--', ...args]), { env });
}

/**
 * @param {Reports} reports
 * @returns {{ checks: Check[], suites: Suite[], isLong: boolean }} what the arguments ask for
 * @throws {Explained} if the arguments cannot be understood
 */
function readOptions(reports) {
  const names = [...makeChecks(), ...makeSuites(reports, [])].map((step) => step.name);
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', multiple: true },
        shard: { type: 'string' },
        long: { type: 'boolean' },
      },
    });
    const only = values.only?.flatMap((text) => text.split(',')) ?? names;
    const unknown = only.find((name) => !names.includes(name));
    if (unknown !== undefined) throw new Error(`There is no step "${unknown}".`);
    /** @param {{ name: string }} step */
    const isChosen = (step) => only.includes(step.name);
    const shard = parseShard(values.shard ?? '1/1');
    const suites = makeSuites(reports, values.shard === undefined ? [] : shardArgument(shard)).filter(isChosen);
    const checks = checksOfShard(makeChecks().filter(isChosen), suites, shard);
    return { checks, suites, isLong: values.long === true || process.env.WWE_LONG === '1' };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Explained(`${message}\n\n${USAGE}\n    Steps: ${names.join(', ')}`);
  }
}
