import { describe, expect, it } from 'vitest';
import { createHarness, type Harness, readKey } from './testdata/harness.ts';

/** The last interaction that an event carried. */
function lastInteraction({ events }: Harness): unknown {
  return readKey(
    events('interaction').findLast(({ data }) => readKey(data, 'interaction') !== undefined)?.data,
    'interaction',
  );
}

/** Keys and types of `voice.inbound.ringing` among the example messages. */
const RINGING_KEYS = [
  'ani',
  'callType',
  'callUuid',
  'caseId',
  'direction',
  'dnis',
  'interactionId',
  'interactionUUID',
  'isCaseExpanded',
  'isCaseSelected',
  'isConsultation',
  'isMainCaseInteraction',
  'media',
  'parties',
  'previousState',
  'recordingState',
  'state',
  'userData',
];

describe('docs/protocol.md#simulator-interaction-ids: interaction ids', () => {
  it('after a refresh are counted anew: an old id is another contact’s; or on, as the setting says', () => {
    for (const idsAfterRefresh of ['anew', 'on'] as const) {
      const { wwe } = createHarness(idsAfterRefresh === 'anew' ? {} : { idsAfterRefresh });
      const [first = '', second = ''] = [wwe.arrive(), wwe.arrive({ medium: 'chat' })];
      const uuid = wwe.uuidOf(second);
      wwe.act('answer', first);
      wwe.partyLeaves(first);
      wwe.act('done', first);
      wwe.refresh();
      const isAnew = idsAfterRefresh === 'anew';
      expect(wwe.uuidOf(isAnew ? first : '3')).toBe(uuid);
      expect(wwe.arrive()).toBe(isAnew ? second : '4');
    }
  });
  it('are a small counter as text; a refresh makes new ones and keeps the UUIDs', () => {
    const { wwe, request, answer } = createHarness({ idsAfterRefresh: 'on' });
    const ids = [wwe.arrive(), wwe.arrive({ medium: 'chat' })];
    expect(ids).toEqual(['1', '2']);
    const uuids = wwe.state().cases.flatMap((one) => one.interactions.map(({ uuid }) => uuid));
    wwe.act('answer', '1');
    wwe.refresh();
    const after = wwe.state().cases.flatMap((one) => one.interactions);
    expect(after.map(({ uuid }) => uuid)).toEqual(uuids);
    expect(after.some(({ id }) => ids.includes(id))).toBe(false);
    expect(answer(request('interaction.getByInteractionId', ['1']))?.data).toBeNull();
    expect(answer(request('interaction.getByInteractionId', [after[0]?.id]))?.data).toMatchObject({
      state: 'TALKING',
      previousState: 'UNKNOWN',
      callUuid: uuids[0],
      interactionUUID: uuids[0],
    });
  });
  it('a refresh takes subscriptions and blocks with it, unless the frames are kept', () => {
    const { wwe, subscribe, request, story } = createHarness();
    subscribe('interaction');
    request('interaction.blockMarkdone', [wwe.arrive(), 'wait']);
    const heard = story().length;
    wwe.refresh({ keepFrames: true });
    expect(story().slice(heard)).toEqual(['ADDED RINGING']);
    expect(wwe.state().cases[0]?.interactions[0]?.blocked).toBeNull();
    wwe.refresh();
    expect(wwe.subscriptions()).toEqual([]);
  });
});

describe('docs/protocol.md#simulator-states, as far as the buttons reach', () => {
  it('takes a call from ring to done, previousState right at each step', () => {
    const harness = createHarness();
    const { wwe, subscribe, story, events } = harness;
    subscribe('interaction');
    const id = wwe.arrive();
    for (const act of ['answer', 'hold', 'resume', 'release', 'done'] as const) expect(wwe.act(act, id)).toBe(true);
    const told = story().filter((line) => !line.startsWith('CASE_'));
    expect(told).toEqual([
      'ADDED RINGING',
      'RINGING RINGING',
      'ESTABLISHED TALKING',
      'HELD HELD',
      'RETRIEVED TALKING',
      'RELEASED IDLE',
      'MARK_DONE IDLE',
      'REMOVED IDLE',
    ]);
    const states = events('interaction').map(({ data }) => readKey(readKey(data, 'interaction'), 'previousState'));
    expect(states.filter((state) => state !== undefined)).toEqual([
      'UNKNOWN',
      'UNKNOWN',
      'RINGING',
      'TALKING',
      'HELD',
      'TALKING',
      'TALKING',
      'TALKING',
    ]);
    expect(wwe.state().cases).toEqual([]);
  });
  it('sends the whole Interaction, with the keys of the example message', () => {
    const harness = createHarness();
    harness.subscribe('interaction');
    harness.wwe.arrive({ party: 'Robin Sample', ani: '+15550100' });
    const interaction = lastInteraction(harness);
    expect(Object.keys(Object(interaction)).sort()).toEqual(RINGING_KEYS);
    expect(interaction).toMatchObject({ ani: '+15550100', parties: [{ name: 'Robin Sample' }], isCaseSelected: true });
  });
  it('joins a chat by the states of docs/protocol.md#chat-transitions, or stays ACCEPTED', () => {
    const { wwe, subscribe, story, pass } = createHarness();
    subscribe('interaction');
    const id = wwe.arrive({ medium: 'chat' });
    wwe.act('accept', id);
    pass(10_000);
    expect(story().filter((line) => !line.startsWith('CASE_'))).toEqual([
      'ADDED INVITED',
      'INVITED INVITED',
      'ACCEPTED ACCEPTED',
      'JOIN_PENDING JOIN_PENDING',
      'HISTORY_IN_PROGRESS HISTORY_IN_PROGRESS',
      'HISTORY_DONE HISTORY_DONE',
    ]);
    wwe.configure({ chatStates: 'acceptedOnly' });
    const other = wwe.arrive({ medium: 'chat' });
    wwe.act('accept', other);
    pass(10_000);
    expect(wwe.state().cases[1]?.interactions[0]?.state).toBe('ACCEPTED');
  });
  it('completes an e-mail straight from ACCEPTED, and revokes a rejected one', () => {
    const { wwe, subscribe, story } = createHarness();
    subscribe('interaction');
    const id = wwe.arrive({ medium: 'email' });
    expect(wwe.act('done', id)).toBe(false);
    wwe.act('accept', id);
    wwe.act('done', id);
    expect(story().slice(-2)).toEqual(['MARK_DONE COMPLETED', 'REMOVED COMPLETED']);
    wwe.act('reject', wwe.arrive({ medium: 'email' }));
    expect(story()).toContain('REVOKED REVOKED');
    expect(wwe.state().cases).toEqual([]);
  });
  it('makes a consultation: an interaction of its own in the same case, under its parent', () => {
    const harness = createHarness();
    const { wwe, subscribe, request, answer, pass } = harness;
    subscribe('interaction');
    const main = wwe.arrive();
    wwe.act('answer', main);
    expect(wwe.act('consult', main)).toBe(true);
    expect(wwe.act('consult', main)).toBe(false);
    pass(2000);
    expect(lastInteraction(harness)).toMatchObject({
      parentInteractionId: main,
      isConsultation: true,
      isMainCaseInteraction: false,
      callType: 'CONSULT',
      direction: 'OUT',
      state: 'TALKING',
      previousState: 'DIALING',
    });
    expect(answer(request('interaction.getByInteractionId', [main]))?.data).toMatchObject({ state: 'HELD' });
    expect(wwe.state().cases).toHaveLength(1);
  });
  it('refuses what the state forbids', () => {
    const { wwe, request, answer } = createHarness();
    const id = wwe.arrive();
    expect(wwe.act('hold', id)).toBe(false);
    expect(wwe.act('answer', '99')).toBe(false);
    expect(answer(request('voice.hold', [id]))).toHaveProperty('errorMessage');
    expect(answer(request('interaction.markdone', [id]))).toHaveProperty('errorMessage');
    expect(answer(request('voice.answer', [id]))).not.toHaveProperty('errorMessage');
  });
  it('dials, and the far end answers', () => {
    const { wwe, request, pass } = createHarness();
    request('voice.dial', ['+15550142', { Reason: 'callback' }]);
    expect(wwe.state().cases[0]?.interactions[0]).toMatchObject({
      state: 'DIALING',
      userData: [['Reason', 'callback']],
    });
    pass(2000);
    expect(wwe.state().cases[0]?.interactions[0]?.state).toBe('TALKING');
  });
  it.each([
    ['absent', false, undefined],
    ['null', true, null],
    ['undefined', true, undefined],
  ] as const)(
    'shows voice-only properties elsewhere as set: %s (docs/protocol.md#unknown-voice-only-properties)',
    (voiceOnlyElsewhere, present, value) => {
      const harness = createHarness({ voiceOnlyElsewhere });
      harness.subscribe('interaction');
      harness.wwe.arrive({ medium: 'email' });
      const interaction = Object(lastInteraction(harness));
      expect('callUuid' in interaction).toBe(present);
      expect(interaction.callUuid).toBe(value);
    },
  );
  it('shows first previousState, parent and media as set (docs/protocol.md#unknown-initial-values, docs/protocol.md#unknown-media-property)', () => {
    const harness = createHarness({ firstPreviousState: 'absent', parentOfNone: 'null', mediaProperty: false });
    harness.subscribe('interaction');
    harness.wwe.arrive();
    const interaction = lastInteraction(harness);
    expect(interaction).not.toHaveProperty('previousState');
    expect(interaction).not.toHaveProperty('media');
    expect(interaction).toHaveProperty('parentInteractionId', null);
  });
});
