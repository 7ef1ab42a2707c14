import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Entry, TOOL_REF } from '../entry/entry.ts';
import type { Session } from './api.ts';
import type { MessageRow } from './messages-model.ts';
import type { SessionInput } from './model.ts';
import { isMessage } from './notes.ts';
import { createMessages, createMessagesInSteps } from './rows/message-rows.ts';
import { attachedSession } from './testdata/attached.ts';
import { createGuessingSession } from './testdata/guessing-session.ts';
import { modelOf } from './testdata/model-of.ts';
import { expectPossible, expectPossibleRows, rowsOf } from './testdata/possible.ts';
import { recorded } from './testdata/recorded.ts';
import type { Record } from './testdata/world.ts';

const SEED = process.env.WWE_SEED;
const RUNS = {
  numRuns: process.env.WWE_LONG === '1' ? 20_000 : 150,
  verbose: 1,
  ...(SEED === undefined ? {} : { seed: Number(SEED) }),
} as const;
/** The long run takes minutes; nothing here is judged by its time. */
const TIMEOUT_MS = 900_000;

const ended = { what: 'ended', document: 'a', t: 30_000 } as const;

function straight(records: readonly Record[]): Session {
  const session = attachedSession();
  session.feed([...records.flatMap((one) => one.inputs()), ended]);
  return session;
}

/** Each document's entries one by one, in the order that `picks` draws them, in batches. */
function shuffled(
  records: readonly Record[],
  picks: readonly number[],
  batch: number,
): readonly (readonly SessionInput[])[] {
  const queues: SessionInput[][] = records.map((one) => [
    { what: 'document', info: one.info },
    ...one.entries.map((entry) => ({ what: 'entries' as const, document: one.info.document, entries: [entry] })),
    ...(one.info.document === ended.document ? [ended] : []),
  ]);
  const order: SessionInput[] = [];
  for (let turn = 0; queues.some((queue) => queue.length > 0); turn += 1) {
    const full = queues.filter((queue) => queue.length > 0);
    const next = full[(picks[turn % picks.length] ?? 0) % full.length]?.shift();
    if (next) order.push(next);
  }
  const batches: SessionInput[][] = [];
  while (order.length > 0) batches.push(order.splice(0, batch));
  return batches;
}

it(
  'does not depend on how documents interleave, nor on the batches',
  () => {
    fc.assert(
      fc.property(
        recorded,
        fc.array(fc.nat(), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (records, picks, batch) => {
          const expected = modelOf(straight(records));
          const session = attachedSession();
          for (const inputs of shuffled(records, picks, batch)) session.feed(inputs);
          expect(modelOf(session)).toEqual(expected);
        },
      ),
      RUNS,
    );
  },
  TIMEOUT_MS,
);

it(
  'never makes an impossible model: loss, repetition, old entries, announcements that come late or never',
  () => {
    const fate = fc.constantFrom('keep', 'keep', 'keep', 'lose', 'twice', 'late');
    fc.assert(
      fc.property(
        recorded,
        fc.array(fc.nat(), { minLength: 1, maxLength: 60 }),
        fc.array(fate, { minLength: 1, maxLength: 50 }),
        (records, picks, fates) => {
          const session = attachedSession();
          const late: (readonly SessionInput[])[] = [];
          shuffled(records, picks, 1).forEach((inputs, index) => {
            const what = fates[index % fates.length];
            const { table } = session.messages();
            const { version } = table;
            const before = rowsOf(session);
            if (what === 'late') late.push(inputs);
            else if (what !== 'lose') session.feed(inputs);
            if (what === 'twice') session.feed(inputs);
            expectPossible(session);
            // What is not told of is as it was.
            const changed = table.changesSince(version);
            const isSame = ({ key }: MessageRow) => changed?.has(key) === false;
            assert.deepEqual(rowsOf(session).filter(isSame), before.filter(isSame));
          });
          for (const inputs of late) session.feed(inputs);
          expectPossible(session);
        },
      ),
      RUNS,
    );
  },
  TIMEOUT_MS,
);

it(
  'gives the same rows whenever they are made: at first, at a moment, after something was forgotten or cleared',
  () => {
    const moment = fc.nat({ max: 40 });
    const cut = fc.constantFrom('nothing', 'nothing', 'clear', 'forget');
    fc.assert(
      fc.property(
        recorded,
        fc.array(fc.nat(), { minLength: 1, maxLength: 60 }),
        fc.record({ attached: moment, at: moment, cut, batch: fc.integer({ min: 1, max: 9 }) }),
        (records, picks, { attached, at, cut: what, batch }) => {
          const early = attachedSession();
          const late = createGuessingSession();
          const slow = createGuessingSession();
          let steps: Iterator<void> | null = null as Iterator<void> | null;
          shuffled(records, picks, batch).forEach((inputs, index) => {
            if (index === attached) {
              late.attach(createMessages);
              steps = slow.attachInSteps((held) => createMessagesInSteps(held, 1));
            }
            steps?.next();
            for (const session of [early, late, slow]) {
              session.feed(inputs);
              if (index !== at) continue;
              if (what === 'clear') session.clear();
              if (what === 'forget') session.forget((id) => id !== 'b');
            }
          });
          late.attach(createMessages);
          // Those that were begun make them; else others do.
          while (steps && !steps.next().done);
          for (const _ of slow.attachInSteps((held) => createMessagesInSteps(held, 1)));
          for (const session of [late, slow]) {
            expect(modelOf(session)).toEqual(modelOf(early));
            expectPossibleRows(session);
          }
        },
      ),
      RUNS,
    );
  },
  TIMEOUT_MS,
);

it(
  'counts exactly what is missing',
  () => {
    fc.assert(
      fc.property(recorded, fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }), (records, kept) => {
        const session = attachedSession();
        let lost = 0;
        for (const one of records) {
          const last = one.entries.length;
          const entries = one.entries.filter((entry, index) => entry.n === last || (kept[index % kept.length] ?? true));
          lost += last - entries.length;
          session.feed([
            { what: 'document', info: one.info },
            { what: 'entries', document: one.info.document, entries },
          ]);
        }
        expect(session.counts().lost).toBe(lost);
        expect(session.counts().entries).toBe(records.reduce((sum, one) => sum + one.entries.length, 0) - lost);
      }),
      RUNS,
    );
  },
  TIMEOUT_MS,
);

it(
  'forgets as if it had never seen',
  () => {
    fc.assert(
      fc.property(recorded, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (records, keep) => {
        const kept = records.filter((_, index) => keep[index]);
        const session = attachedSession();
        session.feed(records.flatMap((one) => one.inputs()));
        session.forget((id) => kept.some((one) => one.info.document === id));
        const fresh = attachedSession();
        fresh.feed(kept.flatMap((one) => one.inputs()));
        expect(modelOf(session)).toEqual(modelOf(fresh));
        session.clear();
        expectPossible(session);
        expect(session.counts()).toMatchObject({ entries: 0, interactions: 0 });
      }),
      RUNS,
    );
  },
  TIMEOUT_MS,
);

it(
  'stays possible within tight limits',
  () => {
    const limits = { entries: 5, requests: 4, interactions: 2, transitions: 2, blockSteps: 2 };
    fc.assert(
      fc.property(recorded, fc.array(fc.nat(), { minLength: 1, maxLength: 60 }), (records, picks) => {
        const session = attachedSession(limits);
        for (const inputs of shuffled(records, picks, 3)) session.feed(inputs);
        const counts = session.counts();
        expect(counts.entries).toBeLessThanOrEqual(limits.entries);
        expect(counts.entries + counts.dropped).toBe(records.reduce((sum, one) => sum + one.entries.length, 0));
        expect(session.requests().length).toBeLessThanOrEqual(limits.requests);
        expect(session.interactions().length).toBeLessThanOrEqual(limits.interactions);
        for (const one of session.interactions()) {
          expect(one.transitions.length).toBeLessThanOrEqual(limits.transitions);
          expect(one.block.history.length).toBeLessThanOrEqual(limits.blockSteps);
          expect(one.state).toBe(one.transitions.at(-1)?.to ?? null);
        }
        const late = createGuessingSession(limits);
        for (const inputs of shuffled(records, picks, 3)) late.feed(inputs);
        late.attach(createMessages);
        for (const one of [session, late]) {
          expectPossibleRows(one);
          assert.deepEqual(
            rowsOf(one).filter((row) => !one.entry(row.entry)),
            [],
          );
          // Also those of requests that the session does not join any more.
          for (const { info, entries } of records) {
            const shown = entries.filter(
              (entry) => isShown(entry) && one.entry({ document: info.document, n: entry.n }),
            );
            assert.deepEqual(
              shown.filter(({ n }) => !one.messages().get(`${info.document} ${n}`)),
              [],
            );
          }
        }
      }),
      RUNS,
    );
  },
  TIMEOUT_MS,
);

it(
  'draws nothing from what untrusted senders say',
  () => {
    fc.assert(
      fc.property(recorded, (records) => {
        const forged = straight(records);
        // The same record, but what untrusted senders say by themselves is nothing that looks like WWE's.
        const plain = attachedSession();
        for (const { info, entries } of records) {
          const tame = entries.map((entry) => (isStrange(entry) ? { ...entry, kind: 'unknown' as const } : entry));
          plain.feed([
            { what: 'document', info },
            { what: 'entries', document: info.document, entries: tame },
          ]);
        }
        plain.feed([ended]);
        const drawn = (session: Session) => ({
          interactions: session.interactions(),
          cases: session.cases(),
          requests: session.requests(),
          subscriptions: session.subscriptions(),
          unattached: session.unattachedMarkDone(),
        });
        expect(drawn(forged)).toEqual(drawn(plain));
        expect(plain.counts().untrusted).toBeLessThanOrEqual(forged.counts().untrusted);
      }),
      RUNS,
    );
  },
  TIMEOUT_MS,
);

/** A message that has a row for as long as it is kept; answers, and arrivals of the tool's requests, are part of another's. */
function isShown(entry: Entry): boolean {
  return isMessage(entry) && entry.kind !== 'success' && entry.kind !== 'failure' && !entry.ref.startsWith(TOOL_REF);
}

/** An event posted by a window that never proves to be WWE. */
function isStrange({ sort, kind, peer }: Entry): boolean {
  return sort === 'wire' && kind === 'event' && (peer === 'top/9' || peer === 'self');
}
