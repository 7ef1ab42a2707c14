/** For vitest's `setupFiles`: random tests take the seed that `npm test` printed. */
import fc from 'fast-check';

const seed = process.env.WWE_SEED;
if (seed) fc.configureGlobal({ seed: Number(seed) });
