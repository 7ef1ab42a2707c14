// @ts-check
/**
 * Runs the steps of `npm test`. Checks are short, so they run side by side; the words of each are shown whole when it
 * ends. Suites use all cores by themselves, so they run one after the other, and show their words as they come.
 *
 * @typedef {import('./counts.mjs').Counts} Counts
 * @typedef {import('./counts.mjs').Result} Result
 *
 * @typedef {object} Check one program that succeeds or fails
 * @property {string} name
 * @property {'build'} [needs] cannot run without it
 * @property {() => Promise<import('./say.mjs').Ended>} run
 *
 * @typedef {object} Suite many tests, run by a test runner
 * @property {string} name
 * @property {'build'} [needs] cannot run without it
 * @property {() => Promise<Counts>} run
 */
import { asCheck } from './counts.mjs';
import { say } from './say.mjs';

/**
 * Runs every step, those after a failed one too: a person wants to know all that is wrong.
 *
 * @param {Check[]} checks
 * @param {Suite[]} suites
 * @param {(text: string) => void} [tell] what a person sees
 * @returns {Promise<Result[]>} in the order given; a step without the build that it needs counts as failed
 */
export async function runSteps(checks, suites, tell = say) {
  if (checks.length > 1) tell(`\nSide by side: ${checks.map((check) => check.name).join(', ')} …`);
  const build = checks.find((check) => check.name === 'build');
  const building = build && runCheck(build, tell);
  /** @param {Check | Suite} step */
  const canRun = async (step) => step.needs === undefined || (await building)?.counts.failed !== 1;
  const results = await Promise.all(
    checks.map(async (check) => {
      if (building !== undefined && check === build) return building;
      return (await canRun(check)) ? runCheck(check, tell) : withoutBuild(check, tell);
    }),
  );
  for (const suite of suites) {
    results.push((await canRun(suite)) ? await runSuite(suite, tell) : withoutBuild(suite, tell));
  }
  return results;
}

/**
 * @param {Check} check
 * @param {(text: string) => void} tell
 * @returns {Promise<Result>}
 */
async function runCheck({ name, run }, tell) {
  const started = performance.now();
  const { exitCode, output } = await run();
  const ms = performance.now() - started;
  tell(`${heading(name)}\n${output}`.trimEnd());
  return { name, counts: asCheck(exitCode), ms, note: '' };
}

/**
 * @param {Suite} suite
 * @param {(text: string) => void} tell
 * @returns {Promise<Result>}
 */
async function runSuite({ name, run }, tell) {
  const started = performance.now();
  tell(heading(name));
  const counts = await run();
  return { name, counts, ms: performance.now() - started, note: '' };
}

/**
 * @param {Check | Suite} step
 * @param {(text: string) => void} tell
 * @returns {Result}
 */
function withoutBuild({ name }, tell) {
  const note = 'not run, for want of a build';
  tell(`${heading(name)}\n${note}`);
  return { name, counts: asCheck(1), ms: 0, note };
}

/**
 * @param {string} name
 * @returns {string} a line that separates what one step said from what another did
 */
export function heading(name) {
  return `\n── ${name} ${'─'.repeat(Math.max(0, 60 - name.length))}`;
}
