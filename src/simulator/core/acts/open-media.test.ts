/** What the settings make of chats, e-mails, workitems and call previews; parties, user data, and endings. */
import { describe, expect, it } from 'vitest';
import type { InteractionModel } from '../model.ts';
import { createHarness, type Harness } from '../testdata/harness.ts';
import type { Arrival } from './act-types.ts';
import { go, type Step } from './testdata/steps.ts';

const all = ({ wwe }: Harness): readonly InteractionModel[] =>
  wwe.state().cases.flatMap(({ interactions }) => interactions);

/** `eventType state` of the last events. */
const told = ({ story }: Harness, count: number): readonly string[] => story().slice(-count);

describe('endings', () => {
  const ways: readonly (readonly [Arrival, readonly Step[], string])[] = [
    [{ medium: 'email', direction: 'OUT' }, ['send'], 'SENT'],
    [{ medium: 'email', direction: 'OUT' }, ['cancel'], 'CANCELLED'],
    [{ medium: 'workitem' }, ['reject'], 'REVOKED'],
    [{ medium: 'email' }, ['accept', 'transfer', 300], 'TRANSFER_COMPLETED'],
    [{ medium: 'chat', state: 'INVITED_CONFERENCE' }, ['accept', 900, 'leaveConference'], 'LEFT_CONFERENCE'],
    [{ medium: 'outboundpreview' }, ['rejectRecord'], 'REJECTED'],
    [{ medium: 'outboundpreview' }, ['cancelRecord'], 'CANCELED'],
  ];
  it.each(ways)('%j %j: %s, then gone, or IDLE until it is marked done', (arrival, steps, state) => {
    const gone = createHarness();
    gone.subscribe('interaction');
    go(gone, arrival, steps);
    expect(told(gone, 2)).toEqual([`${state} ${state}`, `REMOVED ${state}`]);
    expect(all(gone)).toEqual([]);
    const idle = createHarness({ afterOpenMedia: 'idle' });
    idle.subscribe('interaction');
    const id = go(idle, arrival, steps);
    expect(told(idle, 2)).toEqual([`${state} ${state}`, 'RELEASED IDLE']);
    expect(all(idle)).toMatchObject([{ state: 'IDLE', previousState: state, acts: ['done'] }]);
    idle.wwe.act('done', id);
    expect(told(idle, 2)).toEqual(['MARK_DONE IDLE', 'REMOVED IDLE']);
  });
  it('take a block with them, and answer who waited for it', () => {
    const harness = createHarness({ scapiMarkdoneOnBlocked: 'wait', blockEnd: 'done' });
    const id = go(harness, { medium: 'email' }, ['accept']);
    harness.request('interaction.blockMarkdone', [id, 'Save first']);
    const asked = harness.request('interaction.markdone', [id]);
    harness.wwe.act('transfer', id);
    harness.pass(300);
    expect(all(harness)).toEqual([]);
    expect(harness.answer(asked)).toBeDefined();
    harness.subscribe(['interaction', 'markdone']);
    harness.pass(1_000_000);
    expect(harness.events('interaction')).toEqual([]);
  });
  it('afterSave: stays, or gone into a workbin', () => {
    const harness = createHarness();
    go(harness, { medium: 'workitem' }, ['accept', 'save']);
    expect(all(harness)).toMatchObject([{ state: 'SAVED' }]);
    harness.wwe.configure({ afterSave: 'gone' });
    go(harness, { medium: 'email', direction: 'OUT' }, ['save']);
    expect(all(harness)).toMatchObject([{ medium: 'workitem' }]);
  });
});

describe('transfers', () => {
  it.each([
    ['error', ['TRANSFERRING TRANSFERRING', 'ERROR ERROR']],
    ['back', ['TRANSFERRING TRANSFERRING', 'ACCEPTED ACCEPTED']],
  ] as const)('transferOutcome %s', (transferOutcome, events) => {
    const harness = createHarness({ transferOutcome });
    harness.subscribe('interaction');
    const userData = { Reason: 'skill' };
    const id = go(harness, { medium: 'workitem' }, ['accept']);
    harness.wwe.act('transfer', id, { target: { destination: 'Billing', kind: 'SKILL' }, userData });
    harness.pass(299);
    expect(told(harness, 1)).toEqual(['TRANSFERRING TRANSFERRING']);
    harness.pass(1);
    expect(told(harness, 2)).toEqual(events);
    expect(all(harness)[0]?.userData).toContainEqual(['Reason', 'skill']);
  });
  it('a chat that comes back joins anew; one in error can be taken up again', () => {
    const harness = createHarness({ transferOutcome: 'back' });
    const id = go(harness, { medium: 'chat' }, ['accept', 900, 'transfer', 300]);
    expect(all(harness)).toMatchObject([{ state: 'ACCEPTED', acts: [] }]);
    harness.pass(900);
    expect(all(harness)).toMatchObject([{ state: 'HISTORY_DONE' }]);
    harness.wwe.configure({ transferOutcome: 'error' });
    harness.wwe.act('transfer', id);
    harness.pass(300);
    expect(harness.wwe.act('recover', id)).toBe(true);
    harness.pass(900);
    expect(all(harness)).toMatchObject([{ state: 'HISTORY_DONE' }]);
  });
  it('what befalls it meanwhile, wins', () => {
    const harness = createHarness();
    go(harness, { medium: 'email' }, ['accept', 'transfer', 'lose', 9000]);
    expect(all(harness)).toMatchObject([{ state: 'UNKNOWN', previousState: 'TRANSFERRING' }]);
  });
});

describe('parties', () => {
  it('join by name or as colleagues, and leave by name or the last first', () => {
    const harness = createHarness();
    const { wwe } = harness;
    const id = go(harness, { medium: 'chat', party: 'Robin Sample' }, ['accept', 900, 'partyJoins']);
    wwe.happen('partyJoins', id, { party: 'Guest Visitor' });
    wwe.act('conference', id, { target: { destination: '5009', kind: 'AGENT' } });
    expect(all(harness)[0]?.parties).toEqual(['Robin Sample', 'Lee Colleague', 'Guest Visitor', '5009']);
    expect(wwe.happen('partyLeaves', id, { party: 'Nobody' })).toBe(false);
    expect(wwe.happen('partyLeaves', id, { party: 'Lee Colleague' })).toBe(true);
    expect(wwe.partyLeaves(id)).toBe(true);
    expect(all(harness)[0]?.parties).toEqual(['Robin Sample', 'Guest Visitor']);
    wwe.happen('partyLeaves', id, { party: 'Robin Sample' });
    expect(all(harness)).toMatchObject([{ state: 'HISTORY_DONE', parties: ['Guest Visitor'] }]);
    expect(all(harness)[0]?.acts).not.toContain('leaveConference');
    wwe.partyLeaves(id);
    expect(all(harness)).toMatchObject([{ state: 'IDLE' }]);
  });
  it('alone in a call, only the one who is there can leave', () => {
    const { wwe } = createHarness();
    const id = wwe.arrive({ party: 'Robin Sample' });
    expect(wwe.happen('partyLeaves', id, { party: 'Kim Template' })).toBe(false);
    expect(wwe.happen('partyLeaves', id, { party: 'Robin Sample' })).toBe(true);
  });
  it('nobody ends an e-mail from outside', () => {
    const harness = createHarness();
    const id = go(harness, { medium: 'email' }, ['accept']);
    expect(harness.wwe.partyLeaves(id)).toBe(false);
  });
});

describe('attached data', () => {
  it('become the state of what is in hand, attached or updated, and leave the rest possible', () => {
    const harness = createHarness({ userDataState: 'updated' });
    const { wwe } = harness;
    const id = go(harness, { medium: 'email' }, ['accept']);
    wwe.happen('attachData', id, { userData: { Priority: 1 } });
    expect(all(harness)).toMatchObject([{ state: 'USER_DATA_ATTACHED', previousState: 'ACCEPTED' }]);
    wwe.happen('attachData', id, { userData: { Priority: 2 } });
    expect(all(harness)).toMatchObject([{ state: 'USER_DATA_UPDATED', previousState: 'USER_DATA_ATTACHED' }]);
    expect(all(harness)[0]?.acts).toContain('save');
    expect(wwe.act('transfer', id)).toBe(true);
    expect(all(harness)[0]?.previousState).toBe('USER_DATA_UPDATED');
  });
  it('leave the state where no transition there is listed: offers, calls, drafts', () => {
    const harness = createHarness({ userDataState: 'updated' });
    harness.subscribe('interaction');
    for (const arrival of [{}, { medium: 'chat' }, { medium: 'email', direction: 'OUT' }] as const) {
      go(harness, arrival, ['attachData']);
    }
    expect(harness.story().filter((line) => line.startsWith('USER_DATA'))).toEqual([
      'USER_DATA_UPDATED RINGING',
      'USER_DATA_UPDATED INVITED',
      'USER_DATA_UPDATED CREATED',
    ]);
    expect(harness.wwe.happen('attachData', '1', { userData: {} })).toBe(false);
  });
});

describe('call previews and recording', () => {
  it('callRecord ends the preview and calls the record’s number, in its case and with its data', () => {
    const harness = createHarness();
    const { wwe, subscribe, events } = harness;
    subscribe('interaction');
    const preview = go(harness, { medium: 'outboundpreview', ani: '+15550142', party: 'Robin Sample' }, ['getRecord']);
    expect(wwe.act('callRecord', preview, { userData: { Attempt: 2 } })).toBe(true);
    const call = wwe.made();
    const [record, dialed] = all(harness);
    expect(record).toMatchObject({ id: preview, state: 'IDLE', previousState: 'READY' });
    expect(dialed).toMatchObject({ id: call, kind: 'voice', state: 'DIALING', party: 'Robin Sample' });
    expect(dialed?.caseId).toBe(record?.caseId);
    expect(dialed?.voice).toMatchObject({ direction: 'OUT', callType: 'OUTBOUND', dnis: '+15550142' });
    expect(dialed?.userData).toEqual([...(record?.userData ?? []), ['Attempt', 2]]);
    expect(wwe.state().selectedInteraction).toBe(call);
    harness.pass(2000);
    expect(all(harness)[1]?.state).toBe('TALKING');
    expect(events('outbound')).toEqual([]);
  });
  it('recording is told of, changes no state, and ends with the call', () => {
    const harness = createHarness();
    harness.subscribe('interaction');
    const id = go(harness, {}, ['answer', 'startRecording', 'hold', 'pauseRecording', 'resumeRecording']);
    expect(harness.story().filter((line) => line.startsWith('RECORDING'))).toEqual([
      'RECORDING_STATE_CHANGED TALKING',
      'RECORDING_STATE_CHANGED HELD',
      'RECORDING_STATE_CHANGED HELD',
    ]);
    expect(all(harness)[0]?.voice?.recordingState).toBe('RECORDING');
    harness.wwe.act('release', id);
    expect(all(harness)[0]?.voice?.recordingState).toBe('STOPPED');
  });
});
