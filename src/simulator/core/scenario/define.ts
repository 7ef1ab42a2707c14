/** A scenario in TypeScript. */
import type { Scenario } from './scenario-types.ts';

/** Returns the scenario as it is; the compiler and the editor check it and complete its words. */
export function defineScenario<const T extends Scenario>(scenario: T): Scenario {
  return scenario;
}
