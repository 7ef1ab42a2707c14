import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyFacts, bytesOf, HEADER, inChunks, readAll } from './testdata/facts.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 20_000 : 200 };
/** Files that are read side by side. */
const AT_ONCE = 25;
const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 });

it('reads what was written, in whatever chunks it comes, and writes the same bytes again', async () => {
  await fc.assert(
    fc.asyncProperty(anyFacts, sizes, fc.boolean(), async (facts, chunks, gzip) => {
      const bytes = await bytesOf(facts, { gzip });
      const read = await readAll(inChunks(bytes, chunks));
      expect(read.problems).toEqual([]);
      expect(read.header).toEqual(HEADER);
      expect(read.all).toEqual(facts);
      expect(await bytesOf(read.all, { gzip }, read.header ?? undefined)).toEqual(bytes);
    }),
    RUNS,
  );
});

it('reads what is there of a file that was cut off anywhere, and says so', async () => {
  const cutOff = fc.record({ facts: anyFacts, cut: fc.nat(), gzip: fc.boolean() });
  await fc.assert(
    // Side by side, for of a compressed file that was cut off, the reader waits a while whether more comes.
    fc.asyncProperty(fc.array(cutOff, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (files) => {
      await Promise.all(
        files.map(async ({ facts, cut, gzip }) => {
          const bytes = await bytesOf(facts, { gzip });
          const part = bytes.subarray(0, cut % bytes.length);
          const read = await readAll([part]).catch(({ finding }) => String(finding.code));
          if (typeof read === 'string') expect(read).toMatch(/^(?:empty|foreign|damaged gzip)$/);
          else {
            expect(facts.slice(0, read.all.length)).toEqual(read.all);
            // Without its last line break it is whole.
            if (part.length < bytes.length - 1 || gzip) expect(read.findings.total).toBeGreaterThan(0);
          }
        }),
      );
    }),
    { numRuns: RUNS.numRuns / AT_ONCE },
  );
});

it('never fails, and gives only facts that can be written, whatever is done to the bytes', async () => {
  const change = fc.record({ at: fc.nat(), remove: fc.nat({ max: 30 }), put: fc.uint8Array({ maxLength: 10 }) });
  await fc.assert(
    fc.asyncProperty(
      anyFacts,
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (facts, all, gzip) => {
        let bytes = Buffer.from(await bytesOf(facts, { gzip }));
        for (const { at, remove, put } of all) {
          const from = at % bytes.length;
          bytes = Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + remove)]);
          if (bytes.length === 0) return;
        }
        const read = await readAll([bytes]).catch((error) => {
          if (error.name !== 'RecordingRefused') throw error;
        });
        if (!read) return;
        const again = await readAll([await bytesOf(read.all)]);
        expect(again.all).toEqual(read.all);
        expect(again.problems).toEqual([]);
      },
    ),
    RUNS,
  );
});
