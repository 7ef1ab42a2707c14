import { describe, expect, it } from 'vitest';
import type { InteractionModel } from '../model.ts';
import { createHarness, type Harness, readKey } from '../testdata/harness.ts';
import type { Arrival } from './act-types.ts';

const modelOf = ({ wwe }: Harness, id: string): InteractionModel | undefined =>
  wwe
    .state()
    .cases.flatMap(({ interactions }) => interactions)
    .find((one) => one.id === id);
const wireOf = ({ request, answer }: Harness, id: string): unknown =>
  answer(request('interaction.getByInteractionId', [id]))?.data;

describe('arrivals', () => {
  it.each<[Arrival, object]>([
    [{}, { kind: 'voice', medium: 'voice', state: 'RINGING', voice: { direction: 'IN', callType: 'INBOUND' } }],
    [{ direction: 'OUT' }, { kind: 'voice', state: 'DIALING', voice: { direction: 'OUT', callType: 'OUTBOUND' } }],
    [{ callType: 'OUTBOUND' }, { state: 'DIALING', voice: { direction: 'OUT', ani: '5001' } }],
    [
      { callType: 'INTERNAL', ani: '5002' },
      { state: 'RINGING', voice: { callType: 'INTERNAL', ani: '5002' } },
    ],
    [
      { direction: 'UNKNOWN', state: 'UNKNOWN' },
      { state: 'UNKNOWN', voice: { callType: 'UNKNOWN' } },
    ],
    [{ medium: 'chat' }, { kind: 'chat', state: 'INVITED', voice: null }],
    [{ medium: 'email' }, { kind: 'email', medium: 'email', state: 'INVITED' }],
    [
      { medium: 'email', direction: 'OUT' },
      { kind: 'outboundEmail', medium: 'email', state: 'CREATED' },
    ],
    [{ medium: 'workitem' }, { kind: 'openMedia', medium: 'workitem', state: 'INVITED', parties: [] }],
    [{ medium: 'instagram' }, { kind: 'openMedia', medium: 'instagram', state: 'INVITED' }],
    [{ medium: 'outboundpreview' }, { kind: 'preview', medium: 'outboundpreview', state: 'PREVIEW' }],
  ])('%j', (arrival, expected) => {
    const harness = createHarness();
    const id = harness.wwe.arrive(arrival);
    expect(modelOf(harness, id)).toMatchObject(expected);
    expect(harness.wwe.made()).toBe(id);
  });
  it.each<[Arrival, RegExp]>([
    [{ state: 'INVITED' }, /^A call cannot begin in state INVITED, only in RINGING, DIALING/],
    [{ medium: 'chat', state: 'RINGING' }, /^A chat cannot begin in state RINGING/],
    [{ medium: 'email', direction: 'OUT', state: 'INVITED' }, /^An outbound e-mail cannot begin in state INVITED/],
    [{ medium: 'outboundpreview', state: 'READY' }, /^A call preview cannot begin in state READY/],
    [{ medium: 'instagram', state: 'JOIN_PENDING' }, /^An interaction of open media cannot begin/],
    [{ direction: 'IN', state: 'DIALING' }, /comes in is not DIALING/],
    [{ direction: 'OUT', state: 'RINGING' }, /goes out is not RINGING/],
    [{ callType: 'OUTBOUND', state: 'RINGING' }, /goes out is not RINGING/],
    [{ medium: '' }, /must have a name/],
    [{ inCaseOf: '99' }, /no interaction 99/],
  ])('that make no sense are refused in words, and leave the interactions alone: %j', (arrival, words) => {
    const { wwe } = createHarness();
    expect(() => wwe.arrive(arrival)).toThrow(RangeError);
    expect(() => wwe.arrive(arrival)).toThrow(words);
    expect(wwe.state().cases).toEqual([]);
    expect(wwe.made()).toBeNull();
  });
  it('join a case; the first interaction is the main one, and the next when that is gone', () => {
    const harness = createHarness();
    const { wwe } = harness;
    const call = wwe.arrive();
    const chat = wwe.arrive({ medium: 'chat', inCaseOf: call });
    const email = wwe.arrive({ medium: 'email', direction: 'OUT', inCaseOf: chat });
    expect(wwe.state().cases.map(({ interactions }) => interactions.map(({ id }) => id))).toEqual([
      [call, chat, email],
    ]);
    const main = (): unknown[] =>
      [call, chat, email].map((id) => readKey(wireOf(harness, id), 'isMainCaseInteraction'));
    expect(main()).toEqual([true, false, false]);
    wwe.act('reject', call);
    wwe.act('done', call);
    expect(main()).toEqual([undefined, true, false]);
  });
  it('of a consultation in the case of a call belong to that call', () => {
    const harness = createHarness();
    const main = harness.wwe.arrive({ state: 'HELD' });
    const consultation = harness.wwe.arrive({
      state: 'TALKING',
      direction: 'OUT',
      callType: 'CONSULT',
      inCaseOf: main,
    });
    expect(wireOf(harness, consultation)).toMatchObject({
      parentInteractionId: main,
      isConsultation: true,
      isMainCaseInteraction: false,
    });
    expect(harness.wwe.act('completeTransfer', consultation)).toBe(true);
  });
  it('bring user data of their kind, with the given ones laid over', () => {
    const harness = createHarness({ campaigns: [{ name: 'Winter', mode: 'Pull' }] });
    const { wwe } = harness;
    const userDataOf = (arrival: Arrival): unknown => readKey(wireOf(harness, wwe.arrive(arrival)), 'userData');
    expect(userDataOf({ userData: { OrderCount: 9 } })).toMatchObject({ CustomerSegment: 'Gold', OrderCount: 9 });
    const party = 'Robin Sample';
    expect(userDataOf({ medium: 'chat', party })).toMatchObject({
      FirstName: 'Robin',
      LastName: 'Sample',
      EmailAddress: 'robin.sample@example.com',
    });
    expect(userDataOf({ medium: 'email', party })).toMatchObject({ FromAddress: 'robin.sample@example.com' });
    expect(userDataOf({ medium: 'workitem' })).toMatchObject({ Segment: 'Back office', Priority: 10 });
    expect(userDataOf({ medium: 'outboundpreview', ani: '+15550142' })).toMatchObject({
      GSW_CAMPAIGN_NAME: 'Winter',
      GSW_PHONE: '+15550142',
    });
  });
  it('an e-mail that the agent creates is CREATED and in front', () => {
    const harness = createHarness();
    const { wwe } = harness;
    wwe.arrive();
    const id = wwe.createEmail('robin.sample@example.com', { Subject: 'Your parcel' });
    expect(modelOf(harness, id)).toMatchObject({ kind: 'outboundEmail', state: 'CREATED' });
    expect(wwe.state().selectedInteraction).toBe(id);
    expect(wireOf(harness, id)).toMatchObject({
      isCaseSelected: true,
      parties: [{ name: 'robin.sample@example.com' }],
      userData: { Subject: 'Your parcel', EmailAddress: 'robin.sample@example.com' },
    });
  });
});

describe('how interactions look on the wire', () => {
  it('partyName and agentIsParty (docs/protocol.md#party-object)', () => {
    const harness = createHarness({ agentIsParty: true, agentFirstName: 'Ada', agentLastName: 'Example' });
    const call = harness.wwe.arrive({ party: 'Robin Sample', ani: '+15550100' });
    const chat = harness.wwe.arrive({ medium: 'chat', party: 'Robin Sample' });
    expect(wireOf(harness, call)).toMatchObject({ parties: [{ name: 'Robin Sample' }, { name: 'Ada Example' }] });
    harness.wwe.configure({ partyName: 'address' });
    expect(wireOf(harness, call)).toMatchObject({ parties: [{ name: '+15550100' }, { name: '5001' }] });
    expect(wireOf(harness, chat)).toMatchObject({ parties: [{ name: 'robin.sample@example.com' }, { name: '5001' }] });
  });
  it('callTypeCase, previewMedia, interactionKey, previewEvents', () => {
    const harness = createHarness({ callTypeCase: 'capital', previewMedia: '' });
    const { wwe, subscribe, events } = harness;
    expect(wireOf(harness, wwe.arrive())).toMatchObject({ callType: 'Inbound' });
    const preview = wwe.arrive({ medium: 'outboundpreview' });
    expect(wireOf(harness, preview)).not.toHaveProperty('media');
    wwe.configure({ previewMedia: 'preview', interactionKey: 'itx' });
    expect(wireOf(harness, preview)).toMatchObject({ media: 'preview' });
    expect(modelOf(harness, wwe.arrive({ medium: 'preview' }))?.kind).toBe('preview');
    subscribe(['interaction', 'outbound']);
    wwe.act('getRecord', preview);
    expect(events('interaction').at(-1)?.data).toMatchObject({ eventType: 'READY', itx: { state: 'READY' } });
    expect(events('outbound')).toEqual([]);
    wwe.configure({ previewEvents: 'both' });
    wwe.act('cancelRecord', preview);
    expect(events('interaction')).toHaveLength(events('outbound').length + 1);
    wwe.configure({ previewEvents: 'outbound' });
    const heard = events('interaction').length;
    wwe.arrive({ medium: 'outboundpreview' });
    expect(events('interaction')).toHaveLength(heard);
    expect(events('outbound').at(-1)?.data).toMatchObject({ eventType: 'PREVIEW', itx: { state: 'PREVIEW' } });
  });
});
