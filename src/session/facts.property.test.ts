import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createHeader } from '../recording/format.ts';
import { openRecording } from '../recording/read.ts';
import { writeRecording } from '../recording/write.ts';
import type { Session } from './api.ts';
import { feedFacts } from './feed-facts.ts';
import type { SessionInput } from './model.ts';
import { attachedSession } from './testdata/attached.ts';
import { modelOf } from './testdata/model-of.ts';
import { recorded } from './testdata/recorded.ts';
import { call, world } from './testdata/world.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 10_000 : 100, verbose: 1 } as const;

/** A session as a file. */
async function fileOf(session: Session): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeRecording(createHeader({}), session.keptFacts())) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A session of a file. */
async function opened(file: Uint8Array, batch: number): Promise<Session> {
  const session = attachedSession();
  const recording = await openRecording([file]);
  await feedFacts(session, recording.facts, { batch });
  expect(recording.findings.all).toEqual([]);
  return session;
}

/** What the link tells beside entries. */
const told = fc.record({
  after: fc.nat({ max: 40 }),
  what: fc.constantFrom('lost', 'skipped', 'seen', 'ended', 'document', 'clock'),
  amount: fc.nat({ max: 5 }),
});

it('makes the same session of a file of a session, and the same file of that', async () => {
  await fc.assert(
    fc.asyncProperty(
      recorded,
      fc.array(told, { maxLength: 6 }),
      fc.integer({ min: 1, max: 50 }),
      fc.boolean(),
      async (records, words, batch, isCleared) => {
        const session = attachedSession();
        for (const [index, { info, entries }] of records.entries()) {
          const { document } = info;
          session.feed([{ what: 'document', info }]);
          entries.forEach((entry, place) => {
            for (const { after, what, amount } of words) {
              if (after !== place || amount % records.length !== index) continue;
              const inputs: Readonly<Record<typeof what, SessionInput>> = {
                lost: { what: 'lost', document, count: amount },
                skipped: { what: 'skipped', document, through: 0 },
                seen: { what: 'seen', document, t: entry.t + 1 },
                ended: { what: 'ended', document, t: entry.t },
                document: { what: 'document', info: { ...info, title: `later ${amount}` } },
                clock: { what: 'clock', document, offset: amount * 1_000 },
              };
              session.feed([inputs[what]]);
            }
            session.feed([{ what: 'entries', document, entries: [entry] }]);
          });
        }
        if (isCleared) session.clear();
        const file = await fileOf(session);
        const again = await opened(file, batch);
        // What was cleared is gone, but a session remembers what it learnt of it.
        if (!isCleared) expect(modelOf(again)).toEqual(modelOf(session));
        expect(String(await fileOf(again))).toEqual(String(file));
      },
    ),
    RUNS,
  );
});

it('makes a session of what is kept of another, of which much was dropped', async () => {
  await fc.assert(
    fc.asyncProperty(recorded, fc.integer({ min: 1, max: 20 }), async (records, entries) => {
      const session = attachedSession({ entries });
      for (const record of records) session.feed(record.inputs());
      const file = await fileOf(session);
      const again = await opened(file, 100);
      expect(again.counts().entries).toBe(session.counts().entries);
      expect(again.counts().lost).toBe(0);
      expect(String(await fileOf(again))).toEqual(String(file));
    }),
    RUNS,
  );
});

it('takes facts as they are when they are asked for, while more comes', () => {
  const { host, a } = world();
  for (let t = 2_000; t < 2_020; t += 1) a.event(t, 'ESTABLISHED', call(t, 'TALKING', 'RINGING'));
  const session = attachedSession({ entries: 20 });
  session.feed([...host.inputs(), ...a.inputs()]);
  const before = [...session.keptFacts()];
  const facts = session.keptFacts();
  a.event(3_000, 'RELEASED', call(1, 'IDLE', 'TALKING'));
  session.feed(a.inputs());
  session.forget((id) => id !== 'a');
  expect([...facts]).toEqual(before);
  expect(before).toHaveLength(22);
});

it('ends feeding at an abort, and lets the facts go', async () => {
  const abort = new AbortController();
  let isOver = false;
  function* facts() {
    try {
      for (let count = 0; ; count += 1) yield { what: 'lost', document: 'a', count } as const;
    } finally {
      isOver = true;
    }
  }
  const pause = async () => abort.abort(new Error('enough'));
  await expect(feedFacts(attachedSession(), facts(), { signal: abort.signal, batch: 3, pause })).rejects.toThrow(
    'enough',
  );
  expect(isOver).toBe(true);
});
