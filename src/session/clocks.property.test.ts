import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Session } from './api.ts';
import type { SessionInput } from './model.ts';
import { attachedSession } from './testdata/attached.ts';
import { rowsOf } from './testdata/possible.ts';
import { recorded } from './testdata/recorded.ts';
import type { Record } from './testdata/world.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 10_000 : 100 } as const;
const HOUR = 3_600_000;
const TIMEOUT_MS = 900_000;

/** What is the same whatever the documents' own clocks show. */
function modelOf(session: Session): unknown {
  return {
    interactions: session.interactions(),
    cases: session.cases(),
    documents: session
      .documents()
      .map(({ info: { timeOrigin: _, ...info }, clock: __, ...more }) => ({ ...more, info })),
    requests: session.requests(),
    subscriptions: session.subscriptions(),
    watched: session.watchedSubscriptions(),
    rows: rowsOf(session),
    unattached: session.unattachedMarkDone(),
    counts: session.counts(),
  };
}

const ENDED = { document: 'a', t: 30_000 };

/** What a document's bridge tells where its clock is behind the session's by `offset`. */
function behind(one: Record, offset: number): readonly SessionInput[] {
  const { document } = one.info;
  const entries = one.entries.map((entry) => ({ ...entry, t: entry.t - offset }));
  const inputs: SessionInput[] = [
    { what: 'document', info: { ...one.info, timeOrigin: one.info.timeOrigin - offset } },
    { what: 'entries', document, entries },
    { what: 'seen', document, t: 60_000 - offset },
  ];
  if (document === ENDED.document) inputs.push({ what: 'ended', document, t: ENDED.t - offset });
  return inputs;
}

const offsets = fc.array(
  fc.oneof(fc.constant(0), fc.integer({ min: -3_000, max: 3_000 }), fc.integer({ min: -30 * HOUR, max: 30 * HOUR })),
  { minLength: 5, maxLength: 5 },
);

it(
  'a session is the same whatever the clocks of its documents show, once it is told what puts them right',
  () => {
    fc.assert(
      fc.property(recorded, offsets, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (records, given, late) => {
        const offsetOf = (index: number) => given[index % given.length] ?? 0;
        const right = attachedSession();
        right.feed(records.flatMap((one) => behind(one, 0)));
        const session = attachedSession();
        const told = records.map((one, index): SessionInput => {
          return { what: 'clock', document: one.info.document, offset: offsetOf(index) };
        });
        session.feed(told.filter((_, index) => !late[index % late.length]));
        for (const [index, one] of records.entries()) session.feed(behind(one, offsetOf(index)));
        // What turns out after a document's entries were taken in is as good.
        session.feed(told);
        expect(modelOf(session)).toEqual(modelOf(right));
      }),
      RUNS,
    );
  },
  TIMEOUT_MS,
);
