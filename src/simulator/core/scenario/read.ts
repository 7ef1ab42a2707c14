/** Reading a scenario that a person wrote: everything that is wrong is told, each with its place. */
import * as v from 'valibot';
import { didYouMean, orDidYouMean, quoted } from '../settings/nearest.ts';
import { checkScenario } from './check.ts';
import { MOST_PROBLEMS, type PathKey, problemAt, type ScenarioProblem } from './problem.ts';
import type { Scenario } from './scenario-types.ts';
import { scenarioSchema } from './schema.ts';
import { DEEDS, stepSchema } from './step-schema.ts';

/** A scenario, or what is wrong with it. */
export type ScenarioResult =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly ScenarioProblem[] };

/** Reads any value. Unknown keys are refused, so that a typo is not silently without effect. */
export function readScenario(value: unknown): ScenarioResult {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, problems: [problemAt([], 'A scenario is an object with title, about and steps.')] };
  }
  const result = v.safeParse(scenarioSchema, value);
  if (!result.success) {
    return { ok: false, problems: result.issues.slice(0, MOST_PROBLEMS).map((issue) => problemOf(issue, value)) };
  }
  const { $schema: _, ...scenario } = result.output;
  const problems = checkScenario(scenario);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, scenario };
}

function problemOf(issue: v.BaseIssue<unknown>, value: object): ScenarioProblem {
  const keys = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  return problemAt(
    issue.type === 'strict_object' && issue.expected !== 'never' ? keys.slice(0, -1) : keys,
    wordsOf(issue, keys, value),
  );
}

function wordsOf(issue: v.BaseIssue<unknown>, keys: readonly PathKey[], value: object): string {
  const key = String(keys.at(-1) ?? '');
  if (issue.type === 'variant') return deedWords(issue, keys);
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const known = keysAt(keys.slice(0, -1), value);
    return `${orDidYouMean(`There is no key ${quoted(key)} here`, key, known)} Known are ${known.join(', ')}.`;
  }
  if (issue.type === 'strict_object' && issue.received === 'undefined') return `"${key}" is missing.`;
  // The schema's own words begin small: they follow the key.
  const { message } = issue;
  return /^[A-Z]/.test(message) ? message : `"${key}" ${message}.`;
}

/** A step whose `do` is wrong, missing, or that is no object. */
function deedWords(issue: v.BaseIssue<unknown>, keys: readonly PathKey[]): string {
  const given: unknown = issue.input;
  if (keys.at(-1) !== 'do') return 'A step is an object such as {"at": "0:05", "do": "arrive", "as": "call"}.';
  if (typeof given !== 'string') return 'The step has no "do": what happens, such as "arrive" or "answer".';
  const maybe = didYouMean(given, DEEDS);
  return `There is no act ${quoted(given)}${maybe === '' ? `. There are ${DEEDS.join(', ')}.` : maybe}`;
}

/** The keys that an object of a scenario may have, by the way to it. */
function keysAt(keys: readonly PathKey[], value: object): readonly string[] {
  const [first, second, third] = keys;
  if (first === undefined) return Object.keys(scenarioSchema.entries).filter((key) => key !== '$schema');
  if (first === 'actors') return ['name', 'phone', 'email', 'userData'];
  if (third === 'target') return ['destination', 'kind'];
  const steps: unknown = Reflect.get(value, 'steps');
  const step: unknown = Array.isArray(steps) && typeof second === 'number' ? steps[second] : undefined;
  const option = stepSchema.options.find(({ entries }) => v.is(entries.do, field(step, 'do')));
  return option === undefined ? [] : Object.keys(option.entries);
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
