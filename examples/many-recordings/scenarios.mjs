// @ts-check
/**
 * What happens in each recording: a scenario of the simulator's library, in turn, or a busy hour; with a page that writes
 * user data and blocks mark done, not always as it should. The same number gives the same scenario.
 *
 * @typedef {import('wwe-devtools/simulator').Scenario} Scenario
 * @typedef {Scenario['steps'][number]} Step
 */

/** Keys that the pages write. WWE allows the first two. */
const KEYS = ['Segment', 'OrderCount', 'Note', 'CallReason'];
const SETTINGS = { writeAllowed: 'Segment, OrderCount' };

/**
 * Numbers from 0 to 1 that look random, and are the same for the same seed.
 *
 * @param {number} seed
 * @returns {() => number}
 */
function randomOf(seed) {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39) | 0;
    return ((state ^ (state >>> 12)) >>> 0) / 2 ** 32;
  };
}

/**
 * @param {number} n
 * @param {Readonly<Record<string, Scenario>>} library
 * @returns {{ name: string, scenario: Scenario }}
 */
export function scenarioOf(n, library) {
  const names = Object.keys(library);
  const random = randomOf(n);
  const name = names[n % (names.length + 1)];
  const scenario = name === undefined ? undefined : library[name];
  if (name === undefined || scenario === undefined) return { name: 'busy-hour', scenario: busyHour(random) };
  return {
    name,
    scenario: { ...scenario, settings: { ...scenario.settings, ...SETTINGS }, steps: withWork(scenario.steps, random) },
  };
}

/**
 * The page writes after each contact that the agent takes.
 *
 * @param {readonly Step[]} steps
 * @param {() => number} random
 * @returns {Step[]}
 */
function withWork(steps, random) {
  return steps.flatMap((step) => {
    const isTaken = (step.do === 'answer' || step.do === 'accept') && step.times === undefined;
    return isTaken ? [step, write(step.on, random)] : [step];
  });
}

/**
 * @param {string} on
 * @param {() => number} random
 * @returns {Step}
 */
function write(on, random) {
  const key = KEYS[Math.floor(random() * KEYS.length)] ?? 'Note';
  return { do: 'page', call: 'interaction.setUserData', parameters: [`$${on}`, { [key]: Math.floor(random() * 100) }] };
}

/**
 * Calls, one after the other, that are held for a while, and whose mark done is blocked. One page in ten forgets to lift it.
 *
 * @param {() => number} random
 * @returns {Scenario}
 */
function busyHour(random) {
  /** @type {Step[]} */
  const steps = [];
  for (let call = 1; call <= 12; call += 1) {
    const on = `call${call}`;
    const seconds = (/** @type {number} */ most) => `${1 + Math.floor(random() * most)}s`;
    steps.push(
      { after: seconds(60), do: 'arrive', as: on },
      { after: seconds(10), do: 'answer', on },
      write(on, random),
      { do: 'page', call: 'interaction.blockMarkdone', parameters: [`$${on}`, 'The form is not saved.'] },
      { after: seconds(30), do: 'hold', on },
      { after: seconds(90), do: 'resume', on },
      { after: seconds(60), do: 'release', on },
    );
    if (random() > 0.1) steps.push({ do: 'page', call: 'interaction.unblockMarkdone', parameters: [`$${on}`] });
    steps.push({ after: '1s', do: 'done', on });
  }
  return { title: 'A busy hour', about: 'Calls that are held.', settings: SETTINGS, steps };
}
