/**
 * Trees of frames, hostile ones among them, at random: they repeat, forge, answer, load anew, move and come first. Through
 * the real session, the panel's real commands, and the real bridges, no command reaches a window whose origin is not the one
 * that the user was shown, and nothing of two WWEs becomes one.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { beforeAll, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { installTexts, messagesLookup } from '../text/i18n.ts';
import { happenings, origin } from './testdata/trust-steps.ts';
import { Trial } from './testdata/trust-trial.ts';

beforeAll(() => installTexts(messagesLookup(english)));

const SEED = process.env.WWE_SEED;
const RUNS = {
  numRuns: process.env.WWE_LONG === '1' ? 20_000 : 150,
  ...(SEED === undefined ? {} : { seed: Number(SEED) }),
} as const;
/** The long run takes minutes; nothing here is judged by its time. */
const TIMEOUT_MS = 900_000;

test(
  'no command reaches a window whose origin is not the one that the user was shown, and no two WWEs’ interactions are one',
  () => {
    let delivered = 0;
    fc.assert(
      fc.property(origin, origin, fc.boolean(), happenings, (top, opener, hasOpener, steps) => {
        const trial = new Trial([top, opener], hasOpener);
        for (const one of steps) trial.do(one);
        delivered += trial.delivered;
      }),
      RUNS,
    );
    // It is about something.
    assert.ok(delivered > RUNS.numRuns, `only ${delivered} commands were delivered`);
  },
  TIMEOUT_MS,
);
