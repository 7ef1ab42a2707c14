// @ts-check
/**
 * The slowest tests of a run, in words.
 *
 * @typedef {import('./tests-run.mjs').RunTest} RunTest
 */
import { duration } from './say.mjs';

/** How many tests the summary names. */
const MOST = 10;

/**
 * @param {Pick<RunTest, 'project' | 'name' | 'ms'>[]} tests
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
