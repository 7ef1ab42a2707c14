import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../entry/fact.ts';
import { MOST_LINE_BYTES } from './format.ts';
import { bytesOf, entryOf, factsOf, HEADER, readAll } from './testdata/facts.ts';
import { streamOf, writeRecording } from './write.ts';

const MANY = factsOf(Array.from({ length: 5_000 }, (_, n) => ({ n, text: 'x'.repeat(100), random: Math.sin(n) })));

/** Facts, and how many were taken. */
function counted() {
  const state = { taken: 0, isOver: false };
  async function* facts(): AsyncGenerator<Fact, void> {
    try {
      for (const fact of MANY) {
        state.taken += 1;
        yield fact;
      }
    } finally {
      state.isOver = true;
    }
  }
  return { state, facts };
}

describe('writing', () => {
  it.each([false, true])('takes facts only as its chunks are taken, and lets them go (gzip: %s)', async (gzip) => {
    const { state, facts } = counted();
    const chunks = writeRecording(HEADER, facts(), { gzip });
    await chunks.next();
    expect(state.taken).toBeLessThan(3_000);
    await chunks.return();
    expect(state.isOver).toBe(true);
  });

  it.each([false, true])('ends at an abort with its reason, and lets the facts go (gzip: %s)', async (gzip) => {
    const { state, facts } = counted();
    const abort = new AbortController();
    const options = { gzip, signal: abort.signal, onProgress: () => abort.abort(new Error('enough')) };
    await expect(bytesOf(facts(), options)).rejects.toThrow('enough');
    expect(state.isOver).toBe(true);
  });

  it.each([false, true])('throws what its source throws (gzip: %s)', async (gzip) => {
    async function* facts(): AsyncGenerator<Fact, void> {
      yield* MANY;
      throw new Error('no more');
    }
    await expect(bytesOf(facts(), { gzip })).rejects.toThrow('no more');
  });

  it('tells how far it came', async () => {
    const seen: number[] = [];
    const bytes = await bytesOf(MANY, { onProgress: (one) => seen.push(one.bytes, one.facts) });
    expect(seen.slice(-2)).toEqual([bytes.length, MANY.length]);
    expect(seen.length).toBeGreaterThan(8);
  });

  it('compresses to what everybody can unpack', async () => {
    expect(gunzipSync(await bytesOf(MANY, { gzip: true })).equals(await bytesOf(MANY))).toBe(true);
  });

  it('gives a stream that can be cancelled', async () => {
    const { state, facts } = counted();
    const reader = streamOf(writeRecording(HEADER, facts())).getReader();
    await reader.read();
    await reader.cancel();
    expect(state.isOver).toBe(true);
    const whole = await new Response(streamOf(writeRecording(HEADER, MANY))).arrayBuffer();
    expect(Buffer.from(whole).equals(await bytesOf(MANY))).toBe(true);
  });
});

it('writes no line that it would not read, of the longest bodies', async () => {
  const bodies = [
    JSON.stringify('漢'.repeat(8 * 1024 * 1024)),
    JSON.stringify('漢'.repeat(12 * 1024 * 1024)),
    '\0'.repeat(4_000_000),
  ];
  const facts = factsOf([]).concat(
    bodies.map((body, index) => ({ what: 'entry', document: '1000.0-7', entry: entryOf(index + 1, 0, { body }) })),
  );
  const bytes = Buffer.from(await bytesOf(facts));
  expect(bytes.length).toBeGreaterThan(20 * 1024 * 1024);
  expect(bytes.indexOf('\n', bytes.lastIndexOf('"n":1,'))).toBeLessThan(MOST_LINE_BYTES);
  const read = await readAll([bytes]);
  expect(read.problems).toEqual([]);
  expect(read.all[1]).toEqual(facts[1]);
  expect(read.all.slice(2)).toMatchObject([
    { entry: { body: expect.stringMatching(/^\{"\$\$":"oversize","n":12582914,/) } },
    { entry: { body: expect.stringMatching(/^\{"\$\$":"oversize","n":4000000,/) } },
  ]);
});
