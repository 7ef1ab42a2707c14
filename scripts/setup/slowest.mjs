// @ts-check
/**
 * The slowest tests of a run, read from the reports of the test runners.
 *
 * @typedef {object} TimedTest
 * @property {string} project `unit`, or the project of Playwright
 * @property {string} name its file, the titles around it and its own
 * @property {number} ms the time from its start to its end. Of the first test of a worker, this includes what the
 *   worker starts for all of its tests.
 *
 * @typedef {object} VitestReport the part of vitest's JSON report that is read here
 * @property {{ name: string, assertionResults: VitestTest[] }[]} [testResults] by file; name is its absolute path
 *
 * @typedef {{ ancestorTitles: string[], title: string, duration?: number | null }} VitestTest duration is in ms
 *
 * @typedef {object} PlaywrightReport the part of Playwright's JSON report that is read here
 * @property {{ rootDir: string }} [config] rootDir is the folder that the files are named from
 * @property {PlaywrightSuite[]} [suites] one for each file
 *
 * @typedef {object} PlaywrightSuite a file, or a `describe` in it
 * @property {string} title
 * @property {PlaywrightSuite[]} [suites]
 * @property {{ title: string, file: string, tests: PlaywrightTest[] }[]} specs each is there once for each project
 *
 * @typedef {{ projectName: string, results: { duration: number }[] }} PlaywrightTest duration is in ms
 */
import { relative, resolve } from 'node:path';
import { duration } from './say.mjs';

/** How many tests the summary names. */
const MOST = 10;

/**
 * @param {VitestReport} report
 * @param {string} root the repository
 * @returns {TimedTest[]}
 */
export function timesOfVitest({ testResults = [] }, root) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, duration: ms }) => ({
      project: 'unit',
      name: fullName([relative(root, name), ...ancestorTitles, title]),
      ms: ms ?? 0,
    })),
  );
}

/**
 * @param {PlaywrightReport} report
 * @param {string} root the repository
 * @returns {TimedTest[]}
 */
export function timesOfPlaywright({ config, suites = [] }, root) {
  /**
   * @param {PlaywrightSuite} suite
   * @param {string[]} titles of the `describe`s around its tests
   * @returns {TimedTest[]}
   */
  const timesOf = ({ specs, suites: inner = [] }, titles) => [
    ...specs.flatMap(({ title, file, tests }) =>
      tests.map(({ projectName, results }) => ({
        project: projectName,
        name: fullName([relative(root, resolve(config?.rootDir ?? root, file)), ...titles, title]),
        ms: results.reduce((sum, result) => sum + result.duration, 0),
      })),
    ),
    ...inner.flatMap((suite) => timesOf(suite, [...titles, suite.title])),
  ];
  return suites.flatMap((suite) => timesOf(suite, []));
}

/**
 * @param {TimedTest[]} tests
 * @returns {string[]} a heading and a line for each of the slowest, the slowest first; empty if there are no tests
 */
export function tellSlowest(tests) {
  if (tests.length === 0) return [];
  const slowest = tests.toSorted((a, b) => b.ms - a.ms).slice(0, MOST);
  const width = Math.max(...slowest.map(({ project }) => project.length));
  return [
    'The slowest tests:',
    ...slowest.map(({ project, name, ms }) => `${duration(ms).padStart(8)}  ${project.padEnd(width)}  ${name}`),
  ];
}

/**
 * @param {string[]} parts a test's file, the titles around it and its own
 * @returns {string} as the summary names it
 */
export function fullName(parts) {
  return parts.filter((part) => part !== '').join(' › ');
}
