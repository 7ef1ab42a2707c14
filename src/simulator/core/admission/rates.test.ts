import { describe, expect, it } from 'vitest';
import { createHarness, type Harness } from '../testdata/harness.ts';

/** Sends `times` requests, `apart` ms from one another; how many were answered. */
function ask({ request, answer, pass }: Harness, times: number, service = 'agent.get', frame = 'a', apart = 0): number {
  let answered = 0;
  for (let n = 0; n < times; n++) {
    if (answer(request(service, undefined, frame), frame) !== undefined) answered++;
    pass(apart);
  }
  return answered;
}

const STAMP = { userAgent: 'WWE Client', protocolVersion: 2 };

describe('docs/protocol.md#rate-limit-and-quarantine: rate limits', () => {
  it('counts nothing without a limit', () => {
    expect(ask(createHarness(), 1000)).toBe(1000);
  });
  it('answers as many as the limit allows, then is silent for the delay, then answers again', () => {
    const harness = createHarness({ rateLimit: 5 });
    expect(ask(harness, 8)).toBe(5);
    expect(harness.wwe.state().quarantines).toEqual([{ who: 'a', service: null, untilMs: 30_000, frames: ['a'] }]);
    harness.pass(29_999);
    expect(ask(harness, 1)).toBe(0);
    harness.pass(1);
    expect(harness.wwe.state().quarantines).toEqual([]);
    expect(ask(harness, 6)).toBe(5);
  });
  it('counts over any 60 s, not by the minute of a clock', () => {
    const harness = createHarness({ rateLimit: 6 });
    expect(ask(harness, 100, 'agent.get', 'a', 10_000)).toBe(100);
    expect(ask(harness, 20, 'agent.get', 'a', 9_000)).toBeLessThan(20);
  });
  it.each([
    ['reached', 1],
    ['exceeded', 0],
  ] as const)('begins a quarantine when the limit is %s', (quarantineStart, quarantines) => {
    const harness = createHarness({ rateLimit: 3, quarantineStart });
    expect(ask(harness, 3)).toBe(3);
    expect(harness.wwe.state().quarantines).toHaveLength(quarantines);
    expect(ask(harness, 1)).toBe(0);
    expect(harness.wwe.state().quarantines).toHaveLength(1);
  });
  it.each([
    ['all', null, 0],
    ['service', 'agent.get', 1],
  ] as const)('limits one service, and ignores %s', (quarantineReach, service, others) => {
    const harness = createHarness({ rateLimits: { 'agent.get': 2 }, quarantineReach });
    expect(ask(harness, 10, 'agent.getState')).toBe(10);
    expect(ask(harness, 4)).toBe(2);
    expect(harness.wwe.state().quarantines).toMatchObject([{ service }]);
    expect(ask(harness, 1, 'agent.getState')).toBe(others);
  });
  it.each([
    ['frame', { b: 2, c: 2 }, { who: 'a', frames: ['a'] }],
    ['origin', { b: 0, c: 2 }, { who: 'https://client.example', frames: ['a', 'b'] }],
    ['all', { b: 0, c: 0 }, { who: '*', frames: ['a', 'b', 'c'] }],
  ] as const)('counts for %s', (rateScope, { b, c }, quarantine) => {
    const harness = createHarness({ rateLimit: 2, rateScope });
    ask(harness, 3);
    expect(ask(harness, 2, 'agent.get', 'b')).toBe(b);
    const before = harness.posted.length;
    for (const referenceId of ['0', '1']) {
      harness.wwe.receive('c', 'https://other.example', { request: 'agent.get', referenceId, ...STAMP });
    }
    expect(harness.posted.length - before).toBe(c);
    expect(harness.wwe.state().quarantines).toEqual([{ service: null, untilMs: 30_000, ...quarantine }]);
  });
  it.each([
    ['services', true],
    ['everything', false],
  ] as const)('counts %s, and silences subscriptions in any case', (rateCounts, answered) => {
    const harness = createHarness({ rateLimit: 2, rateCounts });
    const { subscribe, answer } = harness;
    subscribe('agent');
    subscribe('agent');
    expect(answer(subscribe('agent')) !== undefined).toBe(answered);
    ask(harness, 3);
    expect(answer(subscribe('agent'))).toBeUndefined();
  });
  it.each([
    ['continue', 1],
    ['stop', 0],
  ] as const)('lets events in quarantine %s', (quarantineEvents, events) => {
    const harness = createHarness({ rateLimit: 1, quarantineEvents });
    harness.subscribe('agent');
    ask(harness, 2);
    harness.wwe.setAgentState('NotReady');
    expect(harness.events('agent')).toHaveLength(events);
    harness.pass(30_000);
    harness.wwe.setAgentState('Ready');
    expect(harness.events('agent')).toHaveLength(events + 1);
  });
  it.each([
    [false, 1],
    [true, 0],
  ] as const)('is prolonged by requests: %s', (quarantineProlonged, answered) => {
    const harness = createHarness({ rateLimit: 1, quarantineProlonged });
    ask(harness, 2);
    harness.pass(20_000);
    ask(harness, 1);
    harness.pass(10_000);
    expect(ask(harness, 1)).toBe(answered);
  });
  it('takes what the settings become at once: a lower limit, another scope, no limit', () => {
    const harness = createHarness({ rateLimit: 10 });
    expect(ask(harness, 5)).toBe(5);
    harness.wwe.configure({ rateLimit: 3 });
    expect(ask(harness, 1)).toBe(0);
    expect(harness.wwe.state().quarantines).toHaveLength(1);
    harness.wwe.configure({ rateScope: 'all', rateLimit: 0 });
    expect(harness.wwe.state().quarantines).toEqual([]);
    expect(ask(harness, 20)).toBe(20);
  });
  it('counts what is denied by the filter, but no strangers', () => {
    const harness = createHarness({ rateLimit: 2, acceptedOrigins: 'https://client.example (agent.*)' });
    for (const referenceId of ['0', '1', '2']) {
      harness.wwe.receive('a', 'https://strange.example', { request: 'agent.get', referenceId, ...STAMP });
    }
    expect(ask(harness, 1, 'voice.hold')).toBe(0);
    expect(ask(harness, 2)).toBe(1);
  });
});

describe('docs/protocol.md#rate-limit-and-quarantine: dead until the page or WWE is reloaded', () => {
  const dead = (rateScope: string): Harness => {
    const harness = createHarness({ rateLimit: 2, quarantineMs: 0, rateScope });
    harness.wwe.frameLoaded('a');
    ask(harness, 3);
    harness.pass(86_400_000);
    expect(ask(harness, 1)).toBe(0);
    expect(harness.wwe.state().quarantines).toMatchObject([{ untilMs: null }]);
    return harness;
  };
  it.each([
    ['frame', 1],
    ['origin', 0],
    ['all', 0],
  ])('loading the page anew ends it for scope %s: %i', (rateScope, answered) => {
    const harness = dead(rateScope);
    harness.wwe.frameLoaded('a');
    expect(ask(harness, 1)).toBe(answered);
  });
  it('what the new page asks before its load event is answered with that', () => {
    const { wwe, posted } = dead('frame');
    const before = posted.length;
    for (const referenceId of ['0', '1', '2']) {
      wwe.receive('a', 'https://client.example', { request: 'agent.get', referenceId, ...STAMP });
    }
    expect(posted).toHaveLength(before);
    wwe.frameLoaded('a');
    expect(posted.slice(before).map(({ message }) => message.referenceId)).toEqual(['0', '1']);
    expect(wwe.state().quarantines).toHaveLength(1); // The third was over the new page's own limit.
  });
  it('what was asked longer ago than a client waits is answered to nobody', () => {
    const { wwe, posted, pass } = dead('frame');
    const before = posted.length;
    wwe.receive('a', 'https://client.example', { request: 'agent.get', referenceId: '0', ...STAMP });
    pass(20_000);
    wwe.frameLoaded('a');
    expect(posted).toHaveLength(before);
    expect(wwe.state().quarantines).toEqual([]);
  });
  it('a page’s own load event does not end what it earned while it loaded', () => {
    const harness = createHarness({ rateLimit: 2, quarantineMs: 0 });
    ask(harness, 3);
    harness.wwe.frameLoaded('a');
    expect(ask(harness, 1)).toBe(0);
  });
  it.each(['frame', 'origin', 'all'])('a reload of WWE ends it for scope %s', (rateScope) => {
    const harness = dead(rateScope);
    harness.wwe.refresh({ keepFrames: true });
    expect(ask(harness, 1)).toBe(1);
  });
});
