// @ts-check
/**
 * The tests of a run, read from the reports of the test runners.
 *
 * @typedef {object} RunTest
 * @property {string} project `unit`, or the project of Playwright
 * @property {string} name its file, the titles around it and its own
 * @property {number} ms the time from its start to its end. Of the first test of a worker, this includes what the
 *   worker starts for all of its tests.
 * @property {string | null} error the text of its first error, with its stack; null if it did not fail
 *
 * @typedef {object} VitestReport the part of vitest's JSON report that is read here
 * @property {VitestFile[]} [testResults]
 *
 * @typedef {object} VitestFile
 * @property {string} name its absolute path
 * @property {string} [status] `failed` also if it did not load
 * @property {string} [message] why it did not load
 * @property {VitestTest[]} assertionResults
 *
 * @typedef {object} VitestTest
 * @property {string[]} ancestorTitles
 * @property {string} title
 * @property {string} [status]
 * @property {number | null} [duration] in ms
 * @property {string[] | null} [failureMessages]
 *
 * @typedef {object} PlaywrightReport the part of Playwright's JSON report that is read here
 * @property {{ rootDir: string }} [config] rootDir is the folder that the files are named from
 * @property {PlaywrightSuite[]} [suites] one for each file
 * @property {PlaywrightError[]} [errors] outside of any test: a file that did not load, say
 *
 * @typedef {object} PlaywrightSuite a file, or a `describe` in it
 * @property {string} title
 * @property {PlaywrightSuite[]} [suites]
 * @property {{ title: string, file: string, tests: PlaywrightTest[] }[]} specs each is there once for each project
 *
 * @typedef {{ message?: string }} PlaywrightError
 *
 * @typedef {object} PlaywrightTest
 * @property {string} projectName
 * @property {string} [status] `unexpected` if it failed
 * @property {{ duration: number, errors?: PlaywrightError[] }[]} results duration is in ms
 */
import { relative, resolve } from 'node:path';

/**
 * @param {VitestReport} report
 * @param {string} root the repository
 * @returns {RunTest[]} a file that did not load is there as one that failed
 */
export function testsOfVitest({ testResults = [] }, root) {
  return testResults.flatMap(({ name, status, message = '', assertionResults }) => {
    const file = relative(root, name);
    const tests = assertionResults.map(({ ancestorTitles, title, duration, status: ended, failureMessages }) => ({
      project: 'unit',
      name: fullName([file, ...ancestorTitles, title]),
      ms: duration ?? 0,
      error: ended === 'failed' ? (failureMessages?.[0] ?? '') : null,
    }));
    if (status !== 'failed' || tests.some(({ error }) => error !== null)) return tests;
    return [...tests, { project: 'unit', name: file, ms: 0, error: message }];
  });
}

/**
 * @param {PlaywrightReport} report
 * @param {string} root the repository
 * @returns {RunTest[]} an error outside of any test is there as one that failed
 */
export function testsOfPlaywright({ config, suites = [], errors = [] }, root) {
  /**
   * @param {PlaywrightSuite} suite
   * @param {string[]} titles of the `describe`s around its tests
   * @returns {RunTest[]}
   */
  const testsOf = ({ specs, suites: inner = [] }, titles) => [
    ...specs.flatMap(({ title, file, tests }) =>
      tests.map(({ projectName, status, results }) => ({
        project: projectName,
        name: fullName([relative(root, resolve(config?.rootDir ?? root, file)), ...titles, title]),
        ms: results.reduce((sum, { duration }) => sum + duration, 0),
        error: status === 'unexpected' ? (results.flatMap((result) => result.errors ?? [])[0]?.message ?? '') : null,
      })),
    ),
    ...inner.flatMap((suite) => testsOf(suite, [...titles, suite.title])),
  ];
  return [
    ...suites.flatMap((suite) => testsOf(suite, [])),
    ...errors.map(({ message = '' }) => ({ project: 'e2e', name: 'outside of any test', ms: 0, error: message })),
  ];
}

/** @param {string[]} parts */
function fullName(parts) {
  return parts.filter((part) => part !== '').join(' › ');
}
