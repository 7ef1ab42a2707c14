/**
 * What a session does for each entry does not grow with what it holds, and what an entry does not touch stays the same
 * object. Calls are counted, not time: the machine may be busy.
 */
import { describe, expect, it } from 'vitest';
import type { Session } from './api.ts';
import { createMessages } from './rows/message-rows.ts';
import { createSession } from './session.ts';
import { attachedSession } from './testdata/attached.ts';
import { useCallCounter } from './testdata/calls.ts';
import { rowsOf } from './testdata/possible.ts';
import { call, type Record, world } from './testdata/world.ts';

const calls = useCallCounter();

/** A search looks once more in twice as much. What looked at everything would make a call for each, which is far more. */
const SEARCH = 1.25;

/** A session that knows the documents, and what feeds it their entries one by one, by time. */
function start(records: readonly Record[]): { readonly session: Session; readonly feeds: readonly (() => void)[] } {
  const session = attachedSession();
  session.feed(records.map(({ info }) => ({ what: 'document', info })));
  const inputs = records.flatMap(({ info, entries }) =>
    entries.map((entry) => ({ t: entry.t, what: 'entries' as const, document: info.document, entries: [entry] })),
  );
  inputs.sort((a, b) => a.t - b.t);
  return {
    session,
    feeds: inputs.map(
      ({ t: _, ...input }) =>
        () =>
          session.feed([input]),
    ),
  };
}

const run = (feeds: readonly (() => void)[]) => {
  for (const feed of feeds) feed();
};

/** The calls that the last of the entries cost. @param last how many those are */
function costOfLast(last: number, records: readonly Record[]): number {
  const { feeds } = start(records);
  run(feeds.slice(0, -last));
  return calls.count(() => run(feeds.slice(-last)));
}

/** Events, each of the next of some interactions. */
function eventsOf(count: number, interactions: number): Record {
  const { a } = world();
  for (let n = 0; n < count; n += 1) {
    const state = Math.floor(n / interactions) % 2 === 0 ? 'HELD' : 'TALKING';
    a.event(2_000 + n, 'X', call(n % interactions, state, ''));
  }
  return a;
}

describe('work', () => {
  it('for rows is none before they are wanted, and is done once', () => {
    const { host, a } = world();
    a.probed(1_500);
    for (let n = 0; n < 250; n += 1) {
      a.called(2_000 + n * 10, n, `${n}`, 'agent.get');
      host.request(2_001 + n * 10, a, `${n}`, 'agent.get');
      a.answer(2_002 + n * 10, `${n}`);
      a.event(2_003 + n * 10, 'X', call(1, 'HELD', ''));
    }
    const session = createSession();
    const make = createMessages;
    const callsForRows = (run: () => void) => calls.count(run, 'session/rows');
    expect(callsForRows(() => session.feed([...host.inputs(), ...a.inputs()]))).toBe(0);
    expect(session.counts().entries).toBe(1_001);
    expect(callsForRows(() => session.attach(make))).toBeGreaterThan(500);
    const rows = rowsOf(session);
    expect(rows).toHaveLength(500);
    expect(callsForRows(() => session.attach(make))).toBe(0);
    expect(rowsOf(session).every((row, place) => row === rows[place])).toBe(true);
  });

  it('for what is dropped is told as what it is: no line that stays is looked at again', () => {
    const told = (entries: number) => {
      const { a } = world();
      const session = attachedSession({ entries });
      for (let n = 0; n < entries; n += 1) a.event(2_000 + n, 'X', call(1, 'HELD', ''));
      session.feed(a.inputs());
      let cuts = 0;
      let cut = 0;
      let others = 0;
      for (let n = 0; n < entries; n += 1) {
        const list = session.messages();
        const { version } = list.table;
        const entry = a.event(2_000 + entries + n, 'X', call(1, 'HELD', ''));
        session.feed([{ what: 'entries', document: 'a', entries: [entry] }]);
        const changed = [...(list.table.changesSince(version) ?? [])];
        const gone = changed.filter((key) => list.get(key) === undefined).length;
        if (gone > 0) cuts += 1;
        cut += gone;
        others += changed.length - gone - 1;
      }
      return { cuts, cut: cut === session.messages().dropped, others };
    };
    // A twentieth goes at once.
    expect([told(200), told(800)]).toEqual([
      { cuts: 18, cut: true, others: 0 },
      { cuts: 18, cut: true, others: 0 },
    ]);
  });

  it('for an event does not grow with the events, nor with the interactions', () => {
    const few = costOfLast(40, [eventsOf(120, 40)]);
    expect(costOfLast(40, [eventsOf(1_200, 400)])).toBeLessThanOrEqual(few * SEARCH);
    expect(costOfLast(40, [eventsOf(1_200, 1_200)])).toBeLessThanOrEqual(few * SEARCH);
  });

  it('for an event is one interaction and one row; all others stay the same objects', () => {
    const { session, feeds } = start([eventsOf(300, 50)]);
    // By then all are there.
    run(feeds.slice(0, 50));
    for (const feed of feeds.slice(50)) {
      const { version } = session.interactionTable;
      const before = { interactions: session.interactions(), rows: rowsOf(session) };
      feed();
      expect(session.interactionTable.changesSince(version)?.size).toBe(1);
      expect(session.interactions().filter((one, place) => one !== before.interactions[place])).toHaveLength(1);
      const rows = rowsOf(session);
      expect(rows.filter((row, place) => row !== before.rows[place])).toEqual(rows.slice(-1));
    }
  });

  it('for an event of an interaction with a long history is bounded', () => {
    const next = (count: number) => {
      const session = attachedSession({ transitions: 50 });
      const { info, entries } = eventsOf(count + 1, 1);
      const feed = (from: number, to: number) =>
        session.feed([{ what: 'entries', document: info.document, entries: entries.slice(from, to) }]);
      session.feed([{ what: 'document', info }]);
      feed(0, count);
      return calls.count(() => feed(count, count + 1));
    };
    // What is twice as long as the limit is cut back to it.
    const most = next(99);
    for (const count of [200, 252, 505, 999, 2_000]) expect(next(count)).toBeLessThanOrEqual(most * SEARCH);
  });

  it('for a request and its answer does not grow with the requests', () => {
    const requests = (count: number) => {
      const { host, a } = world();
      for (let n = 0; n < count; n += 1) {
        host.request(2_000 + n * 10, a, `${n}`, 'agent.get');
        a.answer(2_005 + n * 10, `${n}`);
      }
      return costOfLast(20, [host, a]);
    };
    const few = requests(100);
    expect(requests(400)).toBeLessThanOrEqual(few * SEARCH);
    expect(requests(1_600)).toBeLessThanOrEqual(few * SEARCH);
  });

  it('for a call, its arrival, its answer and its handler does not grow with them', () => {
    const exchanges = (count: number) => {
      const { host, a } = world();
      a.probed(1_500);
      for (let n = 0; n < count; n += 1) {
        const t = 2_000 + n * 10;
        a.called(t, n, `${n}`, 'agent.get');
        host.request(t + 1, a, `${n}`, 'agent.get');
        a.answer(t + 2, `${n}`);
        a.note(t + 3, { note: 'settled', client: 0, call: n, by: 'success', took: 0, threw: null });
        a.event(t + 4, 'X', call(1, 'HELD', ''));
        a.note(t + 5, { note: 'handled', client: 0, handler: 1, event: 'interaction', took: 0, threw: null });
      }
      return costOfLast(60, [host, a]);
    };
    const few = exchanges(100);
    expect(exchanges(400)).toBeLessThanOrEqual(few * SEARCH);
    expect(exchanges(800)).toBeLessThanOrEqual(few * SEARCH);
  });

  it('for a page that uses one id again and again is bounded', () => {
    const reused = (count: number) => {
      const { host, a } = world();
      for (let n = 0; n < count; n += 1) {
        host.request(2_000 + n * 10, a, '0', 'agent.get');
        a.answer(2_005 + n * 10, '0');
      }
      const session = attachedSession();
      session.feed([host, a].map(({ info }) => ({ what: 'document', info })));
      const feed = (from: number, to: number) =>
        session.feed([
          { what: 'entries', document: 'host', entries: host.entries.slice(from, to) },
          { what: 'entries', document: 'a', entries: a.entries.slice(from, to) },
        ]);
      feed(0, count - 1);
      return calls.count(() => feed(count - 1, count));
    };
    // A thousand are kept.
    expect(reused(3_000)).toBeLessThanOrEqual(reused(1_500) * SEARCH);
  });

  it('for an untrusted sender does not grow, and changes nothing but the rows', () => {
    const untrusted = (count: number) => {
      const { a } = world();
      for (let n = 0; n < count; n += 1) a.event(2_000 + n, 'X', call(n, 'HELD', ''), { peer: 'top/9' });
      return a;
    };
    expect(costOfLast(20, [untrusted(400)])).toBeLessThanOrEqual(costOfLast(20, [untrusted(100)]) * SEARCH);
    const before = attachedSession().interactions();
    const { session, feeds } = start([untrusted(100)]);
    run(feeds);
    expect([session.interactions(), session.cases(), session.requests()]).toEqual([before, [], []]);
    expect(session.messages()).toHaveLength(100);
  });

  it('for a proof is done once for each window, not for each answer', () => {
    const proofs = (count: number) => {
      const { host, a, b } = world();
      for (let n = 0; n < 20; n += 1) a.event(1_500 + n, 'X', call(n, 'HELD', ''));
      for (let n = 0; n < count; n += 1) {
        b.request(2_000 + n * 10, host, `${n}`, 'agent.get');
        host.answer(2_005 + n * 10, `${n}`, {}, { peer: 'top/1', origin: b.info.origin });
      }
      return [host, a, b];
    };
    expect(costOfLast(20, proofs(400))).toBeLessThanOrEqual(costOfLast(20, proofs(100)) * SEARCH);
    const { session, feeds } = start(proofs(100));
    // The first answer proves it.
    run(feeds.slice(0, 22));
    const before = session.interactions();
    run(feeds.slice(22));
    expect(before).toHaveLength(20);
    expect(session.interactions()).toBe(before);
  });
});
