/** In a flood the probe drops notes, and says so: nothing may be concluded from a note that is not there. */
import { describe, expect, it } from 'vitest';
import { createSession } from '../session.ts';
import { rowsOf } from '../testdata/possible.ts';
import { fed } from '../testdata/second.ts';
import { CLIENT, call, type Record, SERVER, world } from '../testdata/world.ts';
import { createMessages } from './message-rows.ts';

/** The probe says that it dropped notes after one of that time. */
const drop = (a: Record, t: number, count = 7) => a.note(t, { note: 'dropped', client: 0, count });

const marksOf = (name: string, ...records: readonly Record[]) =>
  rowsOf(fed(...records)).flatMap((row) => (row.name === name ? [row.marks] : []));

/** Both windows are seen for long enough. */
function later(...records: readonly Record[]): void {
  for (const record of records) record.add(90_000, { ...SERVER, frameId: 1 });
}

/** A subscribe that the probe saw, or of which it dropped what it saw. */
function subscribe(host: Record, a: Record, t: number, client: number, isSeen = true): void {
  const referenceId = `${t}`;
  const message = { ...CLIENT, event: 'subscribe', data: ['agent'], referenceId };
  if (isSeen) {
    const given = { client, handler: t, events: ['agent'], name: `on${t}`, sameTextAs: null, stack: '' };
    a.note(t, { note: 'subscribed', ...given });
    a.called(t, t, referenceId, '', { client, message });
  }
  host.subscribe(t + 1, a, referenceId, ['agent']);
  a.answer(t + 2, referenceId, { subscriptionId: t });
}

describe('dropped notes', () => {
  it('are counted, whether or not there are rows', () => {
    const { a, b } = world();
    drop(a, 2_000);
    drop(a, 3_000, 5);
    drop(b, 3_000, 1);
    a.note(4_000, { note: 'dropped', client: 0, count: -1 });
    const session = createSession();
    session.feed([...a.inputs(), ...b.inputs()]);
    expect(session.counts()).toMatchObject({ droppedNotes: 13, dropped: 0, lost: 0, messages: 0 });
    session.attach(createMessages);
    expect(session.counts().droppedNotes).toBe(13);
    expect(['a', 'host'].map((id) => session.probeOf(id).unsureFrom)).toEqual([2_000 - 30_000, null]);
  });

  it('no handler is not said: the run may be among them, also that of the event before', () => {
    for (const isDropped of [false, true]) {
      const { host, a } = world();
      a.probed(1_100);
      a.add(50_000, { ...SERVER, event: 'agent' });
      // The event's handler makes a flood of calls; its own note would come after theirs.
      if (isDropped) drop(a, 50_010);
      a.add(80_000, { ...SERVER, event: 'agent' });
      later(host, a);
      const expected = isDropped ? [[], []] : [['no handler'], ['no handler']];
      expect(marksOf('agent', host, a)).toEqual(expected);
    }
  });

  it('what was long before is as sure as it was', () => {
    const { host, a } = world();
    a.probed(1_100);
    a.add(2_000, { ...SERVER, event: 'agent' });
    host.request(3_000, a, '0', 'agent.get');
    drop(a, 50_000);
    later(host, a);
    expect([...marksOf('agent', host, a), ...marksOf('agent.get', host, a)]).toEqual([
      ['no handler'],
      ['without library'],
    ]);
  });

  it('is taken back when the note comes in a later batch', () => {
    const { host, a } = world();
    a.probed(1_100);
    a.add(2_000, { ...SERVER, event: 'agent' });
    later(host, a);
    const session = fed(host, a);
    expect(rowsOf(session)[0]?.marks).toEqual(['no handler']);
    const { table } = session.messages();
    const { version } = table;
    session.feed([{ what: 'entries', document: 'a', entries: [drop(a, 2_010)] }]);
    expect(rowsOf(session)[0]?.marks).toEqual([]);
    expect(table.changesSince(version)).toContain(rowsOf(session)[0]?.key);
  });

  it('without library is not said: the call may be among them', () => {
    for (const [isDropped, expected] of [
      [false, [['without library']]],
      [true, [[]]],
    ] as const) {
      const { host, a } = world();
      a.probed(500);
      if (isDropped) drop(a, 2_000);
      host.request(2_001, a, '0', 'agent.get');
      later(host, a);
      expect(marksOf('agent.get', host, a)).toEqual(expected);
    }
  });

  it('before subscription is not said: an earlier subscription, or a run, may be among them', () => {
    for (const [isDropped, expected] of [
      [false, [['before subscription']]],
      [true, [[]]],
    ] as const) {
      const { host, a } = world();
      if (isDropped) drop(a, 1_900);
      host.subscribe(2_000, a, '0', 'agent');
      a.add(2_010, { ...SERVER, event: 'agent' });
      a.answer(2_020, '0', { subscriptionId: 1 });
      expect(marksOf('agent', host, a)).toEqual(expected);
    }
  });

  it('never arrived is said of a call that was told: what became of it, WWE’s window knows', () => {
    const { host, a } = world();
    a.probed(1_500);
    a.called(2_000, 1, '0', 'agent.get');
    drop(a, 2_000);
    later(host, a);
    expect(marksOf('agent.get', host, a)).toEqual([['never arrived']]);
  });

  it('never arrived is not said where a call that was dropped may have taken its arrival', () => {
    const { host, a } = world();
    a.probed(1_500);
    a.probed(1_500, 1);
    a.called(2_000, 1, '0', 'agent.get');
    drop(a, 2_000);
    host.request(2_001, a, '0', 'agent.get');
    host.request(2_002, a, '0', 'agent.get');
    later(host, a);
    expect(marksOf('agent.get', host, a).flat()).not.toContain('never arrived');
  });

  it('an id used again is not said: another client of the window may have called', () => {
    for (const [isDropped, expected] of [
      [false, [['id shared'], ['id used again', 'id shared']]],
      [true, [['id shared'], ['id shared']]],
    ] as const) {
      const { host, a } = world();
      a.called(2_000, 1, '0', 'agent.get');
      if (isDropped) drop(a, 2_000);
      host.request(2_001, a, '0', 'agent.get');
      host.request(2_101, a, '0', 'agent.getState');
      expect(marksOf('agent.get', host, a).concat(marksOf('agent.getState', host, a))).toEqual(expected);
    }
  });

  it('replaced is not said where nobody knows which client subscribed', () => {
    const { host, a } = world();
    subscribe(host, a, 2_000, 0);
    drop(a, 2_900);
    subscribe(host, a, 3_000, 0, false);
    const seen = () => fed(host, a).watchedSubscriptions();
    expect(seen().map((one) => [one.replacedAt, one.mayBeReplaced, one.leftAtServer])).toEqual([
      [null, true, false],
      [null, false, false],
    ]);
    subscribe(host, a, 4_000, 0);
    expect(seen().map((one) => [one.handler?.name ?? null, one.replacedAt, one.mayBeReplaced])).toEqual([
      ['on2000', 4_002, false],
      [null, null, true],
      ['on4000', null, false],
    ]);
  });

  it('a handler is not given to another subscribe than its own', () => {
    const { host, a } = world();
    const given = { client: 0, events: ['agent'], sameTextAs: null, stack: '' };
    a.note(2_000, { note: 'subscribed', ...given, handler: 1, name: 'first' });
    // The first one's call is dropped, and so is the second one's handler.
    drop(a, 2_000);
    const message = { ...CLIENT, event: 'subscribe', data: ['agent'], referenceId: '1' };
    a.called(2_100, 2, '1', '', { message });
    host.subscribe(2_101, a, '1', ['agent']);
    a.answer(2_102, '1', { subscriptionId: 1 });
    expect(fed(host, a).watchedSubscriptions()[0]?.handler).toBeNull();
  });

  it('nor where entries of the record are missing between the two', () => {
    const { host, a } = world();
    const given = { client: 0, events: ['agent'], sameTextAs: null, stack: '' };
    a.note(2_000, { note: 'subscribed', ...given, handler: 1, name: 'first' });
    a.add(2_010, { ...SERVER, frameId: 1 });
    const message = { ...CLIENT, event: 'subscribe', data: ['agent'], referenceId: '1' };
    a.called(2_100, 2, '1', '', { message });
    host.subscribe(2_101, a, '1', ['agent']);
    a.answer(2_102, '1', { subscriptionId: 1 });
    expect(fed(host, a).watchedSubscriptions()[0]?.handler?.name).toBe('first');
    a.entries.splice(1, 1);
    expect(fed(host, a).watchedSubscriptions()[0]?.handler).toBeNull();
  });

  it('a run is not moved to an event whose own run was dropped', () => {
    const { host, a } = world();
    a.event(2_000, 'X', call(1, 'HELD', ''));
    drop(a, 2_050);
    a.event(2_100, 'X', call(1, 'HELD', ''));
    for (const t of [2_100, 2_100.5])
      a.note(t, { note: 'handled', client: 0, handler: 1, event: 'interaction', took: 0, threw: null });
    expect(rowsOf(fed(host, a)).map((row) => row.runs.length)).toEqual([0, 1]);
  });

  it('late rows know of them, too, also when their entries are gone', () => {
    const records = () => {
      const { host, a } = world();
      a.probed(1_100);
      drop(a, 2_000);
      for (let n = 0; n < 20; n += 1) a.add(2_001 + n, { ...SERVER, event: 'agent' });
      later(host, a);
      return [...host.inputs(), ...a.inputs()];
    };
    const session = createSession({ entries: 10 });
    session.feed(records());
    session.attach(createMessages);
    expect(new Set(rowsOf(session).flatMap((row) => row.marks))).toEqual(new Set());
  });
});
