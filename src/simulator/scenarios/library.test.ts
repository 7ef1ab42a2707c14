import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { INTERACTION_STATES } from '../../protocol/states.ts';
import { readScenario } from '../core/scenario/read.ts';
import { readScenarioText } from '../core/scenario/read-text.ts';
import { DEFAULT_SETTINGS } from '../core/settings/settings.ts';
import { applySettings } from '../core/settings/settings-patch.ts';
import { readKey } from '../core/testdata/harness.ts';
import { type RunMessage, type RunResult, runScenario } from '../core/virtual/run-scenario.ts';
import { LIBRARY, type ScenarioName } from './library.ts';

const run = (name: ScenarioName): RunResult => runScenario(LIBRARY[name]);
/** `eventType` or name of each event, with the state, and when it came. */
const eventsOf = ({ messages }: RunResult) =>
  messages
    .filter(({ forged, message }) => !forged && typeof readKey(message, 'event') === 'string')
    .map(({ atMs, message }) => {
      const data = readKey(message, 'data');
      const interaction = readKey(data, 'interaction');
      return {
        atMs,
        event: readKey(message, 'event'),
        eventType: readKey(data, 'eventType'),
        state: readKey(interaction, 'state'),
        id: readKey(interaction, 'interactionId') ?? readKey(data, 'interactionId'),
        uuid: readKey(interaction, 'interactionUUID'),
      };
    });
const answersOf = ({ messages }: RunResult): readonly RunMessage[] =>
  messages.filter(({ message }) => readKey(message, 'referenceId') !== undefined);
const interactionsOf = ({ desktop }: RunResult) => desktop.cases.flatMap(({ interactions }) => interactions);

describe.each(Object.keys(LIBRARY) as ScenarioName[])('%s', (name) => {
  it('is valid, as a typed scenario and as JSON', () => {
    expect(readScenario(LIBRARY[name])).toMatchObject({ ok: true });
    expect(readScenario(JSON.parse(JSON.stringify(LIBRARY[name])))).toMatchObject({ ok: true });
  });
  it('plays to its end with every step, twice with the same messages', () => {
    const [first, second] = [run(name), run(name)];
    expect(first.skipped).toEqual([]);
    expect(first.messages.length).toBeGreaterThan(10);
    expect(second).toEqual(first);
  });
  it('has other ids with another seed', () => {
    const uuids = (seed: number) =>
      eventsOf(runScenario(LIBRARY[name], { seed }))
        .map(({ uuid }) => uuid)
        .filter((uuid) => uuid !== undefined);
    expect(uuids(1)).not.toEqual(uuids(2));
  });
});

describe('a calm day', () => {
  it('has a ringing call, a chat, an e-mail, a consultation and a call that asks for a form within 5 s', () => {
    const { steps, ...calm } = LIBRARY['calm-day'];
    const all = interactionsOf(runScenario({ ...calm, steps: steps.slice(0, 11) }, { restMs: 4000 }));
    expect(all.map(({ state }) => state).sort()).toEqual(
      ['HELD', 'HISTORY_DONE', 'IDLE', 'INVITED', 'RINGING', 'TALKING'].sort(),
    );
    expect(all.filter(({ isConsultation }) => isConsultation)).toHaveLength(1);
    expect(all.find(({ state }) => state === 'IDLE')?.userData).toContainEqual(['FormRequired', 'yes']);
  });
  it('goes on for an hour, with all media; whom nobody answers gives up', () => {
    const result = run('calm-day');
    expect(result.lastedMs).toBeGreaterThan(3_600_000);
    expect(interactionsOf(result)).toHaveLength(6);
    const added = eventsOf(result).filter(({ eventType }) => eventType === 'ADDED');
    expect(added.filter(({ atMs }) => atMs > 20_000).length).toBeGreaterThan(150);
    expect(added.map(({ state }) => state)).toContain('RINGING');
    const media = new Set(
      result.messages.map(({ message }) => readKey(readKey(readKey(message, 'data'), 'interaction'), 'media')),
    );
    expect([...media]).toEqual(expect.arrayContaining(['voice', 'chat', 'email', 'workitem']));
  });
});

describe('a transfer gone wrong', () => {
  it('fails, comes back, succeeds; then a consultation ends and another completes', () => {
    const states = eventsOf(run('transfer-gone-wrong')).map(({ state }) => state);
    const order = [
      'TRANSFERRING',
      'ERROR',
      'TRANSFERRING',
      'HISTORY_DONE',
      'TRANSFERRING',
      'TRANSFER_COMPLETED',
      'RINGING',
    ];
    let from = 0;
    for (const state of order) {
      const found = states.indexOf(state, from);
      expect(found, `${state} after ${from}`).toBeGreaterThanOrEqual(from);
      from = found + 1;
    }
    expect(states.filter((state) => state === 'IDLE').length).toBeGreaterThanOrEqual(3);
  });
});

describe('mark done, blocked too long', () => {
  it('marks the first done at the timeout, the second at the second press, the third when the page lifts the block', () => {
    const result = run('mark-done-blocked-too-long');
    const done = eventsOf(result).filter(({ eventType }) => eventType === 'MARK_DONE');
    expect(done.map(({ atMs }) => atMs)).toEqual([12_000, 31_000, 55_000]);
    expect(eventsOf(result).filter(({ event }) => event === 'markdone')).toHaveLength(3);
    expect(interactionsOf(result)).toEqual([]);
  });
});

describe('a quarantine', () => {
  it('answers, falls silent for 30 s while events go on, and answers again', () => {
    const result = run('quarantine');
    const times = answersOf(result).map(({ atMs }) => atMs);
    expect(times.filter((at) => at < 11_500).length).toBeGreaterThanOrEqual(10);
    expect(times.filter((at) => at >= 11_500 && at < 41_000)).toEqual([]);
    expect(times.filter((at) => at > 42_000)).toHaveLength(1);
    expect(eventsOf(result).filter(({ atMs }) => atMs > 15_000 && atMs < 40_000).length).toBeGreaterThan(0);
  });
});

describe('a reload in mid-call', () => {
  it('keeps the UUIDs, and gives the ids to others', () => {
    const result = run('reload-in-mid-call');
    const ids = new Map<unknown, Set<unknown>>();
    for (const { uuid, id } of eventsOf(result)) {
      if (uuid !== undefined) ids.set(uuid, (ids.get(uuid) ?? new Set()).add(id));
    }
    expect([...ids.values()].map((all) => [...all])).toEqual([['1'], ['2', '1'], ['3', '2'], ['4', '3']]);
    const lists = answersOf(result).filter(({ message }) => Array.isArray(readKey(message, 'data')));
    expect(lists).toHaveLength(1);
  });
});

describe('500 interactions', () => {
  it('are on the desk at once', () => {
    let there = 0;
    let most = 0;
    for (const { eventType } of eventsOf(run('five-hundred-interactions'))) {
      if (eventType === 'ADDED') there += 1;
      if (eventType === 'REMOVED') there -= 1;
      most = Math.max(most, there);
    }
    expect(most).toBe(500);
    expect(there).toBe(100);
  });
});

describe('a noisy page', () => {
  it('gets foreign, malformed and forged messages, and a failure whose text is null', () => {
    const { messages } = run('noisy-page');
    const raw = messages.map(({ message }) => message);
    expect(raw).toEqual(expect.arrayContaining([null, 42, 'wweHello']));
    expect(messages.filter(({ forged }) => forged)).toHaveLength(3);
    expect(messages.some(({ message }) => readKey(message, 'errorMessage') === null)).toBe(true);
    expect(messages.some(({ message }) => readKey(message, 'frameId') === 'frame of frame-0')).toBe(true);
  });
});

describe('every state', () => {
  it('is on the wire, each for a second at least', () => {
    const result = run('every-state');
    const seen = new Map<unknown, number>();
    const since = new Map<unknown, { state: unknown; atMs: number }>();
    for (const { id, state, atMs, eventType } of eventsOf(result)) {
      if (state === undefined) continue;
      const before = since.get(id);
      if (before !== undefined && before.state !== state) {
        seen.set(before.state, Math.max(seen.get(before.state) ?? 0, atMs - before.atMs));
      }
      if (before?.state !== state) since.set(id, { state, atMs });
      if (eventType === 'REMOVED')
        seen.set(state, Math.max(seen.get(state) ?? 0, atMs - (since.get(id)?.atMs ?? atMs)));
    }
    expect([...seen.keys()].map(String).toSorted()).toEqual([...INTERACTION_STATES].toSorted());
    // What an interaction is when it leaves the list is seen only as long as that takes.
    const short = [...seen].filter(([, ms]) => ms < 1000).map(([state]) => String(state));
    expect(short.toSorted()).toEqual(
      [
        'CANCELED',
        'CANCELLED',
        'COMPLETED',
        'LEFT_CONFERENCE',
        'REJECTED',
        'REVOKED',
        'SENT',
        'TRANSFER_COMPLETED',
      ].toSorted(),
    );
  });
});

describe('the examples in docs/simulator.md', () => {
  const text = readFileSync('docs/simulator.md', 'utf8');
  const written = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => json);
  it('are a settings file and a scenario that can be used as they are', () => {
    const [settings = '', scenario = ''] = written;
    expect(written).toHaveLength(2);
    const { $schema: _, ...patch } = JSON.parse(settings);
    expect(applySettings(DEFAULT_SETTINGS, patch)).toMatchObject({ ok: true });
    expect(readScenarioText(scenario, 'docs/simulator.md')).toMatchObject({ ok: true });
  });
  it('name every scenario of the library', () => {
    const named = [...text.matchAll(/^\| `([a-z][a-z-]+)` \|/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(Object.keys(LIBRARY).sort());
  });
});
