import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Redactor } from '../recording/redact/redactor.ts';
import type { Session } from './api.ts';
import { feedFacts } from './feed-facts.ts';
import { attachedSession } from './testdata/attached.ts';
import { rowsOf } from './testdata/possible.ts';
import { recorded } from './testdata/recorded.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 10_000 : 100, verbose: 1 } as const;

/** What must be the same in a recording that was redacted: all but the values of data. */
function outlineOf(session: Session): unknown {
  return {
    interactions: session
      .interactions()
      .map((one) => ({
        states: one.transitions.map(({ t, gap }) => [t, gap === null]),
        block: one.block.status,
        seen: [one.firstSeen, one.lastChanged, one.lastSeen],
        documents: one.documents.length,
      }))
      // Of one instant, they stand by their ids, which become others.
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    cases: session.cases().map(({ rows }) => rows.length),
    requests: session
      .requests()
      .map(({ sentAt, answeredAt, failed, matchedBy }) => [sentAt, answeredAt, failed, matchedBy]),
    rows: rowsOf(session).map(({ t, is, marks, entry, answer }) => ({ t, is, marks, n: entry.n, answer: answer?.n })),
    counts: session.counts(),
  };
}

it('shows the same session of redacted facts: who, when, what followed what', async () => {
  await fc.assert(
    fc.asyncProperty(recorded, async (records) => {
      const session = attachedSession();
      for (const record of records) session.feed(record.inputs());
      const redactor = new Redactor();
      for (const fact of session.keptFacts()) redactor.collect(fact);
      const redacted = [...session.keptFacts()].map((fact) => redactor.redact(fact));
      const again = attachedSession();
      await feedFacts(again, redacted);
      expect(outlineOf(again)).toEqual(outlineOf(session));
    }),
    RUNS,
  );
});
