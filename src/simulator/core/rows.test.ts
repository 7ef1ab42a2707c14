/**
 * The index of docs/protocol.md#simulator-behaviour: what a believable WWE simulator does, first half. More of each
 * stands beside its source.
 */
import { describe, expect, it } from 'vitest';
import { SERVICE_NAMES } from '../../protocol/services.ts';
import { INTERACTION_STATES } from '../../protocol/states.ts';
import { type Arrival, HAPPENINGS } from './acts/act-types.ts';
import { createRandom } from './random.ts';
import { SETTINGS, type SettingName } from './settings.ts';
import { createHarness, type Harness, readKey } from './testdata/harness.ts';

const ORIGIN = 'https://client.example';
const STAMP = { userAgent: 'WWE Client', protocolVersion: 2 };

/** All values of a choice or switch: what is unknown must hold for each. */
function valuesOf(name: SettingName): readonly unknown[] {
  const { control } = SETTINGS[name];
  if (control.is === 'switch') return [true, false];
  if (control.is !== 'choice') throw new TypeError(`${name} is no choice`);
  return Object.keys(control.options);
}
/** Patches with every value of each of these settings, one at a time. */
const each = (...names: SettingName[]): readonly object[] =>
  names.flatMap((name) => valuesOf(name).map((value) => ({ [name]: value })));

/** A message with an id of one's own choice. */
function send({ wwe }: Harness, message: object, frame = 'a', origin = ORIGIN): void {
  wwe.receive(frame, origin, { ...message, ...STAMP });
}

describe('docs/protocol.md#simulator-answers: answers go to the sender, with the stamp', () => {
  it.each(each('voidAnswer', 'errorForm', 'answerRepeatsRequest'))('%j', (patch) => {
    const harness = createHarness(patch);
    for (const frame of ['frame-0', 'popup-0', 'parent']) {
      const from = harness.posted.length;
      send(harness, { request: 'agent.get', referenceId: '0' }, frame);
      send(harness, { request: 'system.triggerActivity', referenceId: '1' }, frame);
      send(harness, { event: 'subscribe', data: 'agent', referenceId: '2' }, frame);
      const answers = harness.posted.slice(from);
      expect(answers.map((one) => one.frame)).toEqual([frame, frame, frame]);
      for (const { message } of answers) expect(message).toMatchObject({ userAgent: 'WWE Server', protocolVersion: 2 });
    }
  });
});

describe('docs/protocol.md#simulator-reference-id: the reference id comes back as it was, and an answer has no `event`', () => {
  it.each(SERVICE_NAMES)('%s', (service) => {
    const harness = createHarness();
    harness.wwe.arrive();
    for (const parameters of [undefined, ['1'], ['1', '1', {}, {}], [{}, [], null, undefined]]) {
      const referenceId = `007 ${parameters?.length}`;
      const from = harness.posted.length;
      send(harness, { request: service, referenceId, ...(parameters === undefined ? {} : { parameters }) });
      const answers = harness.posted.slice(from).map(({ message }) => message);
      expect(answers.map((message) => message.referenceId)).toEqual([referenceId]);
      expect(answers[0]).not.toHaveProperty('event');
    }
  });
});

describe('docs/protocol.md#simulator-results-and-failures: the result in data, failure by errorMessage', () => {
  it('gives results in data', () => {
    const { request, answer } = createHarness();
    expect(answer(request('interaction.getInteractions'))).toHaveProperty('data', []);
  });
  it.each(each('voidAnswer', 'noneAnswer', 'errorForm'))('%j', (patch) => {
    const { wwe, request, answer } = createHarness(patch);
    const id = wwe.arrive();
    for (const success of [request('interaction.blockMarkdone', [id, 'wait']), request('agent.get')]) {
      expect(answer(success)).toBeDefined();
      expect(answer(success)).not.toHaveProperty('errorMessage');
    }
    expect(answer(request('interaction.getByInteractionId', ['none']))).not.toHaveProperty('errorMessage');
    expect(answer(request('interaction.selectCaseByCaseId', ['none']))?.errorMessage).toBeTypeOf('string');
  });
});

describe('docs/protocol.md#simulator-subscriptions: events only between the answer to a subscribe and the unsubscribe', () => {
  it.each(each('subscriptionId', 'unsubscribeAnswer', 'deliveries', 'answerOrder', 'agentEvent'))('%j', (patch) => {
    const { wwe, subscribe, unsubscribe, answer, events, pass } = createHarness({
      ...patch,
      lateAnswers: { subscribe: 50 },
    });
    const ref = subscribe(['agent']);
    wwe.setAgentState('NotReady');
    expect(events('agent')).toEqual([]);
    pass(50);
    const subscriptionId = answer(ref)?.subscriptionId;
    expect(subscriptionId).toBeDefined();
    wwe.setAgentState('Ready');
    expect(events('agent')).toHaveLength(1);
    unsubscribe(subscriptionId);
    wwe.setAgentState('NotReady');
    expect(events('agent')).toHaveLength(1);
  });
});

describe('docs/protocol.md#simulator-double-subscriptions: two subscriptions of one name bring one delivery or two', () => {
  it.each([
    ['single', 1],
    ['double', 2],
  ] as const)('%s', (deliveries, times) => {
    expect(valuesOf('deliveries')).toHaveLength(2);
    const { wwe, subscribe, events } = createHarness({ deliveries });
    subscribe('agent');
    subscribe(['interaction', 'agent']);
    wwe.setAgentState('NotReady');
    expect(events('agent')).toHaveLength(times);
  });
});

describe('docs/protocol.md#simulator-frame-id: the frame id is announced on demand, and not by default', () => {
  it.each(valuesOf('frameAnnounceWhen'))('%s', (frameAnnounceWhen) => {
    for (const frameAnnounce of ['off', 42]) {
      const { wwe, request, posted } = createHarness(
        frameAnnounce === 'off' ? { frameAnnounceWhen } : { frameAnnounce, frameAnnounceWhen },
      );
      wwe.frameLoaded('a');
      request('agent.get');
      const announced = posted.filter(({ message }) => 'frameId' in message).map(({ message }) => message);
      const message = { userAgent: 'WWE Server', protocolVersion: 2, frameId: 42 };
      expect(announced).toEqual(frameAnnounce === 'off' ? [] : [message]);
    }
  });
});

describe('docs/protocol.md#simulator-interaction-ids: interaction ids are small counters as texts, new after a refresh; UUIDs stay', () => {
  it.each([true, false])('keepFrames %s', (keepFrames) => {
    const { wwe } = createHarness({ idsAfterRefresh: 'on' });
    const ids = [wwe.arrive(), wwe.arrive({ medium: 'chat' })];
    for (const id of ids) expect(id).toMatch(/^\d{1,3}$/);
    const read = () => wwe.state().cases.flatMap(({ interactions }) => interactions);
    const before = read();
    wwe.refresh({ keepFrames });
    expect(read().map(({ uuid }) => uuid)).toEqual(before.map(({ uuid }) => uuid));
    for (const { id } of read()) expect(ids).not.toContain(id);
  });
});

describe('docs/protocol.md#simulator-states: all 30 states, previousState right, whole interactions', () => {
  /** Whatever an unknown makes of states and events. */
  const CHOICES = [
    'userDataState',
    'chatStates',
    'chatJoin',
    'transferOutcome',
    'afterOpenMedia',
    'afterSave',
    'afterConsultation',
    'markDoneOnRelease',
    'previewEvents',
  ] as const;
  const MEDIA = ['voice', 'chat', 'email', 'workitem', 'outboundpreview'];

  /** Walks at random through what can happen to one interaction; notes each state that events tell of. */
  function walk(seed: number, seen: Set<unknown>): void {
    const random = createRandom(seed);
    const patch = Object.fromEntries(CHOICES.map((name) => [name, random.pick(valuesOf(name))]));
    const { wwe, subscribe, events, pass } = createHarness({ ...patch, previewEvents: 'interaction' }, seed);
    subscribe('interaction');
    const arrival: Arrival = { medium: random.pick(MEDIA), direction: random.pick(['IN', 'OUT']) };
    const state = random.pick([null, null, 'PULLED', 'INVITED_CONFERENCE'] as const);
    try {
      wwe.arrive(state === null ? arrival : { ...arrival, state });
    } catch (error) {
      // Some media cannot begin so, and say it.
      if (!(error instanceof RangeError)) throw error;
      wwe.arrive(arrival);
    }
    for (let step = 0; step < 12; step++) {
      const live = wwe.state().cases.flatMap(({ interactions }) => interactions)[0];
      if (live === undefined) break;
      if (random.below(3) > 0 && live.acts.length > 0) wwe.act(random.pick(live.acts), live.id);
      else wwe.happen(random.pick(HAPPENINGS), live.id, { userData: { [random.pick(['Segment', 'New'])]: 'x' } });
      pass(random.pick([0, 300, 5000]));
    }
    const last = new Map<unknown, { state: unknown; before: unknown }>();
    for (const { data } of events('interaction')) {
      const interaction = readKey(data, 'interaction');
      if (interaction === undefined) continue;
      const [uuid, now, before] = ['interactionUUID', 'state', 'previousState'].map((key) => readKey(interaction, key));
      expect(readKey(data, 'eventType')).toBeTypeOf('string');
      expect(interaction).toMatchObject({
        interactionId: expect.any(String),
        caseId: expect.any(String),
        userData: {},
      });
      const former = last.get(uuid);
      if (former !== undefined) expect(before).toBe(former.state === now ? former.before : former.state);
      last.set(uuid, { state: now, before });
      seen.add(now);
    }
  }
  it('reaches each of them, and no other, on walks through whatever can happen', () => {
    const seen = new Set<unknown>();
    for (let seed = 1; seed <= 1500 && seen.size < INTERACTION_STATES.length; seed++) walk(seed, seen);
    expect([...seen].map(String).toSorted()).toEqual(INTERACTION_STATES.toSorted());
  });
});

describe('docs/protocol.md#simulator-case-events: a change of case is COLLAPSED, EXPANDED, SELECTED, in this order', () => {
  it.each(each('caseEventIds', 'answerOrder'))('%j', (patch) => {
    const { wwe, subscribe, request, story, events } = createHarness(patch);
    wwe.arrive();
    wwe.arrive();
    const chosen = wwe.state().cases[1]?.id;
    subscribe('interaction');
    request('interaction.selectCaseByCaseId', [chosen]);
    expect(story().map((line) => line.split(' ')[0])).toEqual(['CASE_COLLAPSED', 'CASE_EXPANDED', 'CASE_SELECTED']);
    expect(story()[2]).toBe(`CASE_SELECTED ${chosen}`);
    for (const { data } of events('interaction')) expect(data).not.toHaveProperty('interaction');
  });
});
