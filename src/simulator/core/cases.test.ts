import { describe, expect, it } from 'vitest';
import { createHarness } from './testdata/harness.ts';

describe('docs/protocol.md#simulator-case-events: case events', () => {
  it('come as COLLAPSED, EXPANDED, SELECTED, with the ids of the seed’s run', () => {
    const { wwe, subscribe, request, story, answer } = createHarness();
    wwe.arrive();
    wwe.arrive();
    const [left, chosen] = wwe.state().cases.map(({ id }) => id);
    subscribe('interaction');
    expect(answer(request('interaction.selectCaseByCaseId', [chosen]))).not.toHaveProperty('errorMessage');
    expect(story()).toEqual([`CASE_COLLAPSED ${left}`, `CASE_EXPANDED ${left}`, `CASE_SELECTED ${chosen}`]);
    wwe.configure({ caseEventIds: 'each' });
    wwe.selectCase(String(left));
    expect(story().slice(3)).toEqual([`CASE_COLLAPSED ${chosen}`, `CASE_EXPANDED ${left}`, `CASE_SELECTED ${left}`]);
  });
  it('carry no interaction; selecting the selected case says nothing; an unknown case fails', () => {
    const { wwe, subscribe, request, events, answer } = createHarness();
    wwe.arrive();
    wwe.arrive();
    subscribe('interaction');
    wwe.selectCase(wwe.state().cases[0]?.id ?? '');
    expect(events('interaction')).toEqual([]);
    wwe.selectCase(wwe.state().cases[1]?.id ?? '');
    for (const { data } of events('interaction')) {
      expect(Object.keys(Object(data)).sort()).toEqual(['eventType', 'selectedCaseId']);
    }
    expect(answer(request('interaction.selectCaseByCaseId', ['nowhere']))).toHaveProperty('errorMessage');
  });
  it('follow the answer to the request by default, or go before it', () => {
    const { wwe, posted, subscribe, request } = createHarness();
    wwe.arrive();
    wwe.arrive();
    const [first, second] = wwe.state().cases.map(({ id }) => id);
    subscribe('interaction');
    const from = posted.length;
    request('interaction.selectCaseByCaseId', [second]);
    expect(posted[from]?.message).toHaveProperty('referenceId');
    wwe.configure({ answerOrder: 'eventsFirst' });
    request('interaction.selectCaseByCaseId', [first]);
    expect(posted.at(-1)?.message).toHaveProperty('referenceId');
  });
});

describe('determinism', () => {
  it('gives the same messages for the same seed, and others for another', () => {
    const run = (seed: number): string => {
      const { wwe, posted, subscribe, pass } = createHarness({}, seed);
      subscribe('interaction');
      wwe.act('answer', wwe.arrive());
      wwe.act('accept', wwe.arrive({ medium: 'chat' }));
      pass(5000);
      return JSON.stringify(posted);
    };
    expect(run(7)).toBe(run(7));
    expect(run(7)).not.toBe(run(8));
  });
});
