import { describe, expect, it } from 'vitest';
import { attachedSession } from './testdata/attached.ts';
import { rowsOf } from './testdata/possible.ts';
import { call, world } from './testdata/world.ts';

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
  it('tells from where it has changed: behind what came before, or where something was put in', () => {
    const { session, list, a, b, hear } = listening();
    hear(a, 2_000, 3_000, 4_000);
    hear(b, 2_500);
    const { version } = session;
    expect(list.changedSince(version)).toBe(4);
    hear(a, 5_000);
    expect([list.changedSince(version), list.length]).toEqual([4, 5]);
    const second = session.version;
    hear(b, 3_500);
    expect([version, second, session.version].map((one) => list.changedSince(one))).toEqual([3, 3, 6]);
    expect(rowsOf(session).map((row) => row.t)).toEqual([2_000, 2_500, 3_000, 3_500, 4_000, 5_000]);
  });

  it('is never wrong about older versions than it remembers apart', () => {
    const { session, list, a, hear } = listening();
    hear(a, 2_000);
    const { version } = session;
    for (let n = 1; n <= 1_500; n += 1) hear(a, 2_000 + n);
    expect(list.changedSince(version)).toBeLessThanOrEqual(1);
    expect(list.changedSince(session.version - 1)).toBe(1_500);
    expect(list.changedSince(version + 100)).toBeLessThanOrEqual(101);
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
    const { version } = session;
    hear(a, 3_000);
    const from = list.changedSince(version);
    expect(rowsOf(session).slice(0, from)).toEqual(rows.slice(0, from));
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
