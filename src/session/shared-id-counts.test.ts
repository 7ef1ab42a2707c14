import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Session } from './api.ts';
import type { SessionInput } from './model.ts';
import { createMessages } from './rows/message-rows.ts';
import { createSession } from './session.ts';
import { SharedIdCounts } from './shared-id-counts.ts';
import { world } from './testdata/world.ts';

const sharedIdsOf = (session: Session, document: string) => session.sharedIdsOf(document, () => new SharedIdCounts());

/** Requests of two windows with one or two clients in each, and their answers, as the windows saw them. */
const happens = fc.record({
  does: fc.constantFrom('ask' as const, 'ask' as const, 'answer' as const),
  who: fc.constantFrom('a' as const, 'b' as const),
  ref: fc.constantFrom('0', '1', '#1'),
  client: fc.nat({ max: 1 }),
  wait: fc.constantFrom(1, 40, 3_000, 12_000),
  isCalled: fc.boolean(),
  wantsSuccess: fc.boolean(),
  isArriving: fc.boolean(),
});

test('the doctor counts the requests that the rows mark, with rows and without', () => {
  let most = 0;
  fc.assert(
    fc.property(
      fc.array(happens, { minLength: 2, maxLength: 25 }),
      fc.array(fc.nat({ max: 2 }), { maxLength: 60 }),
      fc.option(fc.nat({ max: 12 })),
      fc.boolean(),
      fc.boolean(),
      (steps, picks, lostAt, isOpen, isEarly) => {
        const { host, ...clients } = world();
        let t = 2_000;
        let calls = 0;
        for (const { does, who, ref, client, wait, isCalled, wantsSuccess, isArriving } of steps) {
          t += wait;
          const page = clients[who];
          if (does === 'answer') page.answer(t, ref);
          else {
            if (isCalled) page.called(t, ++calls, ref, 'agent.get', { client, wantsSuccess });
            if (isArriving || !isCalled) host.request(t + 1, page, ref, 'agent.get');
          }
        }
        const session = createSession();
        if (isOpen) session.attach(createMessages);
        const all = [host, clients.a, clients.b].map((one) => ({ one, next: 0 }));
        session.feed(all.map(({ one: { info } }): SessionInput => ({ what: 'document', info })));
        const feed = (which: number) => {
          const record = all[which % all.length];
          const entry = record?.one.entries[record.next];
          if (!record || !entry) return;
          record.next += 1;
          const lost: SessionInput = { what: 'lost', document: 'a', count: 1 };
          if (record.one === clients.a && entry.n === lostAt) session.feed([lost]);
          session.feed([{ what: 'entries', document: record.one.info.document, entries: [entry] }]);
          // It is asked at any time: what it has counted must not stay as it was.
          if (isEarly) sharedIdsOf(session, 'a');
        };
        for (const which of picks) feed(which);
        for (const [which, record] of all.entries()) while (record.next < record.one.entries.length) feed(which);
        const counted = ['a', 'b'].map((id) => sharedIdsOf(session, id));
        session.attach(createMessages);
        const list = session.messages();
        const marked = (id: string) =>
          Array.from({ length: list.length }, (_, at) => list.at(at)).filter(
            (row) => row?.client === id && row.marks.includes('id shared'),
          ).length;
        expect(counted).toEqual(['a', 'b'].map(marked));
        most = Math.max(most, ...counted);
      },
    ),
    { numRuns: 300 },
  );
  expect(most).toBeGreaterThan(2);
});

test('what is cleared away is not counted any more', () => {
  const { host, a } = world();
  a.called(2_000, 1, '0', 'agent.get', { client: 0 });
  a.called(2_001, 2, '0', 'agent.getState', { client: 1 });
  host.request(2_002, a, '0', 'agent.get');
  host.request(2_003, a, '0', 'agent.getState');
  const session = createSession();
  session.feed([...host.inputs(), ...a.inputs()]);
  expect(sharedIdsOf(session, 'a')).toBe(2);
  session.clear();
  expect(sharedIdsOf(session, 'a')).toBe(0);
});
