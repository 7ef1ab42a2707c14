import { describe, expect, it } from 'vitest';
import { createHarness, type Harness, readKey } from './testdata/harness.ts';

const userDataOf = ({ request, answer }: Harness, id: string): unknown =>
  readKey(answer(request('interaction.getByInteractionId', [id]))?.data, 'userData');

describe('user data', () => {
  it('overwrites the given keys, leaves the others, keeps the types, and tells so', () => {
    const harness = createHarness();
    const id = harness.wwe.arrive({ userData: { Kept: 'yes', Changed: 1 } });
    harness.subscribe('interaction');
    const values = { Changed: false, Number: 3, Null: null, Object: { deep: [1] } };
    expect(harness.answer(harness.request('interaction.setUserData', [id, values]))).not.toHaveProperty('errorMessage');
    expect(userDataOf(harness, id)).toMatchObject({ Kept: 'yes', ...values });
    expect(harness.story()).toEqual(['USER_DATA_UPDATED RINGING']);
    harness.request('interaction.deleteUserData', [id, 'Number']);
    expect(userDataOf(harness, id)).not.toHaveProperty('Number');
  });
  it('keeps a key named __proto__ as a key', () => {
    const harness = createHarness();
    const id = harness.wwe.arrive();
    harness.request('interaction.setUserData', [id, JSON.parse('{"__proto__":{"polluted":true}}')]);
    const userData = Object(userDataOf(harness, id));
    expect(Object.keys(userData)).toContain('__proto__');
    expect(userData.polluted).toBeUndefined();
  });
  it('fails for what is no object or no key', () => {
    const { wwe, request, answer } = createHarness();
    const id = wwe.arrive();
    expect(answer(request('interaction.setUserData', [id, 'A=1']))).toHaveProperty('errorMessage');
    expect(answer(request('interaction.deleteUserData', [id]))).toHaveProperty('errorMessage');
  });
  it('may become a state of open media (docs/protocol.md#unknown-state-order)', () => {
    const { wwe, request, answer } = createHarness({ userDataState: 'updated' });
    const id = wwe.arrive({ medium: 'email' });
    wwe.act('accept', id);
    const states = (): unknown => answer(request('interaction.getByInteractionId', [id]))?.data;
    request('interaction.setUserData', [id, { A: 1 }]);
    expect(states()).toMatchObject({ state: 'USER_DATA_ATTACHED', previousState: 'ACCEPTED' });
    request('interaction.setUserData', [id, { A: 2 }]);
    expect(states()).toMatchObject({ state: 'USER_DATA_UPDATED', previousState: 'USER_DATA_ATTACHED' });
    expect(wwe.act('done', id)).toBe(true);
  });
});

describe('docs/protocol.md#simulator-user-data-filters: read-allowed and write-allowed', () => {
  it('hides other keys in answers and events, without a sign', () => {
    const harness = createHarness({ readAllowed: 'ServiceType, Segment' });
    harness.subscribe('interaction');
    const id = harness.wwe.arrive();
    expect(userDataOf(harness, id)).toEqual({ ServiceType: 'Billing' });
    const event = readKey(harness.events('interaction')[0]?.data, 'interaction');
    expect(readKey(event, 'userData')).toEqual({ ServiceType: 'Billing' });
  });
  it('refuses other keys whole, with an error', () => {
    const harness = createHarness({ writeAllowed: 'Notes' });
    const id = harness.wwe.arrive();
    const refused = harness.answer(harness.request('interaction.setUserData', [id, { Notes: 'a', Secret: 'b' }]));
    expect(refused?.errorMessage).toContain('Secret');
    expect(userDataOf(harness, id)).not.toHaveProperty('Notes');
    expect(harness.answer(harness.request('interaction.deleteUserData', [id, 'RTenant']))).toHaveProperty(
      'errorMessage',
    );
  });
  it('or drops them in silence and writes the rest', () => {
    const harness = createHarness({ writeAllowed: 'Notes', writeDenied: 'drop' });
    const id = harness.wwe.arrive();
    const answer = harness.answer(harness.request('interaction.setUserData', [id, { Notes: 'a', Secret: 'b' }]));
    expect(answer).not.toHaveProperty('errorMessage');
    expect(userDataOf(harness, id)).toHaveProperty('Notes', 'a');
    expect(userDataOf(harness, id)).not.toHaveProperty('Secret');
  });
  it('or does not answer', () => {
    const { wwe, request, answer } = createHarness({ writeAllowed: 'Notes', writeDenied: 'silence' });
    expect(answer(request('interaction.setUserData', [wwe.arrive(), { Secret: 'b' }]))).toBeUndefined();
  });
});

describe('docs/protocol.md#simulator-idle-calls: setUserData on an IDLE call fails', () => {
  it('with an error, or with silence', () => {
    const harness = createHarness();
    const { wwe, request, answer } = harness;
    const id = wwe.arrive();
    wwe.act('answer', id);
    wwe.act('release', id);
    expect(answer(request('interaction.setUserData', [id, { A: 1 }]))).toHaveProperty('errorMessage');
    expect(answer(request('interaction.deleteUserData', [id, 'RTenant']))).toHaveProperty('errorMessage');
    expect(userDataOf(harness, id)).not.toHaveProperty('A');
    wwe.configure({ idleWrite: 'silence' });
    expect(answer(request('interaction.setUserData', [id, { A: 1 }]))).toBeUndefined();
  });
});
