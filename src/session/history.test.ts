import { describe, expect, it } from 'vitest';
import type { Session } from './api.ts';
import { createSession } from './session.ts';
import { call, keyOf, Record, world } from './testdata/world.ts';

function fed(...records: readonly Record[]): Session {
  const session = createSession();
  session.feed(records.flatMap((one) => one.inputs()));
  return session;
}

function states(session: Session, index = 0): readonly string[] {
  return (
    session
      .interactions()
      [index]?.transitions.map((one) => `${one.from ?? '-'}>${one.to}${one.gap ? ` (${one.gap})` : ''}`) ?? []
  );
}

describe('interactions and their history', () => {
  it('follows a call from ring to done, with times and sources', () => {
    const { a } = world();
    a.event(2_000, 'RINGING', call(1, 'RINGING', 'UNKNOWN'));
    a.event(3_000, 'ESTABLISHED', call(1, 'TALKING', 'RINGING'));
    a.event(3_500, 'DATA', call(1, 'TALKING', 'RINGING', { userData: { Segment: 'Silver' } }));
    a.event(4_000, 'HELD', call(1, 'HELD', 'TALKING'));
    a.event(9_000, 'RELEASED', call(1, 'IDLE', 'HELD'));
    a.event(9_500, 'MARK_DONE', call(1, 'IDLE', 'HELD'));
    a.event(9_501, 'REMOVED', call(1, 'IDLE', 'HELD'));
    const session = fed(a);
    expect(states(session)).toEqual(['->RINGING', 'RINGING>TALKING', 'TALKING>HELD', 'HELD>IDLE']);
    const [one] = session.interactions();
    expect(one).toMatchObject({
      key: keyOf('UUID-1'),
      id: '1',
      state: 'IDLE',
      firstSeen: 2_000,
      lastSeen: 9_501,
      lastChanged: 9_000,
      ended: { t: 9_500, why: 'markdone' },
    });
    expect(one?.transitions[1]).toEqual({
      t: 3_000,
      from: 'RINGING',
      to: 'TALKING',
      gap: null,
      source: { by: 'event', eventType: 'ESTABLISHED' },
      entry: { document: 'a', n: 2 },
    });
    expect(one?.previousRaw).toMatchObject({ state: 'HELD' });
  });

  it('has changed when the first of those that heard it did, whatever they say in which order', () => {
    const silver = call(1, 'TALKING', 'RINGING', { userData: { Segment: 'Silver' } });
    const { a, b } = world();
    for (const [one, later] of [
      [a, 0],
      [b, 1],
    ] as const) {
      one.event(2_000 + later, 'ESTABLISHED', call(1, 'TALKING', 'RINGING'));
      one.event(3_000 + later, 'DATA', silver);
      one.event(4_000 + later, 'X', silver);
    }
    for (const session of [fed(a, b), fed(b, a)])
      expect(session.interactions()).toMatchObject([{ lastSeen: 4_001, lastChanged: 3_000 }]);
  });

  it('marks a gap when previousState is not the state last seen', () => {
    const { a } = world();
    a.event(2_000, 'RINGING', call(1, 'RINGING', 'TALKING'));
    a.event(3_000, 'HELD', call(1, 'HELD', 'TALKING'));
    a.event(4_000, 'X', call(1, 'IDLE', 'UNKNOWN'));
    expect(states(fed(a))).toEqual(['->RINGING', 'RINGING>HELD (TALKING)', 'HELD>IDLE']);
  });

  it('marks a gap where the state is the same again and previousState names another one in between', () => {
    const { a } = world();
    a.event(2_000, 'RINGING', call(1, 'RINGING', 'UNKNOWN'));
    a.event(3_000, 'ESTABLISHED', call(1, 'TALKING', 'RINGING'));
    a.event(9_000, 'ESTABLISHED', call(1, 'TALKING', 'HELD'));
    a.event(9_500, 'DATA', call(1, 'TALKING', 'HELD', { userData: { Segment: 'Silver' } }));
    expect(states(fed(a))).toEqual(['->RINGING', 'RINGING>TALKING', 'TALKING>TALKING (HELD)']);
  });

  it('marks no gap where previousState is the state itself: something else has changed', () => {
    const { a } = world();
    a.event(2_000, 'ESTABLISHED', call(1, 'TALKING', 'RINGING'));
    a.event(3_000, 'DATA', call(1, 'TALKING', 'TALKING', { userData: { Segment: 'Silver' } }));
    a.event(4_000, 'DATA', call(1, 'TALKING', 'RINGING'));
    expect(states(fed(a))).toEqual(['->TALKING']);
  });

  it('marks no gap for one client where another saw what was in between', () => {
    const { a, b } = world();
    a.event(2_000, 'ESTABLISHED', call(1, 'TALKING', 'RINGING'));
    b.event(2_001, 'ESTABLISHED', call(1, 'TALKING', 'RINGING'));
    b.event(4_000, 'HELD', call(1, 'HELD', 'TALKING'));
    a.event(20_000, 'ESTABLISHED', call(1, 'TALKING', 'HELD'));
    b.event(20_001, 'ESTABLISHED', call(1, 'TALKING', 'HELD'));
    expect(states(fed(a, b))).toEqual(['->TALKING', 'TALKING>HELD', 'HELD>TALKING']);
  });

  it('counts what two clients see once, and lets one close the gap of the other', () => {
    const { a, b } = world();
    a.event(2_000, 'RINGING', call(1, 'RINGING', 'UNKNOWN'));
    b.event(2_001, 'RINGING', call(1, 'RINGING', 'UNKNOWN'));
    b.event(3_000, 'ESTABLISHED', call(1, 'TALKING', 'RINGING'));
    b.event(4_001, 'HELD', call(1, 'HELD', 'TALKING'));
    a.event(4_000, 'HELD', call(1, 'HELD', 'TALKING'));
    const session = fed(a, b);
    expect(states(session)).toEqual(['->RINGING', 'RINGING>TALKING', 'TALKING>HELD']);
    expect(session.interactions()[0]?.documents).toEqual(['b', 'a']);
  });

  it.each([4, 1])('counts what is no longer kept of %s, whoever saw some of it too', (limit) => {
    const { a, b } = world();
    const seen = ['RINGING', 'TALKING', 'HELD', 'TALKING', 'HELD', 'IDLE'];
    for (const [at, state] of seen.entries()) {
      a.event(2_000 + at * 10_000, 'X', call(1, state, seen[at - 1] ?? 'UNKNOWN'));
    }
    const shown = (two: boolean) => {
      const session = createSession({ transitions: limit });
      session.feed([...a.inputs(), ...(two ? b.inputs() : [])]);
      const [one] = session.interactions();
      return { dropped: one?.droppedTransitions, kept: one?.transitions.map(({ from, to }) => `${from}>${to}`) };
    };
    const alone = shown(false);
    expect(alone.dropped).toBe(6 - limit);
    b.event(52_001, 'X', call(1, 'IDLE', 'HELD'));
    expect(shown(true)).toEqual(alone);
  });

  it('sees a state again after more than 5 s as a new transition', () => {
    const { a, b } = world();
    a.event(2_000, 'X', call(1, 'TALKING', 'RINGING'));
    a.event(3_000, 'X', call(1, 'HELD', 'TALKING'));
    b.event(2_500, 'X', call(1, 'TALKING', 'RINGING'));
    b.event(9_000, 'X', call(1, 'IDLE', 'TALKING'));
    a.event(20_000, 'X', call(1, 'IDLE', 'HELD'));
    expect(states(fed(a, b))).toEqual(['->TALKING', 'TALKING>HELD', 'HELD>IDLE (TALKING)', 'IDLE>IDLE (HELD)']);
  });

  it('joins histories when WWE was reloaded: same UUID, new id', () => {
    const { a } = world();
    const later = new Record('a2', 'top/0', { timeOrigin: 5_000 });
    a.event(2_000, 'X', call(1, 'TALKING', 'RINGING', { interactionUUID: 'U' }));
    later.event(6_000, 'X', call(7, 'HELD', 'TALKING', { interactionUUID: 'U' }));
    const session = fed(a, later);
    expect(session.interactions()).toHaveLength(1);
    expect(session.interactions()[0]).toMatchObject({ id: '7', formerIds: ['1'], state: 'HELD' });
    expect(states(session)).toEqual(['->TALKING', 'TALKING>HELD']);
  });

  it('joins an interaction that gets its UUID later, and keeps ids apart that were given out again', () => {
    const { a } = world();
    a.event(2_000, 'X', call(1, 'RINGING', '', { interactionUUID: undefined }));
    const before = fed(a).interactions()[0]?.key;
    a.event(2_100, 'X', call(1, 'TALKING', 'RINGING', { interactionUUID: 'U' }));
    a.event(9_000, 'X', call(1, 'DIALING', '', { interactionUUID: 'V' }));
    const session = fed(a);
    // Whoever works with it knows it by the key that it had before.
    expect(session.interactions().map((one) => one.key)).toEqual([before, keyOf('V')]);
    expect(states(session, 0)).toEqual(['->RINGING', 'RINGING>TALKING']);
    expect(states(session, 1)).toEqual(['->DIALING']);
  });

  it('is meant by its ids under the key that it is shown with', () => {
    const { a } = world();
    a.event(2_000, 'X', call(1, 'RINGING', '', { interactionUUID: undefined }));
    a.event(2_100, 'X', call(1, 'TALKING', 'RINGING', { interactionUUID: 'U' }));
    const session = fed(a);
    const meant = session.ids.meaning('1', { t: 2_200, wwe: null, document: 'a' });
    expect(meant).toBe(session.interactions()[0]?.key);
    expect(session.interaction(meant ?? '')?.id).toBe('1');
  });

  it('is called by what it is now as long as another one is what it was', () => {
    const { a, b } = world();
    a.event(2_000, 'X', call(1, 'RINGING', '', { interactionUUID: undefined }));
    a.event(2_100, 'X', call(1, 'TALKING', 'RINGING', { interactionUUID: 'U' }));
    b.event(2_050, 'X', call(1, 'RINGING', '', { interactionUUID: undefined }));
    const keys = (session: Session) => session.interactions().map(({ key }) => key);
    const both = keys(fed(a, b));
    expect(both).toEqual([keyOf('U'), expect.not.stringContaining('uuid')]);
    const live = fed(a);
    expect(keys(live)).toEqual(both.slice(1));
    live.feed(b.inputs());
    expect(keys(live)).toEqual(both);
    for (const key of both) expect(live.interaction(key)?.key).toBe(key);
    expect(
      live
        .cases()
        .flatMap(({ rows }) => rows.map(({ key }) => key))
        .sort(),
    ).toEqual([...both].sort());
    b.event(2_200, 'X', call(1, 'TALKING', 'RINGING', { interactionUUID: 'U' }));
    expect(keys(fed(b, a))).toEqual(both.slice(1));
    live.feed(b.inputs());
    expect(keys(live)).toEqual(both.slice(1));
  });

  it('takes answers for snapshots, also those nobody asked for', () => {
    const { a } = world();
    a.answer(2_000, '5', { data: [call(1, 'HELD', 'TALKING'), call(2, 'IDLE', 'TALKING')] });
    const session = fed(a);
    expect(session.interactions().map((one) => one.state)).toEqual(['HELD', 'IDLE']);
    expect(session.requests()).toMatchObject([
      { service: null, sentAt: null, answeredAt: 2_000, matchedBy: 'answer', client: 'a' },
    ]);
  });

  it('keeps wrong types raw and unchanged elements identical', () => {
    const { a } = world();
    a.event(2_000, 'X', call(1, 'HELD', '', { ani: 5 }));
    a.event(2_000, 'X', call(2, 'HELD', ''));
    const session = fed(a);
    const [one, two] = session.interactions();
    expect(one?.raw.ani).toBe(5);
    expect(one?.interaction.ani).toBeUndefined();
    const more = a.event(3_000, 'X', call(2, 'TALKING', 'HELD'));
    session.feed([{ what: 'entries', document: 'a', entries: [more] }]);
    expect(session.interactions()[0]).toBe(one);
    expect(session.interactions()[1]).not.toBe(two);
  });
});
