import { describe, expect, it } from 'vitest';
import { createHarness, type Harness } from '../testdata/harness.ts';

const target = { destination: '5002', kind: 'AGENT' } as const;

/** A call with a consultation that the colleague has answered. */
function consulting(settings: object = {}): { harness: Harness; main: string; consultation: string } {
  const harness = createHarness(settings);
  const { wwe, pass } = harness;
  const main = wwe.arrive({ party: 'Robin Sample', userData: { Segment: 'Gold' } });
  wwe.act('answer', main);
  expect(wwe.act('consult', main, { target, userData: { Reason: 'ask' } })).toBe(true);
  const consultation = wwe.made() ?? '';
  pass(2000);
  harness.subscribe('interaction');
  return { harness, main, consultation };
}
const wireOf = ({ request, answer }: Harness, id: string): unknown =>
  answer(request('interaction.getByInteractionId', [id]))?.data;
const statesOf = ({ wwe }: Harness): readonly (readonly [string, string])[] =>
  wwe.state().cases.flatMap(({ interactions }) => interactions.map(({ id, state }) => [id, state] as const));

describe('consultations', () => {
  it('are calls of their own, to the target, with the data of both; `made` names them', () => {
    const { harness, main, consultation } = consulting();
    expect(wireOf(harness, consultation)).toMatchObject({
      parentInteractionId: main,
      isConsultation: true,
      dnis: '5002',
      parties: [{ name: 'Lee Colleague' }],
      userData: { Segment: 'Gold', Reason: 'ask' },
    });
    expect(wireOf(harness, main)).not.toHaveProperty('userData.Reason');
    expect(harness.wwe.state().selectedInteraction).toBe(consultation);
    harness.wwe.act('hold', consultation);
    expect(harness.wwe.made()).toBeNull();
  });
  it('without a target go to a colleague', () => {
    const { wwe } = createHarness();
    const main = wwe.arrive();
    wwe.act('answer', main);
    wwe.act('consult', main, { party: 'Toni Teammate' });
    expect(wwe.state().cases[0]?.interactions[1]).toMatchObject({ parties: ['Toni Teammate'], party: 'Toni Teammate' });
  });
  it('cannot be completed before the colleague answers, or on the main call, or when that is over', () => {
    const { harness, main, consultation } = consulting({ farEndAnswersMs: 0 });
    const { wwe } = harness;
    expect(wwe.act('completeTransfer', consultation)).toBe(false);
    wwe.happen('farEndAnswers', consultation);
    for (const act of ['completeTransfer', 'completeConference'] as const) expect(wwe.act(act, main)).toBe(false);
    wwe.happen('partyLeaves', main);
    for (const act of ['completeTransfer', 'completeConference'] as const) {
      expect(wwe.act(act, consultation)).toBe(false);
    }
    expect(wwe.act('release', consultation)).toBe(true);
  });
  it('completed as a transfer end both calls', () => {
    const { harness, main, consultation } = consulting();
    expect(harness.wwe.act('completeTransfer', consultation)).toBe(true);
    expect(harness.story()).toEqual(['RELEASED IDLE', 'RELEASED IDLE']);
    expect(statesOf(harness)).toEqual([
      [main, 'IDLE'],
      [consultation, 'IDLE'],
    ]);
  });
  it('completed as a conference bring the colleague into the call', () => {
    const { harness, main, consultation } = consulting();
    expect(harness.wwe.act('completeConference', consultation)).toBe(true);
    expect(harness.story()).toEqual(['RELEASED IDLE', 'RETRIEVED TALKING', 'PARTY_ADDED TALKING']);
    expect(wireOf(harness, main)).toMatchObject({ parties: [{ name: 'Robin Sample' }, { name: 'Lee Colleague' }] });
    expect(harness.wwe.state().selectedInteraction).toBe(main);
    harness.wwe.partyLeaves(main);
    expect(wireOf(harness, main)).toMatchObject({ state: 'TALKING', parties: [{ name: 'Robin Sample' }] });
    expect(harness.story().at(-1)).toBe('PARTY_REMOVED TALKING');
    harness.wwe.partyLeaves(main);
    expect(wireOf(harness, main)).toMatchObject({ state: 'IDLE' });
  });
  it.each(['completeTransfer', 'completeConference'] as const)('afterConsultation gone: %s', (act) => {
    const { harness, main, consultation } = consulting({ afterConsultation: 'gone' });
    harness.wwe.act(act, consultation);
    expect(statesOf(harness).map(([id]) => id)).toEqual([main]);
    expect(harness.story().slice(0, 2)).toEqual(['RELEASED IDLE', 'REMOVED IDLE']);
  });
  it('may be one after the other, not two at once', () => {
    const { harness, main, consultation } = consulting();
    const { wwe } = harness;
    expect(wwe.act('consult', main)).toBe(false);
    wwe.act('release', consultation);
    expect(wwe.act('consult', main)).toBe(true);
  });
});

describe('markDoneOnRelease', () => {
  it('takes ended calls from the list at once', () => {
    const { harness, consultation } = consulting({ markDoneOnRelease: true });
    harness.wwe.act('completeTransfer', consultation);
    expect(statesOf(harness)).toEqual([]);
    expect(harness.story().filter((line) => line.startsWith('MARK_DONE'))).toHaveLength(2);
  });
  it('is held back by a block', () => {
    const harness = createHarness({ markDoneOnRelease: true });
    const id = harness.wwe.arrive();
    harness.wwe.act('answer', id);
    harness.request('interaction.blockMarkdone', [id, 'Save first']);
    harness.wwe.act('release', id);
    expect(harness.wwe.state().warnings).toMatchObject([{ interactionId: id }]);
    harness.request('interaction.unblockMarkdone', [id]);
    expect(statesOf(harness)).toEqual([]);
  });
});

it('goes by its number to somebody whom the interactions does not know', () => {
  const harness = createHarness();
  const main = harness.wwe.arrive();
  harness.wwe.act('answer', main);
  harness.wwe.act('consult', main, { target: { destination: 'SIP_5001', kind: 'AGENT' } });
  expect(wireOf(harness, harness.wwe.made() ?? '')).toMatchObject({
    dnis: 'SIP_5001',
    parties: [{ name: 'SIP_5001' }],
  });
});
