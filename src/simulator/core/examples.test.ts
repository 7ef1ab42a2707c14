/** WWE's messages against copies of the protocol reference's example messages: same keys, same types of values. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import examples from './examples.json' with { type: 'json' };
import { createHarness, type Harness, readKey } from './testdata/harness.ts';

/** Keys and types, all the way down; of lists the first member. User data differ by case and count as an object only. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, key === 'userData' ? 'object' : shapeOf(readKey(value, key))]));
}

const lastEvent = (harness: Harness, eventType: string): unknown =>
  harness.events('interaction').findLast(({ data }) => readKey(data, 'eventType') === eventType);

/** Sends all kinds of events, in the order of two short calls and an e-mail. */
function busyDesk(): Harness {
  const harness = createHarness({ blockTimeoutMs: 1000 });
  const { wwe, subscribe, request } = harness;
  subscribe(['interaction', 'agent', 'markdone']);
  const call = wwe.arrive();
  wwe.act('answer', call);
  wwe.act('accept', wwe.arrive({ medium: 'email' }));
  wwe.act('release', call);
  request('interaction.blockMarkdone', [call, 'wait']);
  wwe.act('done', call);
  wwe.setAgentState('NotReady');
  return harness;
}

describe('events have the shape of the example messages', () => {
  it.each([
    ['ESTABLISHED', examples['events/interaction.established']],
    ['RINGING', examples['events/interaction.ringing']],
    ['RELEASED', examples['events/interaction.released']],
    ['ACCEPTED', examples['events/interaction.accepted']],
    ['INVITED', examples['events/interaction.invited']],
    ['CASE_COLLAPSED', examples['events/interaction.case-collapsed']],
    ['CASE_EXPANDED', examples['events/interaction.case-expanded']],
    ['CASE_SELECTED', examples['events/interaction.case-selected']],
  ])('interaction %s', (eventType, example) => {
    expect(shapeOf(lastEvent(busyDesk(), eventType))).toEqual(shapeOf(example));
  });
  it.each([
    ['ADDED', examples['events/interaction.added']],
    ['MARK_DONE', examples['events/interaction.mark-done']],
    ['REMOVED', examples['events/interaction.removed']],
    ['RELEASED', examples['events/interaction.released.unanswered']],
  ])('a call that nobody answers: %s', (eventType, example) => {
    const harness = createHarness();
    harness.subscribe('interaction');
    const call = harness.wwe.arrive();
    harness.wwe.partyLeaves(call);
    harness.wwe.act('done', call);
    expect(shapeOf(lastEvent(harness, eventType))).toEqual(shapeOf(example));
  });
  it('states of an answered and an unanswered call are the examples’', () => {
    const harness = busyDesk();
    const states = (message: unknown): unknown[] => {
      const interaction = readKey(readKey(message, 'data'), 'interaction');
      return ['state', 'previousState'].map((key) => readKey(interaction, key));
    };
    for (const [eventType, example] of [
      ['ESTABLISHED', examples['events/interaction.established']],
      ['RELEASED', examples['events/interaction.released']],
      ['ACCEPTED', examples['events/interaction.accepted']],
    ] as const) {
      expect(states(lastEvent(harness, eventType))).toEqual(states(example));
    }
  });
  it('agent and markdone', () => {
    const harness = busyDesk();
    expect(harness.events('agent')[0]).toEqual(examples['events/agent']);
    expect(shapeOf(harness.events('markdone')[0])).toEqual(shapeOf(examples['events/markdone']));
  });
  it('media, system and messenger', () => {
    const { wwe, subscribe, request, events } = createHarness({ frameState: 'following' });
    subscribe(['media', 'system', 'messenger:my-channel']);
    wwe.setAgentState('NotReady', 'chat');
    wwe.setAgentState('Ready', 'chat');
    expect(events('media')[1]).toEqual(examples['events/media']);
    wwe.configure({ frameState: 'leading' });
    expect(events('system')[0]).toEqual(examples['events/system']);
    request('messenger.broadcastMessage', ['my-channel', { kind: 'hello', value: 1 }], 'b');
    expect(events('messenger:my-channel')[0]).toEqual(examples['events/messenger.channel']);
  });
  it('campaigns', () => {
    const { wwe, subscribe, events } = createHarness({ campaigns: [{ name: 'Offer of the Month', mode: 'Pull' }] });
    subscribe(['outbound']);
    for (const event of ['CampaignLoaded', 'CampaignStarted', 'CampaignUnloaded'] as const) {
      wwe.campaign(event, 'Offer of the Month');
    }
    expect(events('outbound')).toEqual([
      examples['events/outbound.campaign-loaded'],
      examples['events/outbound.campaign-started'],
      examples['events/outbound.campaign-unloaded'],
    ]);
  });
  it('call previews: the same properties and user data', () => {
    const { wwe, request, answer } = createHarness({ campaigns: [{ name: 'Offer of the Month', mode: 'Pull' }] });
    request('outbound.getPreviewRecord', ['Offer of the Month']);
    for (const example of [examples['interactions/preview.preview'], examples['interactions/preview.ready']]) {
      const interaction = answer(request('interaction.getByInteractionId', ['1']))?.data;
      expect(shapeOf(interaction)).toEqual(shapeOf(example));
      expect(shapeOf(readKey(interaction, 'userData'))).toEqual(shapeOf(example.userData));
      expect(interaction).toMatchObject({ state: example.state, previousState: example.previousState });
      wwe.act('getRecord', '1');
    }
  });
});

describe('answers have the shape of the example messages', () => {
  it.each([
    ['agent.get', examples['answers/agent.get']],
    ['agent.getState', examples['answers/agent.getState']],
    ['system.isFrameLeading', examples['answers/system.isFrameLeading']],
    ['outbound.getCampaigns', examples['answers/outbound.getCampaigns']],
    ['auth.getJwtToken', examples['answers/auth.getJwtToken']],
    ['agent.getStateList', examples['answers/agent.getStateList']],
    ['media.getMediaList', examples['answers/media.getMediaList']],
    ['system.getAllowedServices', examples['answers/system.getAllowedServices']],
    ['interaction.getInteractions', examples['answers/interaction.getInteractions.empty']],
    ['interaction.getByInteractionId', examples['answers/interaction.getByInteractionId.none']],
  ])('%s', (service, example) => {
    const { request, answer } = createHarness();
    expect(shapeOf(answer(request(service)))).toEqual(shapeOf(example));
  });
  it.each([
    ['media.getMediaByName', ['voice'], examples['answers/media.getMediaByName']],
    ['system.popupToast', [{ title: 'Example title' }], examples['answers/system.popupToast']],
    ['system.openDialog', ['https://crm.example.com/', {}], examples['answers/system.openDialog']],
    ['configuration.getOption', ['voice.mark-done-on-release'], examples['answers/configuration.getOption']],
  ])('%s with parameters: the very data', (service, parameters, example) => {
    const { request, answer } = createHarness();
    expect(answer(request(service, parameters))).toEqual({ ...example, referenceId: '0' });
  });
  it('subscribe, a method without result, and the frame id', () => {
    const { wwe, posted, subscribe, request, answer } = createHarness({ frameAnnounce: 'frame-42' });
    expect(shapeOf(answer(subscribe('interaction')))).toEqual(shapeOf(examples['answers/subscribe']));
    const empty = answer(request('interaction.blockMarkdone', [wwe.arrive(), 'wait']));
    expect(shapeOf(empty)).toEqual(shapeOf(examples['answers/ok-empty']));
    wwe.frameLoaded('a');
    expect(posted.at(-1)?.message).toEqual(examples['handshake/frame-id']);
  });
});

describe('whatever comes in', () => {
  const services = ['setUserData', 'deleteUserData', 'markdone', 'blockMarkdone', 'selectCaseByCaseId', 'consult'];
  const request = fc.record({
    request: fc.oneof(fc.constantFrom(...services.map((name) => `interaction.${name}`)), fc.string()),
    parameters: fc.oneof(fc.array(fc.oneof(fc.constantFrom('1', '2'), fc.anything())), fc.anything()),
    referenceId: fc.anything(),
    userAgent: fc.constant('WWE Client'),
    event: fc.option(fc.constantFrom('subscribe', 'unsubscribe', 'other'), { nil: undefined }),
    data: fc.anything(),
  });
  it('never throws, and leaves WWE able to answer', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(request, fc.anything()), { maxLength: 20 }), (messages) => {
        const harness = createHarness();
        harness.wwe.arrive();
        harness.wwe.arrive({ medium: 'email' });
        for (const message of messages) harness.wwe.receive('a', 'https://client.example', message);
        const answer = harness.answer(harness.request('interaction.getInteractions', undefined, 'fresh'), 'fresh');
        expect(answer).toHaveProperty('data');
      }),
      { numRuns: 300 },
    );
  });
});
