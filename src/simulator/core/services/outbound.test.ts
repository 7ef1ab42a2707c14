import { describe, expect, it } from 'vitest';
import { createHarness, type Harness, readKey } from '../testdata/harness.ts';

function preview(patch: object = {}, seed = 1): Harness {
  const harness = createHarness(patch, seed);
  harness.subscribe(['interaction', 'outbound']);
  harness.request('outbound.getPreviewRecord', ['CampaignSIP']);
  return harness;
}

const dataOf = ({ request, answer }: Harness, service: string, ...parameters: readonly unknown[]): unknown =>
  answer(request(`outbound.${service}`, parameters))?.data;
const problemOf = ({ request, answer }: Harness, service: string, ...parameters: readonly unknown[]): unknown =>
  answer(request(`outbound.${service}`, parameters))?.errorMessage;

describe('campaigns', () => {
  const campaigns = [
    { name: 'Winter', mode: 'Pull' },
    { name: 'Summer', mode: 'Direct Push' },
  ];
  it('tell of themselves, with the mode when they start', () => {
    const { wwe, subscribe, events } = createHarness({ campaigns });
    subscribe('outbound');
    expect(wwe.campaign('CampaignLoaded', 'Summer')).toBe(true);
    expect(wwe.campaign('CampaignStarted', 'Summer')).toBe(true);
    expect(wwe.campaign('CampaignUnloaded', 'Winter')).toBe(true);
    expect(wwe.campaign('CampaignLoaded', 'Autumn')).toBe(false);
    expect(events('outbound').map(({ data }) => data)).toEqual([
      { eventType: 'CampaignLoaded', campaign: 'Summer' },
      { eventType: 'CampaignStarted', campaign: 'Summer', mode: 'Direct Push' },
      { eventType: 'CampaignUnloaded', campaign: 'Winter' },
    ]);
  });
  it.each([
    ['names', [{ name: 'Summer' }]],
    ['withMode', [{ name: 'Summer', mode: 'Direct Push' }]],
    ['texts', ['Summer']],
  ] as const)('are listed while they are loaded: %s', (campaignForm, expected) => {
    const harness = createHarness({ campaigns, campaignForm });
    harness.wwe.campaign('CampaignUnloaded', 'Winter');
    expect(dataOf(harness, 'getCampaigns')).toEqual(expected);
    expect(problemOf(harness, 'getPreviewRecord', 'Winter')).toContain('Winter');
    harness.wwe.campaign('CampaignLoaded', 'Winter');
    expect(problemOf(harness, 'getPreviewRecord', 'Winter')).toBeUndefined();
  });
});

describe('a preview record', () => {
  it('brings its record as user data, and is called with it', () => {
    const harness = preview({}, 3);
    const record = harness.wwe.state().cases[0]?.interactions[0];
    expect(record).toMatchObject({ medium: 'outboundpreview', state: 'PREVIEW' });
    const userData = Object.fromEntries(record?.userData ?? []);
    expect(userData).toMatchObject({ GSW_CAMPAIGN_NAME: 'CampaignSIP', GSW_RECORD_HANDLE: 1, GSW_CALL_RESULT: 28 });
    const chain = dataOf(harness, 'getChainedRecords', '1');
    if (!Array.isArray(chain)) throw new TypeError('not a list');
    const last = chain.at(-1);
    expect(chain.length).toBeGreaterThan(1);
    expect(problemOf(harness, 'callPreviewRecord', '1', chain.length)).toBeUndefined();
    const [, call] = harness.wwe.state().cases[0]?.interactions ?? [];
    expect(call).toMatchObject({ medium: 'voice', state: 'DIALING' });
    expect(call?.voice?.dnis).toBe(readKey(last, 'GSW_PHONE'));
    expect(call?.userData).toContainEqual(['GSW_RECORD_HANDLE', chain.length]);
    // What concerns the record may be said of its call as well.
    expect(problemOf(harness, 'setCallResult', call?.id, 6)).toBeUndefined();
    expect(dataOf(harness, 'getCallResult', '1')).toBe(6);
    expect(dataOf(harness, 'getRecordFields', call?.id)).toEqual({ ...last, GSW_CALL_RESULT: 6 });
    expect(problemOf(harness, 'callPreviewRecord', '1', 1)).toContain('IDLE');
  });
  it('has the same records for the same seed, and other ids are not touched by them', () => {
    const chainOf = (seed: number): unknown => dataOf(preview({}, seed), 'getChainedRecords', '1');
    expect(chainOf(4)).toEqual(chainOf(4));
    const [with1, without] = [createHarness(), createHarness()];
    with1.request('auth.getJwtToken');
    expect(with1.wwe.state()).toEqual(without.wwe.state());
    expect([with1, without].map(({ wwe }) => wwe.uuidOf(wwe.arrive()))[0]).toBe(
      without.wwe.state().cases[0]?.interactions[0]?.uuid,
    );
  });
  it.each([
    ['interaction', true, false],
    ['outbound', false, true],
    ['both', true, true],
  ] as const)('is told of as previewEvents says: %s', (previewEvents, asInteraction, asOutbound) => {
    const harness = preview({ previewEvents });
    const told = (name: string): boolean =>
      harness.events(name).some(({ data }) => readKey(readKey(data, 'interaction'), 'state') === 'PREVIEW');
    expect([told('interaction'), told('outbound')]).toEqual([asInteraction, asOutbound]);
  });
  it('that came by other ways has its record too', () => {
    const harness = createHarness();
    const id = harness.wwe.arrive({
      medium: 'outboundpreview',
      userData: { GSW_PHONE: '+15550199', GSW_RECORD_HANDLE: 101 },
    });
    expect(dataOf(harness, 'getChainedRecords', id)).toMatchObject([{ GSW_PHONE: '+15550199' }]);
    expect(problemOf(harness, 'callPreviewRecord', id, 101)).toBeUndefined();
    expect(harness.wwe.state().cases[0]?.interactions.at(-1)?.voice?.dnis).toBe('+15550199');
  });
  it.each([
    ['callPreviewRecord', [9], 'record handle'],
    ['callPreviewRecord', [], 'record handle'],
    ['updateRecordFields', ['GSW_FROM'], 'object'],
    ['updateRecordFields', [{ GSW_FROM: [10] }], 'GSW_FROM'],
    ['setCallResult', ['6'], 'numbers'],
    ['setCallResult', [4711], 'numbers'],
    ['rescheduleRecord', [1, '11/22/2026', 'CAMPAIGN'], 'month/day/year'],
    ['rescheduleRecord', [1, '22/11/2026 13:5', 'CAMPAIGN'], 'month/day/year'],
    ['rescheduleRecord', [1, '2/30/2026 13:5', 'CAMPAIGN'], 'month/day/year'],
    ['rescheduleRecord', [1, '11/22/2026 24:0', 'CAMPAIGN'], 'month/day/year'],
    ['rescheduleRecord', [1, 1795266000000, 'CAMPAIGN'], 'month/day/year'],
    ['rescheduleRecord', [1, '11/22/2026 13:5'], 'callback type'],
    ['rescheduleRecord', [7, '11/22/2026 13:5', 'CAMPAIGN'], 'record handle'],
    ['cancelReschedule', [], 'not rescheduled'],
  ] as const)('%s refuses %j in words', (method, parameters, words) => {
    expect(problemOf(preview(), method, '1', ...parameters)).toContain(words);
  });
  it('takes dates with leading zeros, and a 29th of February', () => {
    const harness = preview();
    for (const date of ['01/02/2030 09:05', '1/2/2030 9:5', '2/29/2028 0:0']) {
      expect(problemOf(harness, 'rescheduleRecord', '1', 1, date, 'PERSONAL')).toBeUndefined();
    }
  });
  it('is none of an ordinary call', () => {
    const harness = createHarness();
    expect(problemOf(harness, 'getCallResult', harness.wwe.arrive())).toContain('no outbound record');
  });
});

describe('direct push', () => {
  const states = ({ wwe }: Harness): unknown[] => wwe.state().cases.map(({ interactions }) => interactions[0]?.state);
  it('offers a record every directPushMs until it is stopped; started twice, it is one', () => {
    const harness = createHarness({ directPushMs: 20_000 });
    for (let times = 0; times < 2; times += 1) harness.request('outbound.startDirectPushPreview');
    harness.pass(19_999);
    expect(states(harness)).toEqual([]);
    harness.pass(1);
    expect(states(harness)).toEqual(['INVITED']);
    harness.wwe.act('accept', '1');
    harness.pass(20_000);
    expect(states(harness)).toEqual(['PREVIEW', 'INVITED']);
    harness.request('outbound.stopDirectPushPreview');
    harness.pass(60_000);
    expect(states(harness)).toHaveLength(2);
  });
  it('waits while the last record is still offered, and ends with a reload of WWE', () => {
    const harness = createHarness({ directPushMs: 20_000 });
    harness.request('outbound.startDirectPushPreview');
    harness.pass(100_000);
    expect(states(harness)).toEqual(['INVITED']);
    harness.wwe.act('reject', '1');
    harness.wwe.refresh();
    harness.pass(100_000);
    expect(states(harness)).not.toContain('INVITED');
  });
  it('fails without a loaded campaign', () => {
    expect(problemOf(createHarness({ campaigns: [] }), 'startDirectPushPreview')).toContain('campaign');
  });
});
