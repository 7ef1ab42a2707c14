/** Rows that are made late are the rows that would have been made early. */
import { describe, expect, it, vi } from 'vitest';
import type { Session } from '../api.ts';
import type { SessionLimits } from '../model.ts';
import { createSession } from '../session.ts';
import { attachedSession } from '../testdata/attached.ts';
import { expectPossibleRows, rowsOf } from '../testdata/possible.ts';
import { CLIENT, type Record, SERVER, world } from '../testdata/world.ts';
import { createMessages } from './message-rows.ts';
import { statusOf } from './status.ts';

// The machine may be busy: nothing here is judged by its time.
vi.setConfig({ testTimeout: 120_000 });

/** Feeds the same, in batches, to a session with rows and to one that gets them at the end. */
function both(
  limits: Partial<SessionLimits> & { readonly batch?: number },
  ...records: readonly Record[]
): readonly [Session, Session] {
  const early = attachedSession(limits);
  const late = createSession(limits);
  const entries = records.flatMap(({ info, entries }) => entries.map((entry) => ({ info, entry })));
  entries.sort((a, b) => a.entry.t - b.entry.t);
  for (const session of [early, late]) {
    session.feed(records.map(({ info }) => ({ what: 'document', info })));
    const inputs = entries.map(
      ({ info, entry }) => ({ what: 'entries', document: info.document, entries: [entry] }) as const,
    );
    while (inputs.length > 0) session.feed(inputs.splice(0, limits.batch ?? 1));
  }
  late.attach(createMessages);
  expectPossibleRows(early);
  expectPossibleRows(late);
  return [early, late];
}

const keysOf = (session: Session) => rowsOf(session).map((row) => row.key);
const briefOf = (session: Session) =>
  rowsOf(session).map((row) => [row.key, row.name, statusOf(row, 1e6), row.answer?.n, row.call?.n, ...row.marks]);

describe('rows made late', () => {
  it('throw before they are made, whatever is asked', () => {
    const session = createSession();
    for (const ask of [() => session.messages(), () => session.watchedSubscriptions(), () => session.probeOf('a')]) {
      expect(ask).toThrow('attach');
    }
    session.attach(createMessages);
    expect([session.messages().length, session.watchedSubscriptions()]).toEqual([0, []]);
  });

  it('have each arrival of a command once, also when it turned out to be another command’s', () => {
    const { host, a, b } = world();
    const about = ['wwe-devtools-x1', 'interaction.unblockMarkdone', ['1']] as const;
    b.command(2_000, ...about);
    for (const from of [a, b]) host.request(2_001, from, ...about);
    // Its entry comes last, and its moment is the first.
    a.command(1_999, ...about);
    const early = attachedSession();
    const late = createSession();
    for (const session of [early, late]) {
      for (const one of [host, b, a]) session.feed(one.inputs());
    }
    late.attach(createMessages);
    expect(keysOf(late)).toEqual(keysOf(early));
    expect(rowsOf(late)).toEqual(rowsOf(early));
    expect(keysOf(late)).toHaveLength(2);
  });

  it('are there for requests that the session no longer joins', () => {
    const { host, a, b } = world();
    a.probed(1_500);
    for (let n = 0; n < 30; n += 1) {
      const t = 2_000 + n * 10;
      if (n % 2 === 0) a.called(t, n, `${n}`, 'agent.get');
      host.request(t + 1, a, `${n}`, 'agent.get');
      a.answer(t + 2, `${n}`, n % 5 === 0 ? { errorMessage: 'no' } : {});
      if (n % 7 === 0) a.answer(t + 3, `${n}`);
      if (n % 2 === 0) a.note(t + 4, { note: 'settled', client: 0, call: n, by: 'success', took: 1, threw: null });
      host.request(t + 5, b, `${n}`, 'agent.getState');
      if (n % 3 === 0) b.answer(t + 6, `${n}`);
    }
    const [early, late] = both({ requests: 10 }, host, a, b);
    expect(late.requests().length).toBeLessThanOrEqual(10);
    expect(late.messages().length).toBe(60);
    expect(briefOf(late)).toEqual(briefOf(early));
    expect(rowsOf(late).map((row) => row.runs)).toEqual(rowsOf(early).map((row) => row.runs));
  });

  it('are there for a page that uses one id without end', () => {
    const { host, a } = world();
    for (let n = 0; n < 1_200; n += 1) {
      host.request(2_000 + n * 10, a, '0', 'agent.get');
      a.answer(2_002 + n * 10, '0');
    }
    const [early, late] = both({ batch: 500 }, host, a);
    expect([late.messages().length, late.requests().length]).toEqual([1_200, 1_000]);
    expect(briefOf(late)).toEqual(briefOf(early));
    expect(rowsOf(late).map((row) => row.request?.key)).toEqual(rowsOf(early).map((row) => row.request?.key));
  });

  it('an answer to a request that was dropped is not called unmatched', () => {
    const { host, a } = world();
    for (let n = 0; n < 12; n += 1) host.request(2_000 + n, a, `${n}`, 'agent.get');
    a.answer(3_000, '0');
    a.answer(3_001, '99');
    const [early, late] = both({ requests: 10 }, host, a);
    expect(keysOf(late)).toEqual(keysOf(early));
    for (const session of [early, late]) {
      expect(rowsOf(session).flatMap((row) => (row.is === 'answer' ? [row.marks] : []))).toEqual([[], ['unmatched']]);
    }
  });

  it('stay as they are when further requests of the same id come', () => {
    const { host, a } = world();
    for (let n = 0; n < 12; n += 1) {
      host.request(2_000 + n * 10, a, `${n}`, 'agent.get');
      a.answer(2_001 + n * 10, `${n}`);
    }
    const [early, late] = both({ requests: 10 }, host, a);
    const before = rowsOf(late);
    const more = [host.request(3_000, a, '0', 'agent.get'), a.answer(3_001, '0')];
    for (const session of [early, late]) {
      more.forEach((entry, index) => {
        session.feed([{ what: 'entries', document: index === 0 ? 'host' : 'a', entries: [entry] }]);
      });
    }
    expect(rowsOf(late).slice(0, 12)).toEqual(before);
    expect(rowsOf(late)[12]?.marks).toEqual(['id used again']);
    expect(briefOf(late)).toEqual(briefOf(early));
  });

  it('say nothing of handlers where the page told more than is kept until they are made', () => {
    const { host, a } = world();
    a.probed(1_100);
    const given = { client: 0, events: ['agent'], name: '', sameTextAs: null, stack: '' };
    for (let n = 0; n < 1_000; n += 1) a.note(2_000, { note: 'subscribed', ...given, handler: n });
    a.add(2_001, { ...SERVER, event: 'agent' });
    a.add(9_000, { ...SERVER, frameId: 1 });
    const [early, late] = both({ entries: 100, batch: 500 }, host, a);
    expect([early, late].map((one) => one.probeOf('a').unsureFrom !== null)).toEqual([false, true]);
    expect([early, late].map((one) => rowsOf(one).flatMap((row) => row.marks))).toEqual([['no handler'], []]);
  });

  it('what was forgotten or cleared has none', () => {
    const { host, a, b } = world();
    host.request(2_000, a, '0', 'agent.get');
    a.answer(2_001, '0');
    b.add(2_002, { ...SERVER, event: 'agent' });
    a.add(2_003, { ...CLIENT, request: 'agent.get', referenceId: '1' }, { peer: 'self', origin: a.info.origin });
    for (const end of ['clear', 'forget'] as const) {
      const session = createSession();
      session.feed([host, a, b].flatMap((one) => one.inputs()));
      if (end === 'clear') session.clear();
      else session.forget((id) => id === 'b');
      session.attach(createMessages);
      expect(keysOf(session)).toEqual(end === 'clear' ? [] : ['b 1']);
    }
  });
});
