/** As programs of Node.js use recordings (docs/recording.md). */
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, expect, it } from 'vitest';
import { decodeWhole, type Fact, openRecording, previewRecording, selectFacts, writeRecording } from './index.ts';
import { factsOf, HEADER } from './testdata/facts.ts';

const folder = mkdtempSync(join(tmpdir(), 'recording-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('writes a file, opens it, chooses some of it, and writes that, by streams', async () => {
  const [whole, some] = [join(folder, 'whole.ndjson.gz'), join(folder, 'some.ndjson')];
  const messages = Array.from({ length: 2_000 }, (_, n) => ({
    userData: { Segment: n % 2 === 0 ? 'Gold' : 'Silver' },
  }));
  const preview = await previewRecording(HEADER, () => factsOf(messages), { gzip: true });
  await pipeline(Readable.from(preview.write()), createWriteStream(whole));
  // The header is compressed, too.
  expect(Math.abs(readFileSync(whole).length - preview.bytes)).toBeLessThan(200);

  const recording = await openRecording(createReadStream(whole));
  const isFirst = (body: string) => JSON.stringify(decodeWhole(body)) === '{"userData":{"Segment":"value-1"}}';
  const chosen = selectFacts(recording.facts, ({ body }) => isFirst(body));
  await pipeline(Readable.from(writeRecording(recording.header ?? HEADER, chosen)), createWriteStream(some));
  expect(recording.findings.all).toEqual([]);

  const facts: Fact[] = [];
  for await (const fact of (await openRecording(createReadStream(some))).facts) facts.push(fact);
  expect(facts.filter(({ what }) => what === 'entry')).toHaveLength(1_000);
});
