/**
 * All 30 states, each with the way to it: the event that tells of it and the state before (docs/protocol.md#states,
 * docs/protocol.md#state-transitions).
 */
import { describe, expect, it } from 'vitest';
import { INTERACTION_STATES, type InteractionState } from '../../../protocol/states.ts';
import { createHarness, readKey } from '../testdata/harness.ts';
import type { Arrival } from './act-types.ts';
import { go, type Step } from './testdata/steps.ts';

interface Way {
  readonly arrival: Arrival;
  readonly steps: readonly Step[];
  readonly settings?: object;
  /** `eventType` of the event that comes with the state. */
  readonly event: string;
  readonly previous: InteractionState;
}

const call: Arrival = {};
const chat: Arrival = { medium: 'chat' };
const email: Arrival = { medium: 'email' };
const draft: Arrival = { medium: 'email', direction: 'OUT' };
const workitem: Arrival = { medium: 'workitem' };
const preview: Arrival = { medium: 'outboundpreview' };
const updated = { userDataState: 'updated' };

/** At least one way to each state; `UNKNOWN` as previous state is that of something new (the setting's default). */
const WAYS: Readonly<Record<InteractionState, readonly Way[]>> = {
  UNKNOWN: [
    { arrival: { state: 'UNKNOWN' }, steps: [], event: 'ADDED', previous: 'UNKNOWN' },
    { arrival: call, steps: ['answer', 'lose'], event: 'UNKNOWN', previous: 'TALKING' },
    { arrival: chat, steps: ['accept', 300, 'lose', 9000], event: 'UNKNOWN', previous: 'JOIN_PENDING' },
  ],
  IDLE: [
    { arrival: call, steps: ['answer', 'release'], event: 'RELEASED', previous: 'TALKING' },
    { arrival: call, steps: ['reject'], event: 'RELEASED', previous: 'RINGING' },
    { arrival: call, steps: ['revoke'], event: 'RELEASED', previous: 'RINGING' },
    { arrival: call, steps: ['answer', 'transfer'], event: 'RELEASED', previous: 'TALKING' },
    { arrival: { direction: 'OUT' }, steps: ['partyLeaves'], event: 'RELEASED', previous: 'DIALING' },
    { arrival: chat, steps: ['accept', 900, 'release'], event: 'RELEASED', previous: 'HISTORY_DONE' },
    { arrival: chat, steps: ['accept', 900, 'partyLeaves'], event: 'RELEASED', previous: 'HISTORY_DONE' },
    { arrival: email, steps: ['accept', 'fail', 'release'], event: 'RELEASED', previous: 'ERROR' },
    { arrival: preview, steps: ['getRecord', 'callRecord'], event: 'RELEASED', previous: 'READY' },
    {
      arrival: draft,
      steps: ['send'],
      settings: { afterOpenMedia: 'idle' },
      event: 'RELEASED',
      previous: 'SENT',
    },
  ],
  RINGING: [{ arrival: call, steps: [], event: 'ADDED', previous: 'UNKNOWN' }],
  DIALING: [{ arrival: { direction: 'OUT' }, steps: [], event: 'ADDED', previous: 'UNKNOWN' }],
  TALKING: [
    { arrival: call, steps: ['answer'], event: 'ESTABLISHED', previous: 'RINGING' },
    { arrival: call, steps: ['answer', 'hold', 'resume'], event: 'RETRIEVED', previous: 'HELD' },
    { arrival: { direction: 'OUT' }, steps: ['farEndAnswers'], event: 'ESTABLISHED', previous: 'DIALING' },
    { arrival: { direction: 'OUT' }, steps: [2000], event: 'ESTABLISHED', previous: 'DIALING' },
    { arrival: { state: 'TALKING' }, steps: [], event: 'ADDED', previous: 'UNKNOWN' },
  ],
  HELD: [
    { arrival: call, steps: ['answer', 'hold'], event: 'HELD', previous: 'TALKING' },
    { arrival: call, steps: ['answer', 'consult'], event: 'HELD', previous: 'TALKING' },
    { arrival: { state: 'HELD' }, steps: [], event: 'ADDED', previous: 'UNKNOWN' },
  ],
  PREVIEW: [
    { arrival: preview, steps: [], event: 'ADDED', previous: 'UNKNOWN' },
    { arrival: { ...preview, state: 'INVITED' }, steps: ['accept'], event: 'PREVIEW', previous: 'INVITED' },
  ],
  READY: [{ arrival: preview, steps: ['getRecord'], event: 'READY', previous: 'PREVIEW' }],
  CANCELED: [
    { arrival: preview, steps: ['cancelRecord'], event: 'CANCELED', previous: 'PREVIEW' },
    { arrival: preview, steps: ['getRecord', 'cancelRecord'], event: 'CANCELED', previous: 'READY' },
  ],
  REJECTED: [
    { arrival: preview, steps: ['rejectRecord'], event: 'REJECTED', previous: 'PREVIEW' },
    { arrival: preview, steps: ['getRecord', 'rejectRecord'], event: 'REJECTED', previous: 'READY' },
  ],
  INVITED: [
    { arrival: email, steps: [], event: 'ADDED', previous: 'UNKNOWN' },
    { arrival: { ...preview, state: 'INVITED' }, steps: [], event: 'ADDED', previous: 'UNKNOWN' },
  ],
  ACCEPTED: [
    { arrival: chat, steps: ['accept'], event: 'ACCEPTED', previous: 'INVITED' },
    { arrival: { ...email, state: 'PULLED' }, steps: ['accept'], event: 'ACCEPTED', previous: 'PULLED' },
    { arrival: { ...workitem, state: 'CREATED' }, steps: ['accept'], event: 'ACCEPTED', previous: 'CREATED' },
    {
      arrival: { ...chat, state: 'INVITED_CONFERENCE' },
      steps: ['accept'],
      event: 'ACCEPTED',
      previous: 'INVITED_CONFERENCE',
    },
  ],
  CREATED: [{ arrival: draft, steps: [], event: 'ADDED', previous: 'UNKNOWN' }],
  PULLED: [
    { arrival: { ...draft, state: 'PULLED' }, steps: [], event: 'ADDED', previous: 'UNKNOWN' },
    { arrival: { ...email, state: 'PULLED' }, steps: [], event: 'ADDED', previous: 'UNKNOWN' },
  ],
  REVOKED: [
    { arrival: chat, steps: ['reject'], event: 'REVOKED', previous: 'INVITED' },
    { arrival: chat, steps: ['partyLeaves'], event: 'REVOKED', previous: 'INVITED' },
    { arrival: workitem, steps: ['accept', 'revoke'], event: 'REVOKED', previous: 'ACCEPTED' },
    {
      arrival: { ...email, state: 'INVITED_CONFERENCE' },
      steps: ['reject'],
      event: 'REVOKED',
      previous: 'INVITED_CONFERENCE',
    },
  ],
  COMPLETED: [
    { arrival: email, steps: ['accept', 'done'], event: 'MARK_DONE', previous: 'ACCEPTED' },
    { arrival: workitem, steps: ['accept', 'save', 'done'], event: 'MARK_DONE', previous: 'SAVED' },
    {
      arrival: email,
      steps: ['accept', 'attachData', 'done'],
      settings: updated,
      event: 'MARK_DONE',
      previous: 'USER_DATA_ATTACHED',
    },
  ],
  ERROR: [
    { arrival: workitem, steps: ['accept', 'fail'], event: 'ERROR', previous: 'ACCEPTED' },
    { arrival: email, steps: ['accept', 'transfer', 'fail', 9000], event: 'ERROR', previous: 'TRANSFERRING' },
    {
      arrival: chat,
      steps: ['accept', 900, 'transfer', 300],
      settings: { transferOutcome: 'error' },
      event: 'ERROR',
      previous: 'TRANSFERRING',
    },
  ],
  SAVED: [
    { arrival: workitem, steps: ['accept', 'save'], event: 'SAVED', previous: 'ACCEPTED' },
    { arrival: draft, steps: ['save'], event: 'SAVED', previous: 'CREATED' },
    { arrival: { ...draft, state: 'PULLED' }, steps: ['save'], event: 'SAVED', previous: 'PULLED' },
  ],
  TRANSFERRING: [
    { arrival: email, steps: ['accept', 'transfer'], event: 'TRANSFERRING', previous: 'ACCEPTED' },
    { arrival: draft, steps: ['transfer'], event: 'TRANSFERRING', previous: 'CREATED' },
    { arrival: chat, steps: ['accept', 900, 'transfer'], event: 'TRANSFERRING', previous: 'HISTORY_DONE' },
  ],
  TRANSFER_COMPLETED: [
    {
      arrival: workitem,
      steps: ['accept', 'transfer', 300],
      event: 'TRANSFER_COMPLETED',
      previous: 'TRANSFERRING',
    },
  ],
  INVITED_CONFERENCE: [
    { arrival: { ...chat, state: 'INVITED_CONFERENCE' }, steps: [], event: 'ADDED', previous: 'UNKNOWN' },
  ],
  LEFT_CONFERENCE: [
    {
      arrival: { ...chat, state: 'INVITED_CONFERENCE' },
      steps: ['accept', 900, 'leaveConference'],
      event: 'LEFT_CONFERENCE',
      previous: 'HISTORY_DONE',
    },
    {
      arrival: { medium: 'instagram' },
      steps: ['accept', 'conference', 'leaveConference'],
      event: 'LEFT_CONFERENCE',
      previous: 'ACCEPTED',
    },
  ],
  USER_DATA_ATTACHED: [
    {
      arrival: email,
      steps: ['accept', 'save', 'attachData'],
      settings: updated,
      event: 'USER_DATA_UPDATED',
      previous: 'SAVED',
    },
  ],
  USER_DATA_UPDATED: [
    {
      arrival: { ...chat, userData: { Segment: '', Priority: 1 } },
      steps: ['accept', 900, 'attachData'],
      settings: updated,
      event: 'USER_DATA_UPDATED',
      previous: 'HISTORY_DONE',
    },
  ],
  JOIN_PENDING: [{ arrival: chat, steps: ['accept', 300], event: 'JOIN_PENDING', previous: 'ACCEPTED' }],
  JOIN_FAILED: [
    {
      arrival: chat,
      steps: ['accept', 600],
      settings: { chatJoin: 'fails' },
      event: 'JOIN_FAILED',
      previous: 'JOIN_PENDING',
    },
    { arrival: chat, steps: ['accept', 300, 'fail', 9000], event: 'JOIN_FAILED', previous: 'JOIN_PENDING' },
  ],
  HISTORY_IN_PROGRESS: [
    { arrival: chat, steps: ['accept', 600], event: 'HISTORY_IN_PROGRESS', previous: 'JOIN_PENDING' },
  ],
  HISTORY_DONE: [{ arrival: chat, steps: ['accept', 900], event: 'HISTORY_DONE', previous: 'HISTORY_IN_PROGRESS' }],
  CANCELLED: [
    { arrival: draft, steps: ['cancel'], event: 'CANCELLED', previous: 'CREATED' },
    { arrival: draft, steps: ['save', 'cancel'], event: 'CANCELLED', previous: 'SAVED' },
  ],
  SENT: [
    { arrival: draft, steps: ['send'], event: 'SENT', previous: 'CREATED' },
    { arrival: draft, steps: ['save', 'send'], event: 'SENT', previous: 'SAVED' },
  ],
};

describe('docs/protocol.md#simulator-states: all 30 states', () => {
  it('have a way each, and there are 30 of them', () => {
    expect(Object.keys(WAYS).sort()).toEqual([...INTERACTION_STATES].sort());
    expect(INTERACTION_STATES).toHaveLength(30);
    for (const ways of Object.values(WAYS)) expect(ways.length).toBeGreaterThan(0);
  });
  const ways = Object.entries(WAYS).flatMap(([state, list]) => list.map((way) => ({ state, way })));
  it.each(ways)('$state after $way.previous, by $way.steps of $way.arrival', ({ state, way }) => {
    const harness = createHarness(way.settings);
    harness.subscribe('interaction');
    const id = go(harness, way.arrival, way.steps);
    const seen = harness
      .events('interaction')
      .map(({ data }) => ({ eventType: readKey(data, 'eventType'), interaction: readKey(data, 'interaction') }))
      .filter(({ interaction }) => readKey(interaction, 'interactionId') === id);
    const states = seen.map(({ interaction }) => readKey(interaction, 'state'));
    const entered = states.findLastIndex((one, at) => one === state && states[at - 1] !== state);
    expect(seen[entered]?.eventType).toBe(way.event);
    expect(readKey(seen[entered]?.interaction, 'previousState')).toBe(way.previous);
    expect(states.at(-1)).toBe(state);
  });
});
