/**
 * A WWE that is loaded anew at random and gives the ids of its contacts to others, with clients in it, around it and opened by
 * it. Through the real session, the panel's real commands and the real bridges, whatever comes late: no request that carries
 * an id reaches another contact than the one that the user was shown, and no row is made of two contacts. No
 * subscription is ended but the one that the user was shown, where WWE's words tell that it was loaded anew.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { beforeAll, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { installTexts, messagesLookup } from '../text/i18n.ts';
import { lives } from './testdata/lives-steps.ts';
import { LivesTrial, type Place } from './testdata/lives-trial.ts';

beforeAll(() => installTexts(messagesLookup(english)));

const SEED = process.env.WWE_SEED;
const RUNS = {
  numRuns: process.env.WWE_LONG === '1' ? 20_000 : 300,
  ...(SEED === undefined ? {} : { seed: Number(SEED) }),
} as const;
/** The long run takes minutes, on a busy machine many; nothing here is judged by its time. */
const TIMEOUT_MS = 3_600_000;

test(
  'no request carries an id to a WWE that it was not shown for',
  () => {
    const reached = new Map<string, number>();
    let ended = 0;
    fc.assert(
      fc.property(lives, ({ place, isWatched, steps }) => {
        const trial = new LivesTrial(place as Place, isWatched);
        try {
          for (const one of steps) trial.do(one);
        } finally {
          trial.stop();
        }
        ended += trial.ended;
        reached.set(place, (reached.get(place) ?? 0) + trial.afterReload);
      }),
      RUNS,
    );
    assert.ok(ended > RUNS.numRuns / 40, `${ended} subscriptions were ended`);
    // It is about something: in each place, WWE gets requests after it was loaded anew.
    for (const place of ['top', 'framed', 'around', 'opener'])
      assert.ok(
        (reached.get(place) ?? 0) > RUNS.numRuns / 40,
        `${place}: ${reached.get(place)} reached WWE after a reload`,
      );
  },
  TIMEOUT_MS,
);
