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
import { build, ensureBuilt } from './setup/build.mjs';
import { asCheck, readPlaywright, readReport, readVitest, summarize } from './setup/counts.mjs';
import { npm } from './setup/dependencies.mjs';
import { explainSkipped, NO_FIREFOX } from './setup/firefox.mjs';
import { Explained, run, runMain, say } from './setup/say.mjs';
import { setUp, setUpBothBrowsers } from './setup/setup.mjs';
import { tellSlowest, timesOfPlaywright, timesOfVitest } from './setup/slowest.mjs';

/**
 * @typedef {import('./setup/counts.mjs').Counts} Counts
 * @typedef {object} Step
 * @property {string} name
 * @property {'build'} [needs] cannot run without it
 * @property {() => Promise<Counts>} run
 *
 * @typedef {{ unit: string, e2e: string }} Reports the files of the test runners' JSON reports
 */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

await runMain(async () => {
  process.chdir(ROOT);
  const folder = mkdtempSync(join(tmpdir(), 'wwe-tests-'));
  const reports = { unit: join(folder, 'unit.json'), e2e: join(folder, 'e2e.json') };
  try {
    const steps = makeSteps(reports);
    const { chosen, isLong } = readOptions(steps);
    const drivesBrowsers = chosen.some((step) => step.name === 'e2e');
    const notes = drivesBrowsers ? await nameBrowsers() : [];
    if (!drivesBrowsers) await setUp(ROOT, { browser: false });
    // The tests and what they start read these.
    process.env.WWE_SEED ||= String(Math.floor(Math.random() * 2 ** 31));
    if (isLong) process.env.WWE_LONG = '1';
    say(
      `Seed of the random tests: ${process.env.WWE_SEED} (the same again: WWE_SEED=${process.env.WWE_SEED} npm test)`,
    );
    // The clock of this process: what it installed first counts too.
    const setUpMs = performance.now();
    const results = await runSteps(chosen);
    const more = { setUpMs, totalMs: performance.now(), notes: [...notes, ...tellSlowest(readTimes(reports))] };
    const { text, failed } = summarize(results, more);
    say(`\n── summary ─────────────────────────────────────────────────────\n${text}`);
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

/**
 * @param {Reports} reports
 * @returns {Step[]} in the order in which they run
 */
function makeSteps(reports) {
  /** @param {string} name */
  const check = async (name) => asCheck(await npmRun(name));
  return [
    { name: 'build', run: async () => asCheck((await build(ROOT, { loud: true })) ? 0 : 1) },
    { name: 'types', run: () => check('types') },
    { name: 'lint', run: () => check('lint') },
    { name: 'check-imports', run: () => check('check-imports') },
    { name: 'check-build', needs: 'build', run: () => check('check-build') },
    { name: 'lint-firefox', needs: 'build', run: () => check('lint-firefox') },
    {
      name: 'unit',
      run: async () => {
        const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reports.unit}`];
        return readVitest(reports.unit, await npmRun('unit', reporters));
      },
    },
    {
      name: 'e2e',
      needs: 'build',
      run: async () => {
        const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: reports.e2e };
        return readPlaywright(reports.e2e, await npmRun('e2e', ['--reporter=list,json'], env));
      },
    },
  ];
}

/**
 * Runs a script of package.json.
 *
 * @param {string} name
 * @param {string[]} [args]
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>} its exit code
 */
function npmRun(name, args = [], env = {}) {
  return run(...npm(['run', '--silent', name, '--', ...args]), { env });
}

/**
 * @param {Step[]} steps
 * @returns {{ chosen: Step[], isLong: boolean }}
 * @throws {Explained} if the arguments cannot be understood
 */
function readOptions(steps) {
  const names = steps.map((step) => step.name);
  try {
    const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, long: { type: 'boolean' } } });
    const only = values.only?.flatMap((text) => text.split(','));
    const unknown = only?.find((name) => !names.includes(name));
    if (unknown !== undefined) throw new Error(`There is no step "${unknown}".`);
    const chosen = steps.filter((step) => only === undefined || only.includes(step.name));
    return { chosen, isLong: values.long === true || process.env.WWE_LONG === '1' };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Explained(`${message}\n\nnpm test -- [--only STEP,STEP] [--long]\n    Steps: ${names.join(', ')}`);
  }
}

/**
 * Runs every step, those after a failed one too: a person wants to know all that is wrong.
 *
 * @param {Step[]} steps
 * @returns {Promise<import('./setup/counts.mjs').Result[]>}
 */
async function runSteps(steps) {
  /** @type {import('./setup/counts.mjs').Result[]} */
  const results = [];
  let isBuilt = !steps.some((step) => step.name === 'build') && steps.some((step) => step.needs === 'build');
  if (isBuilt) await ensureBuilt(ROOT);
  for (const step of steps) {
    say(`\n── ${step.name} ${'─'.repeat(Math.max(0, 60 - step.name.length))}`);
    const started = Date.now();
    const isRunnable = step.needs === undefined || isBuilt;
    const counts = isRunnable ? await step.run() : asCheck(1);
    if (step.name === 'build') isBuilt = counts.failed === 0;
    const note = isRunnable ? '' : 'not run, for want of a build';
    if (note !== '') say(note);
    results.push({ name: step.name, counts, ms: Date.now() - started, note });
  }
  return results;
}

/**
 * @param {Reports} reports
 * @returns {import('./setup/slowest.mjs').TimedTest[]} of the reports that were written
 */
function readTimes({ unit, e2e }) {
  return [...timesOfVitest(readReport(unit), ROOT), ...timesOfPlaywright(readReport(e2e), ROOT)];
}
