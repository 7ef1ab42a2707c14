// @ts-check
/** Starts the built simulator as a process of its own and waits until it serves. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SIMULATOR } from './build.mjs';
import { Explained, say } from './say.mjs';

/** The line that the simulator prints when it is ready. */
const READY = /^WWE simulator: (http:\/\/\S+)/;

/**
 * @param {string} root the repository
 * @param {import('./scenario.mjs').Prepared} [prepared] what it is started with, beside a free port
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 * @throws {Explained} if it ends before it is ready
 */
export async function startSimulator(root, { args, input } = { args: [], input: '' }) {
  const child = spawn(process.execPath, [join(root, SIMULATOR), '--port', '0', ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {}); // It ended before it read: it says why itself.
  child.stdin.end(input);
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.on('close', () => resolve()));
  const stop = () => {
    child.kill();
    return ended;
  };
  /** What it said before it was ready. @type {string[]} */
  const words = [];
  let isReady = false;
  const url = await new Promise((resolve, reject) => {
    /** @param {string} line */
    const hear = (line) => {
      if (isReady) return say(line);
      words.push(line);
      const ready = READY.exec(line)?.[1];
      if (ready === undefined) return;
      isReady = true;
      resolve(ready);
    };
    createInterface({ input: child.stdout }).on('line', hear);
    createInterface({ input: child.stderr }).on('line', hear);
    child.on('error', reject);
    child.on('close', () => reject(new Explained(['The simulator ended at its start:', ...words].join('\n    '))));
  });
  return { url, stop };
}
