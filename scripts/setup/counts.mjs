// @ts-check
/**
 * How many tests passed and failed, read from the reports of the test runners. A runner that failed without a failing
 * test (a file that does not load, a worker that died, no report) counts as one failed test: it is never a success.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ name: string, counts: Counts, ms: number, note: string }} Result of a step; ms is how long it took
 */
import { existsSync, readFileSync } from 'node:fs';
import { duration } from './say.mjs';

/**
 * @param {number} exitCode
 * @returns {Counts} of a step that is one check
 */
export function asCheck(exitCode) {
  return exitCode === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/**
 * @param {string} file vitest's JSON report
 * @param {number} exitCode
 * @returns {Counts}
 */
export function readVitest(file, exitCode) {
  const report = readReport(file);
  return withExitCode(exitCode, {
    passed: numberAt(report, 'numPassedTests'),
    failed: numberAt(report, 'numFailedTests'),
    skipped: numberAt(report, 'numPendingTests') + numberAt(report, 'numTodoTests'),
  });
}

/**
 * @param {string} file Playwright's JSON report
 * @param {number} exitCode
 * @returns {Counts}
 */
export function readPlaywright(file, exitCode) {
  const { stats } = readReport(file);
  return withExitCode(exitCode, {
    passed: numberAt(stats, 'expected') + numberAt(stats, 'flaky'),
    failed: numberAt(stats, 'unexpected'),
    skipped: numberAt(stats, 'skipped'),
  });
}

/**
 * @param {string} file
 * @returns {Record<string, unknown>} empty if there is no report
 */
export function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/**
 * @param {unknown} record
 * @param {string} key
 * @returns {number} 0 if it is not there
 */
function numberAt(record, key) {
  const value = new Map(Object.entries(record ?? {})).get(key);
  return typeof value === 'number' ? value : 0;
}

/**
 * @param {number} exitCode
 * @param {Counts} counts
 * @returns {Counts}
 */
function withExitCode(exitCode, counts) {
  const ranNothing = counts.passed + counts.failed === 0;
  return counts.failed === 0 && (exitCode !== 0 || ranNothing) ? { ...counts, failed: 1 } : counts;
}

/**
 * @param {Result[]} results in the order in which the steps stand in the summary
 * @param {object} more
 * @param {number} more.setUpMs how long it took until the first step began
 * @param {number} more.totalMs how long the whole command took
 * @param {string[]} more.notes what else a person must know
 * @returns {{ text: string, failed: number }} text is a line for each step and ends with `N passed, N failed`
 */
export function summarize(results, { setUpMs, totalMs, notes }) {
  const lines = results.map(({ name, counts, ms, note }) => {
    const words = `${String(counts.passed).padStart(5)} passed ${String(counts.failed).padStart(4)} failed`;
    const skipped = counts.skipped > 0 ? `  ${counts.skipped} skipped` : '';
    return `${line(name, words, ms)}${skipped}${note && `  ${note}`}`;
  });
  const passed = results.reduce((sum, { counts }) => sum + counts.passed, 0);
  const failed = results.reduce((sum, { counts }) => sum + counts.failed, 0);
  const all = [line('set-up', '', setUpMs), ...lines, line('total', '', totalMs), ...notes];
  return { text: [...all, '', `${passed} passed, ${failed} failed`].join('\n'), failed };
}

/**
 * @param {string} name
 * @param {string} words
 * @param {number} ms
 * @returns {string} in columns
 */
function line(name, words, ms) {
  return `${name.padEnd(15)}${words.padEnd(24)}  ${duration(ms).padStart(8)}`;
}
