import { describe, expect, it } from 'vitest';
import { decodeWhole, type Fact } from '../../../recording/index.ts';
import { LIBRARY, type ScenarioName } from '../../scenarios/library.ts';
import { readScenario } from '../scenario/read.ts';
import type { Scenario } from '../scenario/scenario-types.ts';
import { readKey } from '../testdata/harness.ts';
import { recordScenario } from '../virtual/record.ts';
import { planReplay } from './make-plan.ts';
import { scenarioOf } from './to-scenario.ts';

/** When which interaction, by the order in which they came, was told to be in which state. */
function statesIn(facts: readonly Fact[]): readonly string[] {
  const uuids: unknown[] = [];
  const start = facts.find((fact) => fact.what === 'document');
  const lines = facts.flatMap((fact) => {
    if (fact.what !== 'entry' || fact.entry.kind !== 'event' || fact.entry.peer !== 'top') return [];
    const data = readKey(decodeWhole(fact.entry.body), 'data');
    const interaction = readKey(data, 'interaction');
    const uuid = readKey(interaction, 'interactionUUID');
    if (uuid === undefined) return [];
    if (!uuids.includes(uuid)) uuids.push(uuid);
    const atMs = fact.entry.t - (start?.what === 'document' ? start.info.timeOrigin : 0);
    return [`${atMs} ${uuids.indexOf(uuid)} ${readKey(interaction, 'state')} ${readKey(data, 'eventType')}`];
  });
  return [...new Set(lines)];
}

interface Saved {
  readonly facts: readonly Fact[];
  readonly scenario: Scenario;
  /** What the scenario that was made of the recording gives, played. */
  readonly replayed: ReturnType<typeof recordScenario>;
}

async function save(name: ScenarioName): Promise<Saved> {
  const { facts } = recordScenario(LIBRARY[name], { seed: 3 });
  const scenario = scenarioOf(await planReplay(null, facts), name);
  return { facts, scenario, replayed: recordScenario(scenario, { seed: 5 }) };
}

const known = new Map<ScenarioName, Promise<Saved>>();

/** Recorded, saved and played once for all tests: nothing of it is changed. */
function saved(name: ScenarioName): Promise<Saved> {
  const found = known.get(name) ?? save(name);
  known.set(name, found);
  return found;
}

describe('a scenario that is made of a recording', () => {
  it.each(Object.keys(LIBRARY) as ScenarioName[])(
    'of %s can be saved, read, and played with every step',
    async (name) => {
      const { scenario, replayed } = await saved(name);
      expect(readScenario(JSON.parse(JSON.stringify(scenario)))).toMatchObject({ ok: true });
      expect(replayed.skipped).toEqual([]);
    },
  );

  it.each<ScenarioName>(['calm-day', 'quarantine', 'five-hundred-interactions', 'noisy-page'])(
    'of %s shows the same interactions in the same states at the same times',
    async (name) => {
      const { facts, scenario, replayed } = await saved(name);
      expect(scenario.steps.filter((step) => step.do === 'say')).toEqual([]);
      expect(statesIn(replayed.facts)).toEqual(statesIn(facts));
    },
  );

  it('says in words what nothing leads to, at its time, and goes on', async () => {
    // Whether a transfer fails is a setting of WWE, which no message tells.
    const { scenario } = await saved('transfer-gone-wrong');
    expect(scenario.steps).toContainEqual({
      at: '0:08.5',
      do: 'say',
      text: 'Here the recording has chat-1 in the state ERROR.',
    });
    expect(scenario.steps.at(-1)?.do).toBe('done');
  });

  it('names interactions in what pages ask for, and reloads where WWE was reloaded', async () => {
    const { scenario } = await saved('reload-in-mid-call');
    const block = scenario.steps.find((step) => step.do === 'page' && step.call === 'interaction.blockMarkdone');
    expect(block).toMatchObject({ parameters: ['$call-2', 'The note is missing.'] });
    const reloads = scenario.steps.filter((step) => step.do === 'refresh' || step.do === 'reloadPage');
    expect(reloads.map((step) => step.do)).toEqual(['refresh', 'reloadPage']);
  });
});
