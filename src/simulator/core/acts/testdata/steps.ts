/** For tests: goes a way with one interaction. */
import { expect } from 'vitest';
import type { Harness } from '../../testdata/harness.ts';
import { ACTS, type Act, type Arrival, HAPPENINGS, type Happening } from '../act-types.ts';

/** An act, a happening, or ms that pass. */
export type Step = Act | Happening | number;

/** Lets it arrive and goes the steps, each of which must be possible; returns the interaction's id. */
export function go({ wwe, pass }: Harness, arrival: Arrival, steps: readonly Step[]): string {
  const id = wwe.arrive(arrival);
  for (const step of steps) {
    if (typeof step === 'number') pass(step);
    else if (isAct(step)) expect(wwe.act(step, id), step).toBe(true);
    else if (isHappening(step)) expect(wwe.happen(step, id), step).toBe(true);
  }
  return id;
}

const isAct = (step: Step): step is Act => ACTS.some((act) => act === step);
const isHappening = (step: Step): step is Happening => HAPPENINGS.some((what) => what === step);
