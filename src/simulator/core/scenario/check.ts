/** What a scenario's shape does not tell: names that must have been made, times in order, settings that exist. */

import { orDidYouMean, quoted } from '../settings/nearest.ts';
import { DEFAULT_SETTINGS, type Settings } from '../settings/settings.ts';
import { applySettings } from '../settings/settings-patch.ts';
import { placeholdersOf } from './placeholders.ts';
import { MOST_PROBLEMS, type PathKey, problemAt, type ScenarioProblem } from './problem.ts';
import type { Scenario } from './scenario-types.ts';
import { type Due, dueOf, MOST_STEPS, timelineOf } from './timeline.ts';
import { writeTime } from './times.ts';

/** The acts that make an interaction of their own. */
const MAKES: ReadonlySet<string> = new Set(['arrive', 'dial', 'consult', 'callRecord']);

const AS_HINT = ', and none has a name: a step names its interaction with "as"';

/** All problems of a scenario whose shape is right, at most `MOST_PROBLEMS`. */
export function checkScenario(scenario: Scenario): readonly ScenarioProblem[] {
  const problems = [...checkSettings(scenario), ...checkTimes(scenario)];
  // Names depend on the order of the steps: without right times there is none.
  if (problems.length === 0) problems.push(...checkNames(scenario));
  return problems.slice(0, MOST_PROBLEMS);
}

function checkSettings({ settings, steps }: Scenario): ScenarioProblem[] {
  const problems: ScenarioProblem[] = [];
  let current = DEFAULT_SETTINGS;
  const apply = (patch: Partial<Settings>, keys: readonly PathKey[]): void => {
    const result = applySettings(current, patch);
    if (result.ok) current = result.settings;
    else problems.push(...result.problems.map((message) => problemAt([...keys, ...namedIn(message, patch)], message)));
  };
  if (settings !== undefined) apply(settings, ['settings']);
  for (const [index, step] of steps.entries()) {
    if (step.do === 'settings') apply(step.settings, ['steps', index, 'settings']);
  }
  return problems;
}

/** The key of the patch that a problem's words name, so that it is shown on that key's line. */
function namedIn(message: string, patch: object): readonly string[] {
  const found = Object.keys(patch).find((key) => message.includes(`"${key}"`) || message.includes(`Setting ${key}`));
  return found === undefined ? [] : [found];
}

function checkTimes({ steps }: Scenario): ScenarioProblem[] {
  const problems: ScenarioProblem[] = [];
  let before: Due | null = null;
  let total = 0;
  for (const [index, step] of steps.entries()) {
    const due: Due = dueOf(step, before);
    const problem = (key: string, message: string) => problems.push(problemAt(['steps', index, key], message));
    if (step.at !== undefined && step.after !== undefined) problem('after', '"at" and "after" exclude each other.');
    if (step.every !== undefined && step.times === undefined) problem('every', '"every" needs "times": how often.');
    if (step.times !== undefined && step.every === undefined) problem('times', '"times" needs "every": how far apart.');
    if (step.at !== undefined && before !== null && due.first < before.first) {
      const [mine, theirs] = [writeTime(due.first), writeTime(before.first)];
      problem('at', `The step is at ${mine}, the one before it at ${theirs}: write them in the order of time.`);
    }
    total += due.times;
    if (total > MOST_STEPS) {
      problem('times', `With this step there are more than ${MOST_STEPS} steps, repetitions counted.`);
      break;
    }
    before = due;
  }
  return problems;
}

function checkNames(scenario: Scenario): ScenarioProblem[] {
  const actors = Object.keys(scenario.actors ?? {});
  const made = new Set<string>();
  const problems = new Map<string, ScenarioProblem>();
  for (const { deed, index } of timelineOf(scenario)) {
    if (problems.size >= MOST_PROBLEMS) break;
    const add = (key: string, words: () => string): void => {
      // A repeated step is wrong in one place, however often it comes.
      const place = `${index} ${key}`;
      if (!problems.has(place)) problems.set(place, problemAt(['steps', index, key], words()));
    };
    const known = (key: string, name: string | undefined): void => {
      if (name === undefined || made.has(name)) return;
      add(key, () =>
        orDidYouMean(`No step before it makes ${quoted(name)}${made.size === 0 ? AS_HINT : ''}`, name, made),
      );
    };
    if (deed.do === 'arrive') {
      const { from } = deed;
      if (from !== undefined && !actors.includes(from)) {
        add('from', () => orDidYouMean(`There is no actor ${quoted(from)}`, from, actors));
      }
      known('inCaseOf', deed.inCaseOf);
    }
    if ('on' in deed) known('on', deed.on);
    if (deed.do === 'page') for (const name of placeholdersOf(deed.parameters ?? [])) known('parameters', name);
    if (!('as' in deed) || deed.as === undefined) continue;
    if (!MAKES.has(deed.do)) add('as', () => `"${deed.do}" makes no interaction that could be named.`);
    if (made.has(deed.as)) add('as', () => `There is a "${deed.as}" already${repeatHint(scenario, index)}.`);
    made.add(deed.as);
  }
  return [...problems.values()];
}

function repeatHint({ steps }: Scenario, index: number): string {
  const step = steps[index];
  return step?.times !== undefined && step.times > 1 ? ': a repeated step needs {n} in the name' : '';
}
