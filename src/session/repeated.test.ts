import { describe, expect, it } from 'vitest';
import { createSession } from './session.ts';
import { call, Record, world } from './testdata/world.ts';

/** A client asks for the interactions, and gets these in one message. */
function listed(...interactions: readonly object[]) {
  const { a } = world();
  const host = new Record('host', 'top');
  host.request(2_000, a, '7', 'interaction.getInteractions');
  a.answer(2_001, '7', { data: interactions });
  const session = createSession();
  session.feed([...host.inputs(), ...a.inputs()]);
  return session.interactions();
}

describe('an object that stands twice in one message', () => {
  it('is the user data of each interaction that has it', () => {
    const userData = { Segment: 'Gold', nothing: undefined };
    const seen = listed(call(1, 'TALKING', 'RINGING', { userData }), call(2, 'HELD', 'TALKING', { userData }));
    expect(seen.map(({ interaction }) => interaction.userData)).toEqual([userData, userData]);
    expect(seen.map(({ raw }) => raw.userData)).toEqual([userData, userData]);
  });
  it('is a value in the user data of each, as of a call and its consultation', () => {
    const shared = { Since: new Date(0), Address: { street: 'Main' }, Set: new Set([1]) };
    const userData = () => ({ ...shared });
    const seen = listed(
      call(1, 'HELD', 'TALKING', { userData: userData() }),
      call(2, 'TALKING', 'DIALING', { userData: userData(), parentInteractionId: '1', isConsultation: true }),
    );
    expect(seen.map(({ interaction }) => interaction.userData)).toEqual([shared, shared]);
  });
  it('is a whole interaction each time', () => {
    const one = call(1, 'TALKING', 'RINGING', { at: new Date(0) });
    expect(listed(one, one, call(2, 'HELD', 'TALKING'))).toHaveLength(2);
  });
  it('is no change when it comes again', () => {
    const { a } = world();
    const parties = [{ name: 'Ann' }];
    const seen = () => call(1, 'TALKING', 'RINGING', { parties, others: parties, nothing: undefined });
    a.event(2_000, 'X', seen());
    a.event(3_000, 'X', seen());
    const session = createSession();
    session.feed(a.inputs());
    const [interaction] = session.interactions();
    expect(interaction).toMatchObject({ lastChanged: 2_000, previousRaw: null });
  });
});
