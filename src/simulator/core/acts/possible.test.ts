/** What the agent can do in each state of each kind, and that nothing else does anything. */
import { describe, expect, it } from 'vitest';
import { createHarness } from '../testdata/harness.ts';
import { ACTS, type Act, type Arrival, HAPPENINGS } from './act-types.ts';
import { go, type Step } from './testdata/steps.ts';

const chat: Arrival = { medium: 'chat' };
const email: Arrival = { medium: 'email' };
const draft: Arrival = { medium: 'email', direction: 'OUT' };
const workitem: Arrival = { medium: 'workitem' };
const preview: Arrival = { medium: 'outboundpreview' };
const talking: readonly Act[] = ['consult', 'transfer', 'conference', 'startRecording', 'release'];

type Row = readonly [arrival: Arrival, steps: readonly Step[], acts: readonly Act[], settings?: object];

const ROWS: readonly Row[] = [
  [{}, [], ['answer', 'reject']],
  [{}, ['answer'], ['hold', ...talking]],
  [{}, ['answer', 'hold'], ['resume', ...talking]],
  [
    {},
    ['answer', 'startRecording'],
    ['hold', 'consult', 'transfer', 'conference', 'pauseRecording', 'stopRecording', 'release'],
  ],
  [
    {},
    ['answer', 'startRecording', 'pauseRecording'],
    ['hold', 'consult', 'transfer', 'conference', 'resumeRecording', 'stopRecording', 'release'],
  ],
  // While a consultation lives there is no second one.
  [{}, ['answer', 'consult'], ['resume', 'transfer', 'conference', 'startRecording', 'release']],
  [{ direction: 'OUT' }, [], ['release']],
  [{}, ['answer', 'release'], ['done']],
  [{}, ['answer', 'lose'], ['done']],
  // A consultation that asks the agent is not the agent's to complete.
  [{ callType: 'CONSULT' }, ['answer'], ['hold', 'transfer', 'conference', 'startRecording', 'release']],
  [chat, [], ['accept', 'reject']],
  [chat, ['accept'], []],
  [chat, ['accept', 300], []],
  [chat, ['accept', 600], []],
  [chat, ['accept', 900], ['transfer', 'conference', 'release']],
  [chat, ['accept', 900, 'partyJoins'], ['transfer', 'conference', 'leaveConference', 'release']],
  [chat, ['accept'], ['transfer', 'conference', 'release'], { chatStates: 'acceptedOnly' }],
  [chat, ['accept', 600], ['joinAgain', 'release'], { chatJoin: 'fails' }],
  [chat, ['accept', 900, 'transfer'], []],
  [chat, ['accept', 900, 'release'], ['done']],
  [chat, ['accept', 900, 'attachData'], ['transfer', 'conference', 'release'], { userDataState: 'updated' }],
  [email, [], ['accept', 'reject']],
  [email, ['accept'], ['transfer', 'conference', 'save', 'done']],
  [email, ['accept', 'attachData'], ['transfer', 'conference', 'save', 'done'], { userDataState: 'updated' }],
  [email, ['accept', 'save'], ['transfer', 'conference', 'done']],
  [{ ...email, state: 'PULLED' }, [], ['accept', 'transfer', 'conference', 'save', 'done']],
  [
    { ...email, state: 'INVITED_CONFERENCE' },
    ['accept'],
    ['transfer', 'conference', 'leaveConference', 'save', 'done'],
  ],
  [workitem, ['accept', 'fail'], ['recover', 'release']],
  [workitem, ['accept', 'lose'], ['done']],
  [draft, [], ['transfer', 'send', 'save', 'cancel']],
  [{ ...draft, state: 'PULLED' }, [], ['transfer', 'send', 'save', 'cancel']],
  [draft, ['save'], ['send', 'cancel']],
  [draft, ['transfer', 300], ['transfer', 'conference', 'save', 'done'], { transferOutcome: 'back' }],
  [draft, ['send'], ['done'], { afterOpenMedia: 'idle' }],
  [preview, [], ['getRecord', 'rejectRecord', 'cancelRecord']],
  [{ ...preview, state: 'INVITED' }, [], ['accept', 'reject']],
  [preview, ['getRecord'], ['callRecord', 'rejectRecord', 'cancelRecord']],
  [preview, ['getRecord', 'callRecord'], ['done']],
];

describe('what is possible', () => {
  it.each(ROWS.map(([arrival, steps, acts, settings = {}]) => ({ arrival, steps, acts, settings })))(
    '$arrival after $steps, $settings: $acts',
    ({ arrival, steps, acts, settings }) => {
      const harness = createHarness(settings);
      harness.subscribe('interaction');
      const { wwe, posted } = harness;
      const id = go(harness, arrival, steps);
      const model = wwe.state().cases[0]?.interactions[0];
      expect(model?.acts).toEqual(ACTS.filter((act) => acts.includes(act)));
      const told = posted.length;
      for (const act of ACTS) if (!acts.includes(act)) expect(wwe.act(act, id), act).toBe(false);
      for (const what of HAPPENINGS) {
        if (model?.happenings.includes(what) === false) expect(wwe.happen(what, id), what).toBe(false);
      }
      expect(posted).toHaveLength(told);
      expect(wwe.state().cases[0]?.interactions[0]).toEqual(model);
    },
  );
  it('has each act in some state', () => {
    const possible = new Set(ROWS.flatMap(([, , acts]) => acts));
    // Completing is done on a consultation: see consultation.test.ts.
    expect(ACTS.filter((act) => !possible.has(act))).toEqual(['completeTransfer', 'completeConference']);
  });
  it('is nothing once it left the list, or for names that nobody knows', () => {
    const { wwe } = createHarness();
    const id = wwe.arrive();
    expect(Reflect.apply(wwe.act, wwe, ['toString', id])).toBe(false);
    expect(Reflect.apply(wwe.happen, wwe, ['constructor', id])).toBe(false);
    for (const act of ['reject', 'done'] as const) expect(wwe.act(act, id)).toBe(true);
    for (const act of ACTS) expect(wwe.act(act, id)).toBe(false);
    for (const what of HAPPENINGS) expect(wwe.happen(what, id)).toBe(false);
  });
});
