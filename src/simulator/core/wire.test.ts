import { describe, expect, it } from 'vitest';
import { createHarness, readKey } from './testdata/harness.ts';

describe('docs/protocol.md#simulator-answers: answers to the source, with the stamp', () => {
  it('answers the frame that asked, and no other', () => {
    const { posted, request } = createHarness();
    request('agent.get', undefined, 'b');
    expect(posted.map(({ frame }) => frame)).toEqual(['b']);
    expect(posted[0]?.message).toMatchObject({ userAgent: 'WWE Server', protocolVersion: 2 });
  });
  it.each([
    ['foreign', { hello: 1 }],
    ['text', 'wweHello'],
    ['null', null],
    ['list', [{ request: 'agent.get', userAgent: 'WWE Client' }]],
    ['own answers', { userAgent: 'WWE Server', protocolVersion: 2, referenceId: '1', request: 'agent.get' }],
    ['no request', { userAgent: 'WWE Client', protocolVersion: 2, referenceId: '1' }],
    ['number as request', { userAgent: 'WWE Client', protocolVersion: 2, referenceId: '1', request: 4 }],
  ])('ignores what is not a client message: %s', (_, data) => {
    const { posted, wwe } = createHarness();
    wwe.receive('a', 'https://client.example', data);
    expect(posted).toEqual([]);
  });
});

describe('docs/protocol.md#simulator-reference-id: the reference id', () => {
  it('comes back as the same string, and an answer never has `event`', () => {
    const { posted, wwe } = createHarness();
    const stamp = { userAgent: 'WWE Client', protocolVersion: 2 };
    for (const referenceId of ['0', 'tool:7', '007'])
      wwe.receive('a', 'x', { request: 'agent.get', referenceId, ...stamp });
    expect(posted.map(({ message }) => message.referenceId)).toEqual(['0', 'tool:7', '007']);
    expect(posted.some(({ message }) => 'event' in message)).toBe(false);
  });
  it('is missing: carried out, not answered', () => {
    const { posted, wwe } = createHarness();
    wwe.receive('a', 'x', { request: 'voice.dial', parameters: ['+15550101', null], userAgent: 'WWE Client' });
    expect(posted).toEqual([]);
    expect(wwe.state().cases).toHaveLength(1);
  });
});

describe('docs/protocol.md#simulator-results-and-failures: result in data, failure by errorMessage', () => {
  it('gives results in data', () => {
    const { request, answer } = createHarness();
    expect(answer(request('interaction.getInteractions'))?.data).toEqual([]);
    expect(answer(request('interaction.getByInteractionId', ['99']))).toEqual({
      data: null,
      referenceId: '1',
      userAgent: 'WWE Server',
      protocolVersion: 2,
    });
  });
  it('fails with a text and without data', () => {
    const { request, answer } = createHarness();
    for (const service of ['no.such', 'interaction.setUserData', 'interaction.markdone', 'voice.hold']) {
      const failure = answer(request(service, ['99', {}]));
      expect(typeof failure?.errorMessage).toBe('string');
      expect(failure && 'data' in failure).toBe(false);
    }
  });
  it.each([
    ['absent', undefined, false],
    ['null', null, true],
    ['true', true, true],
    ['emptyObject', {}, true],
  ] as const)('answers a method without result as voidAnswer says: %s', (voidAnswer, data, present) => {
    const { wwe, request, answer } = createHarness({ voidAnswer });
    const message = answer(request('interaction.blockMarkdone', [wwe.arrive(), 'wait']));
    expect(message && 'data' in message).toBe(present);
    expect(message?.data).toEqual(data);
  });
  it('repeats the request only if answerRepeatsRequest says so', () => {
    const { wwe, request, answer } = createHarness();
    expect(answer(request('agent.get'))).not.toHaveProperty('request');
    wwe.configure({ answerRepeatsRequest: true });
    expect(answer(request('agent.get'))).toHaveProperty('request', 'agent.get');
  });
  it.each(['agent.get', 'agent.getState', 'agent.getStateList', 'media.getMediaList', 'system.getAllowedServices'])(
    'answers %s',
    (service) => {
      const { request, answer } = createHarness();
      expect(answer(request(service))?.data).toBeTruthy();
    },
  );
  it('tells subscribers of a new agent state', () => {
    const { request, subscribe, events, answer } = createHarness();
    subscribe('agent');
    expect(answer(request('agent.setState', ['NotReady']))).not.toHaveProperty('errorMessage');
    expect(readKey(events('agent')[0]?.data, 'type')).toBe('NOT_READY');
    expect(answer(request('agent.setState', ['Asleep']))).toHaveProperty('errorMessage');
  });
});

describe('docs/protocol.md#simulator-subscriptions: subscriptions', () => {
  it('answers with a top-level subscriptionId, sends events only after it, and none after the unsubscribe', () => {
    const { wwe, posted, subscribe, unsubscribe, answer } = createHarness();
    wwe.arrive();
    expect(posted).toEqual([]);
    const confirmed = answer(subscribe(['agent', 'interaction']));
    expect(confirmed).toHaveProperty('subscriptionId');
    expect(confirmed).not.toHaveProperty('data');
    wwe.arrive();
    const heard = posted.length;
    expect(heard).toBeGreaterThan(1);
    unsubscribe(confirmed?.subscriptionId);
    wwe.arrive();
    expect(posted).toHaveLength(heard + 1); // the answer to the unsubscribe
  });
  it('a late answer delays the events with it', () => {
    const { wwe, posted, subscribe, pass } = createHarness({ lateAnswers: { subscribe: 500 } });
    subscribe('interaction');
    wwe.arrive();
    expect(posted).toEqual([]);
    pass(500);
    wwe.arrive();
    expect(posted.length).toBeGreaterThan(1);
  });
  it('sends a name only to the frames that asked for it', () => {
    const { wwe, subscribe, events } = createHarness();
    subscribe('agent', 'a');
    subscribe('interaction', 'b');
    wwe.arrive();
    expect(events('interaction', 'a')).toEqual([]);
    expect(events('interaction', 'b').length).toBeGreaterThan(0);
  });
  it('ends only a subscription of the same frame with exactly that id', () => {
    const { wwe, subscribe, unsubscribe, answer } = createHarness();
    const id = answer(subscribe('interaction'))?.subscriptionId;
    unsubscribe(id, 'b');
    unsubscribe(String(id));
    expect(wwe.subscriptions()).toHaveLength(1);
    unsubscribe(id);
    expect(wwe.subscriptions()).toHaveLength(0);
  });
  it('names its ids by subscriptionId', () => {
    const { wwe, subscribe, answer } = createHarness();
    expect(answer(subscribe('agent'))?.subscriptionId).toBeTypeOf('number');
    wwe.configure({ subscriptionId: 'string' });
    expect(answer(subscribe('agent'))?.subscriptionId).toBeTypeOf('string');
  });
  it('refuses what is no name', () => {
    const { subscribe, answer, wwe } = createHarness();
    expect(answer(subscribe({ interaction: true }))).toHaveProperty('errorMessage');
    expect(answer(subscribe(['interaction', 4]))).toHaveProperty('errorMessage');
    expect(answer(subscribe('nobody-knows'))).toHaveProperty('subscriptionId');
    wwe.configure({ unknownEventName: 'error' });
    expect(answer(subscribe('nobody-knows'))).toHaveProperty('errorMessage');
    expect(answer(subscribe('messenger:mine'))).toHaveProperty('subscriptionId');
  });
});

describe('docs/protocol.md#simulator-double-subscriptions: two subscriptions of one frame (docs/protocol.md#unknown-subscriptions)', () => {
  it.each([
    ['single', 1],
    ['double', 2],
  ] as const)('deliveries %s', (deliveries, times) => {
    const { wwe, subscribe, events } = createHarness({ deliveries });
    subscribe(['interaction']);
    subscribe(['interaction', 'agent']);
    wwe.setAgentState('NotReady');
    wwe.arrive();
    expect(events('agent')).toHaveLength(1);
    expect(events('interaction').filter(({ data }) => readKey(data, 'eventType') === 'ADDED')).toHaveLength(times);
  });
});

describe('docs/protocol.md#simulator-frame-id: the frame id', () => {
  it('is announced only if the settings say so', () => {
    const { wwe, posted } = createHarness();
    wwe.frameLoaded('a');
    expect(posted).toEqual([]);
    wwe.configure({ frameAnnounce: 'frame-42' });
    wwe.frameLoaded('a');
    expect(posted[0]?.message).toEqual({ userAgent: 'WWE Server', protocolVersion: 2, frameId: 'frame-42' });
  });
});

describe('docs/protocol.md#simulator-faults: silence, lateness, odd failures', () => {
  it('ignores services on the list, and all with *', () => {
    const { wwe, posted, request } = createHarness({ silentServices: ['interaction.setUserData'] });
    const id = wwe.arrive();
    request('interaction.setUserData', [id, { A: 1 }]);
    expect(posted).toEqual([]);
    expect(wwe.state().cases[0]?.interactions[0]?.userData.map(([key]) => key)).not.toContain('A');
    request('agent.get');
    expect(posted).toHaveLength(1);
    wwe.configure({ silentServices: ['*'] });
    request('agent.get');
    expect(posted).toHaveLength(1);
  });
  it('answers late, having acted at once', () => {
    const { wwe, request, answer, pass } = createHarness({ lateAnswers: { 'interaction.setUserData': 10_500 } });
    const ref = request('interaction.setUserData', [wwe.arrive(), { A: 1 }]);
    expect(wwe.state().cases[0]?.interactions[0]?.userData).toContainEqual(['A', 1]);
    pass(10_499);
    expect(answer(ref)).toBeUndefined();
    pass(1);
    expect(answer(ref)).toBeDefined();
  });
  it('takes its time: latencyMs', () => {
    const { request, answer, pass } = createHarness({ latencyMs: 40 });
    const ref = request('agent.get');
    expect(answer(ref)).toBeUndefined();
    pass(40);
    expect(answer(ref)).toBeDefined();
  });
  it('fails the next answers, null included, and then no more', () => {
    const { wwe, request, answer } = createHarness({
      nextAnswers: [{ service: 'agent.get', errorMessage: null, times: 2 }],
    });
    expect(answer(request('agent.getState'))).toHaveProperty('data');
    expect(answer(request('agent.get'))?.errorMessage).toBeNull();
    wwe.configure({ latencyMs: 0 }); // another setting does not start the count anew
    expect(answer(request('agent.get'))?.errorMessage).toBeNull();
    expect(answer(request('agent.get'))).toHaveProperty('data');
  });
  it('fails a service with a text of its own', () => {
    const { request, answer } = createHarness({ errorTexts: { 'agent.get': 'Not today' } });
    expect(answer(request('agent.get'))?.errorMessage).toBe('Not today');
    expect(answer(request('toString'))?.errorMessage).toBe('Unknown service: toString');
  });
  it('is silent or speaks to unknown services and strange origins, as set', () => {
    const { wwe, posted, request, answer } = createHarness({ unknownService: 'silence' });
    request('no.such');
    wwe.configure({ acceptedOrigins: 'https://a.example, https://b.example' });
    request('agent.get');
    expect(posted).toEqual([]);
    wwe.configure({ originDenied: 'error' });
    expect(answer(request('agent.get'))).toHaveProperty('errorMessage');
    wwe.configure({ acceptedOrigins: 'https://a.example , https://client.example' });
    expect(answer(request('agent.get'))).toHaveProperty('data');
  });
});

describe('docs/protocol.md#simulator-settings: every choice is a setting', () => {
  it('refuses a name or value that does not exist, whole, and says which', () => {
    const { wwe } = createHarness();
    const result = wwe.configure({ deliveries: 'triple', latencyMs: 5 });
    expect(result.ok).toBe(false);
    expect(!result.ok && result.problems.join()).toContain('deliveries');
    expect(wwe.settings().latencyMs).toBe(0);
    expect(wwe.configure({ nonsense: 1 }).ok).toBe(false);
    expect(wwe.configure(JSON.parse('{"__proto__":{"latencyMs":7}}')).ok).toBe(false);
    expect(wwe.configure('latencyMs').ok).toBe(false);
    expect(wwe.configure({ eventTypes: { held: 'ON_HOLD' } }).ok).toBe(true);
    expect(wwe.settings().eventTypes).toMatchObject({ held: 'ON_HOLD', retrieved: 'RETRIEVED' });
  });
});
