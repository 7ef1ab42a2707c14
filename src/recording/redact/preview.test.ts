import { describe, expect, it } from 'vitest';
import { factsOf, HEADER, readAll } from '../testdata/facts.ts';
import { previewRecording } from './preview.ts';

const FACTS = factsOf(Array.from({ length: 12_000 }, (_, n) => ({ userData: { Name: `Ada ${n % 5} Lovelace` }, n })));

async function allOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

describe('a preview', () => {
  it('tells what the file will hold, and writes that file', async () => {
    const preview = await previewRecording(HEADER, () => FACTS);
    expect(preview).toMatchObject({ facts: 12_001, entries: 12_000, tokens: 0 });
    expect(preview.replaced).toMatchObject({ title: 1, value: 5 });
    const sample = { path: 'userData/Name', before: 'Ada 0 Lovelace', after: 'value-1', count: 12_000 };
    expect(preview.samples).toContainEqual(sample);
    const file = await allOf(preview.write());
    expect(file.length).toBe(preview.bytes);
    expect(file.equals(await allOf(preview.write()))).toBe(true);
    const read = await readAll([file]);
    expect([read.header, read.problems, read.all.length]).toEqual([preview.header, [], 12_001]);
    expect(String(file)).not.toContain('Lovelace');
  });

  it('tells how far it is, and ends at an abort', async () => {
    const abort = new AbortController();
    const seen: number[] = [];
    const onProgress = ({ facts }: { readonly facts: number }) => {
      seen.push(facts);
      if (facts > 12_001) abort.abort(new Error('enough'));
    };
    await expect(previewRecording(HEADER, () => FACTS, { signal: abort.signal, onProgress })).rejects.toThrow('enough');
    expect(seen.slice(0, 2)).toEqual([5_000, 10_000]);
  });
});

it('takes no time for texts that are made to take time', async () => {
  const long = 400_000;
  const texts = [
    '@'.repeat(long),
    'a@'.repeat(long / 2),
    '1 '.repeat(long / 2),
    'eyJ'.repeat(long / 3),
    '%'.repeat(long),
    '\n'.repeat(long),
    'a.'.repeat(long / 2),
    '['.repeat(long),
    'x://'.repeat(long / 4),
  ];
  const facts = factsOf(
    texts.flatMap((text) => [{ userData: { [text]: text, keep: text }, errorMessage: text, caseId: text }]),
  );
  const preview = await previewRecording(HEADER, () => facts, { rules: [{ key: 'keep', action: 'keep' }] });
  expect(preview.entries).toBe(texts.length);
}, 60_000);
