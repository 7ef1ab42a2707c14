// @ts-check
/**
 * The tests that failed in a run, in words. Who sees only the end of a long output, as on the page of a CI, learns from it
 * what failed and why.
 *
 * @typedef {import('./tests-run.mjs').RunTest} RunTest
 */
import { stripVTControlCharacters } from 'node:util';

/** How many failed tests the summary names, and how many lines of each error. */
const MOST = 20;
const LINES = 4;

/**
 * @param {Pick<RunTest, 'project' | 'name' | 'error'>[]} tests
 * @returns {string[]} a heading, and for each that failed its name and the first lines of its error, without colours and
 *   stack; empty if none failed
 */
export function tellFailed(tests) {
  const failed = tests.flatMap(({ project, name, error }) => (error === null ? [] : [{ project, name, error }]));
  if (failed.length === 0) return [];
  const rest = failed.length - MOST;
  return [
    'Failed:',
    ...failed
      .slice(0, MOST)
      .flatMap(({ project, name, error }) => [
        `    ${project}  ${name}`,
        ...firstLines(error).map((line) => `        ${line}`),
      ]),
    ...(rest > 0 ? [`    and ${rest} more`] : []),
  ];
}

/** @param {string} text an error's, perhaps with colours and a stack */
function firstLines(text) {
  return stripVTControlCharacters(text)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line))
    .slice(0, LINES);
}
