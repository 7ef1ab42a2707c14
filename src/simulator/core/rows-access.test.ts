/**
 * The index of docs/protocol.md#simulator-behaviour, second half: who may do what, blocking mark-done, what goes wrong,
 * and the settings.
 */
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, SETTINGS, type SettingName } from './settings.ts';
import { createHarness, type Harness, readKey } from './testdata/harness.ts';

const STAMP = { userAgent: 'WWE Client', protocolVersion: 2 };

/** All values of a choice: what is unknown must hold for each. */
function valuesOf(name: SettingName): readonly string[] {
  const { control } = SETTINGS[name];
  if (control.is !== 'choice') throw new TypeError(`${name} is no choice`);
  return Object.keys(control.options);
}
/** Patches with every value of each of these settings, one at a time. */
const each = (...names: SettingName[]): readonly object[] =>
  names.flatMap((name) => valuesOf(name).map((value) => ({ [name]: value })));
/** Every pair of values of two settings. */
const pairs = (one: SettingName, other: SettingName): readonly (readonly [string, string])[] =>
  valuesOf(one).flatMap((value) => valuesOf(other).map((second) => [value, second] as const));

/** Whether a request came through: answered, and not by a failure. */
function through({ answer }: Harness, ref: string, frame = 'a'): boolean {
  const message = answer(ref, frame);
  return message !== undefined && !('errorMessage' in message);
}
const userDataOf = ({ wwe }: Harness): ReadonlyMap<string, unknown> =>
  new Map(wwe.state().cases[0]?.interactions[0]?.userData);
const blockedOf = ({ wwe }: Harness): string | null => wwe.state().cases[0]?.interactions[0]?.blocked ?? null;
const isThere = ({ wwe }: Harness): boolean => wwe.state().cases.length > 0;

describe('docs/protocol.md#simulator-origins: origins with a filter of services; getJwtToken by name only', () => {
  it.each(each('originDenied', 'serviceDenied', 'jwtWithoutBrackets', 'subscribeFilter'))('%j', (patch) => {
    const harness = createHarness({ ...patch, acceptedOrigins: 'https://client.example (*), https://other.example' });
    const { wwe, request } = harness;
    expect(through(harness, request('agent.get'))).toBe(true);
    expect(through(harness, request('auth.getJwtToken'))).toBe(false);
    wwe.configure({ acceptedOrigins: '* (agent.*, auth.getJwtToken)' });
    expect(through(harness, request('agent.get'))).toBe(true);
    expect(through(harness, request('auth.getJwtToken'))).toBe(true);
    expect(through(harness, request('media.getMediaList'))).toBe(false);
    wwe.configure({ acceptedOrigins: 'https://elsewhere.example' });
    expect(through(harness, request('agent.get'))).toBe(false);
  });
  it.each(each('allowedServicesForm'))('getAllowedServices tells it: %j', (patch) => {
    const { request, answer } = createHarness({ ...patch, acceptedOrigins: '* (agent.*, system.getAllowedServices)' });
    const told = JSON.stringify(answer(request('system.getAllowedServices'))?.data);
    for (const allowed of ['getStateList', 'getAllowedServices']) expect(told).toContain(allowed);
    for (const denied of ['hangUp', 'getJwtToken']) expect(told).not.toContain(denied);
  });
});

describe('docs/protocol.md#simulator-rate-limits: limits a minute, per service and whole; quarantine is silence; 0 is for ever', () => {
  it.each(each('rateScope', 'rateCounts', 'quarantineReach', 'quarantineEvents', 'quarantineStart'))('%j', (patch) => {
    for (const limit of [{ rateLimit: 3 }, { rateLimits: { 'agent.get': 3 } }]) {
      const harness = createHarness({ ...patch, ...limit });
      const { wwe, request, answer, pass } = harness;
      const refs = Array.from({ length: 5 }, () => request('agent.get'));
      expect(refs.map((ref) => answer(ref) !== undefined)).toEqual([true, true, true, false, false]);
      expect(wwe.state().quarantines).toHaveLength(1);
      pass(30_000);
      expect(through(harness, request('agent.get'))).toBe(true);
      wwe.configure({ quarantineMs: 0 });
      for (let n = 0; n < 5; n++) request('agent.get');
      pass(86_400_000);
      expect(answer(request('agent.get'))).toBeUndefined();
    }
  });
});

describe('docs/protocol.md#simulator-user-data-filters: read-allowed filters answers and events; write-allowed refuses', () => {
  it('shows no other key, anywhere', () => {
    const { wwe, posted, subscribe, request } = createHarness({ readAllowed: 'Segment' });
    subscribe('interaction');
    wwe.arrive({ userData: { Segment: 'gold', Secret: 'hidden-value' } });
    request('interaction.getInteractions');
    expect(JSON.stringify(posted)).toContain('gold');
    expect(JSON.stringify(posted)).not.toMatch(/Secret|hidden-value/);
  });
  it.each(valuesOf('writeDenied'))('writes no other key: %s', (writeDenied) => {
    const harness = createHarness({ writeDenied, writeAllowed: 'Notes' });
    const { wwe, request, answer } = harness;
    const id = wwe.arrive({ userData: { Secret: 'kept' } });
    const refs = [
      request('interaction.setUserData', [id, { Secret: 'changed', Other: 1 }]),
      request('interaction.deleteUserData', [id, 'Secret']),
    ];
    const answers = { error: 'fails', drop: 'succeeds', silence: 'nothing' };
    for (const ref of refs) {
      const told = answer(ref) === undefined ? 'nothing' : through(harness, ref) ? 'succeeds' : 'fails';
      expect(told).toBe(Object.entries(answers).find(([value]) => value === writeDenied)?.[1]);
    }
    expect(userDataOf(harness).get('Secret')).toBe('kept');
    expect(userDataOf(harness).has('Other')).toBe(false);
    expect(through(harness, request('interaction.setUserData', [id, { Notes: 'a' }]))).toBe(true);
    expect(userDataOf(harness).get('Notes')).toBe('a');
  });
});

describe('docs/protocol.md#simulator-idle-calls: setUserData on an IDLE call fails', () => {
  it.each([...each('idleWrite', 'errorForm'), { missingInteraction: 'ok' }])('%j', (patch) => {
    const harness = createHarness(patch);
    const { wwe, request } = harness;
    const id = wwe.arrive();
    wwe.act('answer', id);
    expect(through(harness, request('interaction.setUserData', [id, { Notes: 'live' }]))).toBe(true);
    wwe.act('release', id);
    expect(through(harness, request('interaction.setUserData', [id, { Notes: 'late' }]))).toBe(false);
    expect(userDataOf(harness).get('Notes')).toBe('live');
  });
});

describe('docs/protocol.md#simulator-mark-done-blocks: mark-done is blocked for some ms, from the block or from Done; its end marks done or does not', () => {
  it.each(pairs('blockStart', 'blockEnd'))('start %s, end %s', (blockStart, blockEnd) => {
    const harness = createHarness({ blockStart, blockEnd, blockTimeoutMs: 1000 });
    const { wwe, request, pass, subscribe, events } = harness;
    subscribe('markdone');
    const id = wwe.arrive();
    wwe.act('answer', id);
    wwe.act('release', id);
    expect(through(harness, request('interaction.blockMarkdone', [id, 'Save first']))).toBe(true);
    pass(400);
    wwe.act('done', id);
    expect(events('markdone')).toHaveLength(1);
    expect(wwe.state().warnings).toMatchObject([{ interactionId: id, message: 'Save first' }]);
    pass(blockStart === 'block' ? 599 : 999);
    expect(blockedOf(harness)).toBe('Save first');
    pass(1);
    expect(isThere(harness)).toBe(blockEnd !== 'done');
    expect(blockedOf(harness)).toBe(blockEnd === 'stays' ? 'Save first' : null);
    if (blockEnd !== 'done') request('interaction.unblockMarkdone', [id]);
    if (isThere(harness)) wwe.act('done', id);
    expect(isThere(harness)).toBe(false);
  });
});

describe('docs/protocol.md#simulator-faults: silence, lateness, odd failures, strange messages, several frames', () => {
  it('is silent on demand, without acting', () => {
    const { wwe, request, answer } = createHarness({ silentServices: ['voice.dial'] });
    expect(answer(request('voice.dial', ['+15550101', null]))).toBeUndefined();
    expect(wwe.state().cases).toEqual([]);
  });
  it('answers later than the client library waits', () => {
    const { request, answer, pass } = createHarness({ lateAnswers: { '*': 10_500 } });
    const ref = request('agent.get');
    pass(10_000);
    expect(answer(ref)).toBeUndefined();
    pass(500);
    expect(answer(ref)).toHaveProperty('data');
  });
  it.each(valuesOf('errorForm'))('fails with errorMessage null, %s', (errorForm) => {
    const { request, answer } = createHarness({
      errorForm,
      nextAnswers: [{ service: '*', errorMessage: null, times: 1 }],
    });
    expect(answer(request('agent.get'))).toHaveProperty('errorMessage', null);
    expect(answer(request('agent.get'))).not.toHaveProperty('errorMessage');
  });
  it.each([
    ['foreign', { type: 'resize', height: 4 }],
    ['forged as an event', { event: 'interaction', data: {}, userAgent: 'WWE Server', protocolVersion: 2 }],
    ['forged as an answer', { referenceId: '0', data: {}, userAgent: 'WWE Server', protocolVersion: 2 }],
    ['a text', 'wwe'],
    ['nothing', null],
    ['a client’s, without a request', { referenceId: '0', ...STAMP }],
    ['of a getter’s name', { request: '__proto__', referenceId: {}, ...STAMP }],
  ])('takes no harm from a message that is %s', (_, data) => {
    const { wwe, posted, request, answer } = createHarness();
    wwe.receive('a', 'https://client.example', data);
    expect(posted.every(({ message }) => 'errorMessage' in message)).toBe(true);
    expect(answer(request('agent.get'))).toHaveProperty('data');
  });
  it('keeps several frames apart, and all of them informed: frames, pop-ups, the page around WWE', () => {
    const { wwe, subscribe, events, request, answer, posted } = createHarness();
    const frames = ['frame-0', 'frame-1', 'popup-0', 'parent'];
    for (const frame of frames) subscribe('interaction', frame);
    wwe.arrive();
    const uuids = frames.map((frame) =>
      readKey(readKey(events('interaction', frame)[0]?.data, 'interaction'), 'interactionUUID'),
    );
    expect(new Set(uuids).size).toBe(1);
    expect(uuids[0]).toBeTypeOf('string');
    const from = posted.length;
    expect(answer(request('agent.get', undefined, 'popup-0'), 'popup-0')).toHaveProperty('data');
    expect(posted.slice(from).map(({ frame }) => frame)).toEqual(['popup-0']);
    wwe.frameGone('frame-1');
    wwe.arrive();
    expect(events('interaction', 'frame-0').length).toBeGreaterThan(events('interaction', 'frame-1').length);
  });
});

describe('docs/protocol.md#simulator-settings: every undocumented choice is a setting, by name, and acts at once', () => {
  it.each(Object.entries(SETTINGS))(
    '%s has words, a source and a default',
    (name, { words, source, initial, schema }) => {
      expect(words.length).toBeGreaterThan(10);
      expect(source).toMatch(/^(ours$|#)/);
      expect(readKey(DEFAULT_SETTINGS, name)).toEqual(initial);
      expect(schema['~standard'].validate(initial)).toHaveProperty('value');
    },
  );
  it('acts on the next message', () => {
    const { wwe, request, answer } = createHarness();
    for (const [voidAnswer, present] of [
      ['null', true],
      ['absent', false],
    ] as const) {
      wwe.configure({ voidAnswer });
      const message = answer(request('system.triggerActivity'));
      expect(message && 'data' in message).toBe(present);
    }
  });
  // Which setting answers which open question, and that each is used: settings.test.ts.
});
