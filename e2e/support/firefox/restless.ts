/** A Firefox that stops the relay again and again, at moments that a seed chooses. */
import { setTimeout as pause } from 'node:timers/promises';
import { stopBackground } from '../../../scripts/firefox/addon.mjs';
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

/** Stops the relay until the browser closes. @returns the browser; closing it fails if a stop did */
export function restless(browser: FirefoxBrowser): FirefoxBrowser {
  const next = random(SEED);
  const ending = new AbortController();
  const { signal } = ending;

  async function disturb(): Promise<void> {
    while (!signal.aborted) {
      await pause(next() * LONGEST_PAUSE, undefined, { signal }).catch(() => {});
      if (!signal.aborted) await stopBackground(browser.firefox);
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
