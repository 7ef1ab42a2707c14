// @ts-check
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until there is an answer: while DevTools starts, its parts throw or are not there yet.
 *
 * @template T
 * @param {string} what
 * @param {number} within in ms
 * @param {() => Promise<T | undefined>} ask
 * @param {AbortSignal} [signal] ends the waiting: nobody will answer any more
 * @returns {Promise<T>}
 * @throws {Error} after that time, with what was thrown last as its cause; the signal's reason if it aborts
 */
export async function waitFor(what, within, ask, signal) {
  const deadline = Date.now() + within;
  /** @type {unknown} */
  let lastError;
  while (Date.now() < deadline) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      lastError = error;
    }
    signal?.throwIfAborted();
    await pause(30);
  }
  throw new Error(`Waited too long for ${what}.`, { cause: lastError });
}
