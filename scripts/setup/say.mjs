// @ts-check
/** What the scripts say to a person, and how they run other programs: calmly, with the whole story only on failure. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A failure that is explained in words; shown without a stack. */
export class Explained extends Error {}

/** @param {string} text */
export function say(text) {
  console.log(text);
}

/**
 * @param {number} ms
 * @returns {string} `0.4 s`, `12 s`, `1 m 12 s`
 */
export function duration(ms) {
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} m ${seconds % 60} s`;
}

/**
 * Runs a program whose output is ours to show.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string> }} [options] env is added to ours
 * @returns {Promise<number>} its exit code; 1 if a signal ended it
 */
export function run(command, args, { env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/**
 * What became of a program.
 *
 * @typedef {{ exitCode: number, output: string }} Ended exitCode is 1 if a signal ended it; output is what it wrote to
 *   stdout and stderr, in the order in which it came
 */

/**
 * Runs a program whose output is shown later, whole.
 *
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<Ended>}
 */
export function runQuietly(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output }));
  });
}

/**
 * Runs an installer: one line while it works (its latest words, on a terminal), one when it is done. Its whole output
 * is shown only if it fails.
 *
 * @param {string} title
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string> }} [options] env is added to ours
 * @returns {Promise<boolean>} whether it succeeded
 */
export async function install(title, command, args, { env = {} } = {}) {
  const started = Date.now();
  const isTerminal = process.stdout.isTTY === true;
  const width = (process.stdout.columns ?? 80) - 1;
  /** @type {string[]} */
  const lines = [];
  if (!isTerminal) say(`${title} …`);

  /** @param {string} line */
  const hear = (line) => {
    lines.push(line);
    if (isTerminal) process.stdout.write(`\r\x1b[K${`${title} … ${printable(line)}`.slice(0, width)}`);
  };
  hear('');
  const succeeded = await new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    createInterface({ input: child.stdout }).on('line', hear);
    createInterface({ input: child.stderr }).on('line', hear);
    child.on('error', (error) => {
      hear(error.message);
      resolve(false);
    });
    child.on('close', (code) => resolve(code === 0));
  });
  if (isTerminal) process.stdout.write('\r\x1b[K');
  say(`${title}: ${succeeded ? 'done' : 'failed'} after ${duration(Date.now() - started)}`);
  if (!succeeded) say(lines.map((line) => `    ${line}`).join('\n'));
  return succeeded;
}

/**
 * @param {string} line
 * @returns {string} the line without the control characters that would disturb ours
 */
function printable(line) {
  return [...line].filter((character) => character >= ' ' && character !== '\x7f').join('');
}

/**
 * Runs a script's main function: an explained failure is said in its words, anything else is a bug and keeps its stack.
 *
 * @param {() => Promise<number>} main its result is the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Explained ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
