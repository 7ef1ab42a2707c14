import { describe, expect, it } from 'vitest';
import { attachedSession } from '../testdata/attached.ts';
import { rowsOf } from '../testdata/possible.ts';
import { call, world } from '../testdata/world.ts';

/** Two windows that are known, and a way to give one of them messages. */
function listening(limits = {}) {
  const { host, a, b } = world();
  const session = attachedSession(limits);
  session.feed([host, a, b].map(({ info }) => ({ what: 'document', info })));
  const hear = (record: typeof a, ...times: readonly number[]) => {
    const entries = times.map((t) => record.event(t, 'X', call(1, 'HELD', '')));
    session.feed([{ what: 'entries', document: record.info.document, entries }]);
  };
  return { session, list: session.messages(), a, b, hear };
}

describe('the list of messages', () => {
  it('tells which rows have changed since, wherever they stand', () => {
    const { session, list, a, b, hear } = listening();
    const { table } = list;
    hear(a, 2_000, 3_000, 4_000);
    hear(b, 2_500);
    const { version } = table;
    const since = (version: number) => [...(table.changesSince(version) ?? [])];
    expect(since(version)).toEqual([]);
    hear(a, 5_000);
    expect([since(version), list.length]).toEqual([['a 4'], 5]);
    const second = table.version;
    hear(b, 3_500);
    expect([version, second, table.version].map(since)).toEqual([['a 4', 'b 2'], ['b 2'], []]);
    expect(rowsOf(session).map((row) => row.t)).toEqual([2_000, 2_500, 3_000, 3_500, 4_000, 5_000]);
  });

  it('drops rows with their entries, oldest first, in pieces, and counts them', () => {
    const { session, list, a, hear } = listening({ entries: 100 });
    for (let n = 0; n < 1_000; n += 1) hear(a, 2_000 + n);
    expect(list.length + list.dropped).toBe(1_000);
    expect(list.length).toBeGreaterThanOrEqual(100);
    expect(list.length).toBeLessThanOrEqual(106);
    expect(list.at(list.length - 1)?.t).toBe(2_999);
    expect(list.get('a 1')).toBeUndefined();
    const rows = rowsOf(session);
    expect(rows.map((row) => list.indexOf(row.key))).toEqual([...rows.keys()]);
    const { version } = list.table;
    hear(a, 3_000);
    const changed = list.table.changesSince(version);
    const isSame = ({ key }: { readonly key: string }) => changed?.has(key) === false;
    expect(rowsOf(session).filter(isSame)).toEqual(rows.filter(isSame));
  });

  it('drops the row whose own entry is dropped, wherever it stands', () => {
    const { host, a } = world();
    const session = attachedSession({ entries: 4 });
    session.feed([host, a].map(({ info }) => ({ what: 'document', info })));
    const feed = (record: typeof a) =>
      session.feed([{ what: 'entries', document: record.info.document, entries: record.entries }]);
    a.event(5_000, 'X', call(1, 'HELD', ''));
    // The page's word of its clock: it stands before what came before it.
    a.called(2_000, 1, '0', 'agent.get', { threw: 'DataCloneError' });
    a.called(3_000, 2, '1', 'agent.get', { threw: 'DataCloneError' });
    feed(a);
    expect(rowsOf(session).map((row) => row.key)).toEqual(['a 2', 'a 3', 'a 1']);
    a.event(5_001, 'X', call(1, 'TALKING', ''));
    a.event(5_002, 'X', call(1, 'HELD', ''));
    const { table } = session.messages();
    const { version } = table;
    feed(a);
    expect(rowsOf(session).map((row) => row.key)).toEqual(['a 2', 'a 3', 'a 4', 'a 5']);
    expect([session.messages().dropped, [...(table.changesSince(version) ?? [])].sort()]).toEqual([
      1,
      ['a 1', 'a 4', 'a 5'],
    ]);
    expect([session.messages().get('a 1'), session.messages().indexOf('a 1')]).toEqual([undefined, -1]);
  });

  it('makes no row of what is dropped as it comes: larger than all that may be kept, or older', () => {
    const { host, a } = world();
    const session = attachedSession({ entries: 2, characters: 1_000 });
    a.event(5_000, 'X', { long: 'x'.repeat(2_000) });
    a.called(5_001, 1, '0', 'agent.get', { threw: 'x'.repeat(2_000) });
    host.request(5_002, a, '1', 'agent.get', ['x'.repeat(2_000)]);
    session.feed([...a.inputs(), ...host.inputs()]);
    expect([session.messages().length, session.counts().dropped]).toEqual([0, 3]);
    const { b } = world();
    a.event(6_000, 'X', {});
    a.event(6_001, 'X', {});
    b.called(2_000, 1, '0', 'agent.get', { threw: 'Error' });
    session.feed([...a.inputs(), ...b.inputs()]);
    expect(rowsOf(session).map((row) => row.key)).toEqual(['a 3', 'a 4']);
    expect(session.messages().dropped).toBe(0);
  });

  it('counts a row that is dropped once, and none that became part of another', () => {
    const { host, a } = world();
    const session = attachedSession({ entries: 3 });
    a.called(2_000, 1, '0', 'agent.get');
    session.feed(a.inputs());
    host.request(2_001, a, '0', 'agent.get');
    a.answer(2_002, '0');
    session.feed([...host.inputs(), ...a.inputs()]);
    expect(rowsOf(session).map((row) => row.key)).toEqual(['host 1']);
    a.event(2_003, 'X', {});
    session.feed(a.inputs());
    // The page's call went first; the request goes with its own entry.
    expect(rowsOf(session).map((row) => row.key)).toEqual(['host 1', 'a 3']);
    a.event(2_004, 'X', {});
    session.feed(a.inputs());
    expect(rowsOf(session).map((row) => row.key)).toEqual(['a 3', 'a 4']);
    expect(session.messages().dropped).toBe(1);
    session.clear();
    expect([session.messages().length, session.messages().dropped]).toEqual([0, 0]);
  });

  it('finds the tool’s request by the entry of its arrival, too', () => {
    const { host, a } = world();
    host.request(2_001, a, 'wwe-devtools-k1', 'agent.get');
    const session = attachedSession();
    session.feed([...host.inputs(), { what: 'document', info: a.info }]);
    expect(rowsOf(session).map((row) => row.key)).toEqual(['host 1']);
    a.command(2_000, 'wwe-devtools-k1', 'agent.get');
    session.feed(a.inputs());
    expect(rowsOf(session).map((row) => row.key)).toEqual(['a 1']);
    expect(session.messages().get('host 1')).toBe(session.messages().at(0));
  });

  it('keeps the rows of requests that the session no longer joins', () => {
    const { host, a } = world();
    for (let n = 0; n < 30; n += 1) {
      host.request(2_000 + n * 10, a, `${n}`, 'agent.get');
      a.answer(2_005 + n * 10, `${n}`);
    }
    const session = attachedSession({ requests: 10 });
    session.feed([...host.inputs(), ...a.inputs()]);
    expect(session.requests().length).toBeLessThanOrEqual(10);
    expect(rowsOf(session).map((row) => row.answer?.n)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
  });
});
