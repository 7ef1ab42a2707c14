/** Messages that get lost on their way. */

import type { Settings } from '../settings/settings.ts';
import { createRandom } from '../state/random.ts';

/** Keeps this chance apart from the one that makes ids: more or less loss changes no id. */
const OWN_SEED = 0x10_55_10_55;

/** Makes the chance: each call is one message, true if it is lost. Same seed, same losses. */
export function createLoss(seed: number, settings: () => Settings): () => boolean {
  const random = createRandom(seed ^ OWN_SEED);
  return () => {
    const { lossPercent } = settings();
    return lossPercent > 0 && random.below(100_000) < lossPercent * 1000;
  };
}
