/** A Firefox that stops the relay again and again, at moments that a seed chooses. */
import { setTimeout as pause } from 'node:timers/promises';
import { backgroundName, stopBackground } from '../../../scripts/firefox/addon.mjs';
import type { FirefoxBrowser } from './browser.ts';

/** The same moments again: `WWE_SEED=…`. */
export const SEED = Number(process.env.WWE_SEED ?? 1);
/** Between two stops, in ms. */
const LONGEST_PAUSE = 1_500;

/** Numbers from 0 to 1, the same for the same seed (a linear congruential generator: moments need no better one). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Stops the relay until the browser closes. One that is only just starting is left alone: Firefox, too, stops none before
 * it has had what it was started for, and on a busy computer a start takes longer than the pause between two stops.
 * @returns the browser; closing it fails if a stop did
 */
export function restless(browser: FirefoxBrowser): FirefoxBrowser {
  const next = random(SEED);
  const ending = new AbortController();
  const { signal } = ending;

  async function disturb(): Promise<void> {
    let before: string | null = null;
    while (!signal.aborted) {
      await pause(next() * LONGEST_PAUSE, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      const name = await backgroundName(browser.firefox);
      // It has run since the last look, or longer.
      if (name !== null && name === before) await stopBackground(browser.firefox);
      before = name;
    }
  }

  const disturbing = disturb();
  const close = browser.close.bind(browser);
  return Object.assign(browser, {
    async close() {
      ending.abort();
      await disturbing;
      await close();
    },
  });
}
