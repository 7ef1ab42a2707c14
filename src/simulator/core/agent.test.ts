import { describe, expect, it } from 'vitest';
import { createHarness, type Harness, readKey } from './testdata/harness.ts';

const typesOf = (harness: Harness): unknown[] => harness.wwe.state().media.map(({ state }) => state.type);

describe('the agent', () => {
  it('has the names of the settings', () => {
    const { wwe, request, answer } = createHarness({ agentFirstName: 'Jo Ann', agentLastName: 'Specimen' });
    expect(answer(request('agent.get'))?.data).toEqual({
      employeeId: 'E1001',
      firstname: 'Jo Ann',
      lastname: 'Specimen',
      username: 'jo-ann.specimen@example.com',
      roles: ['ROLE_AGENT'],
    });
    expect(wwe.state().agentName).toBe('Jo Ann Specimen');
  });
  it('takes each operationName of its list, and no other', () => {
    const { request, answer } = createHarness();
    const states = answer(request('agent.getStateList'))?.data;
    const names = Array.isArray(states) ? states.map((state) => readKey(state, 'operationName')) : [];
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('LogOff');
    for (const [index, name] of names.entries()) {
      expect(answer(request('agent.setState', [name]))).not.toHaveProperty('errorMessage');
      expect(answer(request('agent.getState'))?.data).toEqual(Array.isArray(states) && states[index]);
    }
    for (const wrong of [undefined, null, 1, 'notready', '', { operationName: 'Ready' }]) {
      expect(answer(request('agent.setState', [wrong]))?.errorMessage).toContain('NotReady');
    }
  });
});

describe('media', () => {
  it('are those of the settings beside voice, email and chat', () => {
    const { wwe } = createHarness({ openMedia: ['workitem', 'instagram', 'chat'] });
    expect(wwe.state().media.map(({ media }) => media)).toEqual(['voice', 'email', 'chat', 'workitem', 'instagram']);
  });
  it('have a state each, and the agent’s state follows', () => {
    const harness = createHarness();
    const { request, answer, wwe } = harness;
    request('media.setState', ['chat', 'NotReady']);
    expect(typesOf(harness)).toEqual(['READY', 'READY', 'NOT_READY', 'READY']);
    expect(wwe.state().agentState.type).toBe('PARTIAL_READY');
    for (const medium of ['voice', 'email', 'workitem']) request('media.setState', [medium, 'NotReady']);
    expect(wwe.state().agentState.type).toBe('NOT_READY');
    expect(wwe.setAgentState('Dnd', 'voice')).toBe(true);
    expect(wwe.state().agentState.type).toBe('DND_ON');
    request('agent.setState', ['Ready']);
    expect(typesOf(harness)).toEqual(['READY', 'READY', 'READY', 'READY']);
    expect(wwe.setAgentState('Ready', 'fax')).toBe(false);
    expect(answer(request('media.setState', ['fax', 'Ready']))?.errorMessage).toContain('fax');
    expect(answer(request('media.setState', ['chat', 'Asleep']))?.errorMessage).toContain('Asleep');
    expect(answer(request('media.getMediaByName', ['fax']))).toHaveProperty('errorMessage');
  });
  it.each([
    ['media', { media: 'voice' }],
    ['name', { name: 'voice' }],
    ['both', { media: 'voice', name: 'voice' }],
  ] as const)('say their name under the key %s', (mediaNameKey, expected) => {
    const { request, answer } = createHarness({ mediaNameKey });
    const found = answer(request('media.getMediaByName', ['voice']))?.data;
    expect(found).toEqual({ ...expected, state: { operationName: 'Ready', displayName: 'Ready', type: 'READY' } });
    expect(readKey(answer(request('media.getMediaList'))?.data, '0')).toEqual(found);
  });
});

describe('events (docs/protocol.md#unknown-event-payloads)', () => {
  const state = { operationName: 'NotReady', displayName: 'Not Ready', type: 'NOT_READY' };
  it.each([
    ['state', state],
    ['withEventType', { eventType: 'STATE_CHANGED', ...state }],
    ['wrapped', { state }],
  ] as const)('agent: %s', (agentEvent, data) => {
    const { wwe, subscribe, events } = createHarness({ agentEvent });
    subscribe(['agent']);
    wwe.setAgentState('NotReady');
    wwe.setAgentState('NotReady');
    expect(events('agent').map((event) => event.data)).toEqual([data]);
  });
  it.each([
    ['medium', { media: 'chat', state }],
    ['withEventType', { eventType: 'STATE_CHANGED', media: 'chat', state }],
  ] as const)('media: %s, one for each that changed', (mediaEvent, data) => {
    const { wwe, subscribe, events } = createHarness({ mediaEvent });
    subscribe(['media']);
    wwe.setAgentState('NotReady', 'chat');
    expect(events('media').map((event) => event.data)).toEqual([data]);
    wwe.setAgentState('NotReady');
    expect(events('media')).toHaveLength(4);
  });
  it('media: list, one for all', () => {
    const { wwe, subscribe, events, request, answer } = createHarness({ mediaEvent: 'list' });
    subscribe(['media']);
    wwe.setAgentState('NotReady');
    wwe.setAgentState('NotReady');
    expect(events('media')).toHaveLength(1);
    expect(events('media')[0]?.data).toEqual(answer(request('media.getMediaList'))?.data);
  });
});
