/** The scenarios that come with the simulator, by name. */
import type { Scenario } from '../core/scenario/scenario-types.ts';
import { calmDay } from './calm-day.ts';
import { everyState } from './every-state.ts';
import { fiveHundredInteractions } from './five-hundred-interactions.ts';
import { markDoneBlockedTooLong } from './mark-done-blocked-too-long.ts';
import { noisyPage } from './noisy-page.ts';
import { quarantine } from './quarantine.ts';
import { reloadInMidCall } from './reload-in-mid-call.ts';
import { transferGoneWrong } from './transfer-gone-wrong.ts';

/** Name → scenario, in the order in which they are offered. */
export const LIBRARY = {
  'calm-day': calmDay,
  'transfer-gone-wrong': transferGoneWrong,
  'mark-done-blocked-too-long': markDoneBlockedTooLong,
  quarantine,
  'reload-in-mid-call': reloadInMidCall,
  'five-hundred-interactions': fiveHundredInteractions,
  'noisy-page': noisyPage,
  'every-state': everyState,
} as const satisfies Readonly<Record<string, Scenario>>;

/** The name of a scenario of the library. */
export type ScenarioName = keyof typeof LIBRARY;

/** Whether the library has a scenario of this name. */
export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(LIBRARY, name);
}
