// @ts-check
/**
 * The tests that failed in a run, read from the reports of the test runners. A person who sees only the end of a long
 * output learns from it what failed and why.
 *
 * @typedef {object} FailedTest
 * @property {string} project `unit`, or the project of Playwright
 * @property {string} name its file, the titles around it and its own; of a file that did not load, the file
 * @property {string} why the first lines of the first error
 *
 * @typedef {object} VitestReport the part of vitest's JSON report that is read here
 * @property {VitestFile[]} [testResults]
 *
 * @typedef {object} VitestFile
 * @property {string} name its absolute path
 * @property {string} [status] `failed` also if it did not load
 * @property {string} [message] why it did not load
 * @property {{ ancestorTitles: string[], title: string, status?: string, failureMessages?: string[] | null }[]} assertionResults
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
 * @typedef {{ projectName: string, status?: string, results: { errors?: PlaywrightError[] }[] }} PlaywrightTest
 */
import { relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { fullName } from './slowest.mjs';

/** How many failed tests the summary names, and how many lines of each error. */
const MOST = 20;
const LINES = 4;

/**
 * @param {VitestReport} report
 * @param {string} root the repository
 * @returns {FailedTest[]}
 */
export function failedOfVitest({ testResults = [] }, root) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [{ project: 'unit', name: file, why: firstLines(message) }];
    return failed.map(({ ancestorTitles, title, failureMessages }) => ({
      project: 'unit',
      name: fullName([file, ...ancestorTitles, title]),
      why: firstLines(failureMessages?.[0]),
    }));
  });
}

/**
 * @param {PlaywrightReport} report
 * @param {string} root the repository
 * @returns {FailedTest[]}
 */
export function failedOfPlaywright({ config, suites = [], errors = [] }, root) {
  /**
   * @param {PlaywrightSuite} suite
   * @param {string[]} titles of the `describe`s around its tests
   * @returns {FailedTest[]}
   */
  const failedOf = ({ specs, suites: inner = [] }, titles) => [
    ...specs.flatMap(({ title, file, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected')
        .map(({ projectName, results }) => ({
          project: projectName,
          name: fullName([relative(root, resolve(config?.rootDir ?? root, file)), ...titles, title]),
          why: firstLines(results.flatMap((result) => result.errors ?? [])[0]?.message),
        })),
    ),
    ...inner.flatMap((suite) => failedOf(suite, [...titles, suite.title])),
  ];
  return [
    ...suites.flatMap((suite) => failedOf(suite, [])),
    ...errors.map(({ message }) => ({ project: 'e2e', name: 'outside of any test', why: firstLines(message) })),
  ];
}

/**
 * @param {FailedTest[]} tests
 * @returns {string[]} a heading, and for each its name and the error's first lines; empty if none failed
 */
export function tellFailed(tests) {
  if (tests.length === 0) return [];
  const rest = tests.length - MOST;
  return [
    'Failed:',
    ...tests.slice(0, MOST).flatMap(({ project, name, why }) => [`    ${project}  ${name}`, ...indented(why)]),
    ...(rest > 0 ? [`    and ${rest} more`] : []),
  ];
}

/** @param {string} text */
function indented(text) {
  return text === '' ? [] : text.split('\n').map((line) => `        ${line}`);
}

/**
 * @param {string | undefined} text an error's, perhaps with colours and a stack
 * @returns {string}
 */
function firstLines(text = '') {
  const lines = stripVTControlCharacters(text).split('\n');
  return lines
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line))
    .slice(0, LINES)
    .join('\n');
}
