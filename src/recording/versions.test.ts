/** Files of each version of the format, as they were written then. They must be read for ever, and are never written anew. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesOf, readAll } from './testdata/facts.ts';

const read = (version: number) => readFileSync(join(import.meta.dirname, `testdata/version-${version}.ndjson`));

describe('a file of version 1', () => {
  it.each([false, true])('is read, whole, and is the same when it is written again (gzip: %s)', async (gzip) => {
    const file = read(1);
    const { all, header, end, problems } = await readAll([gzip ? gzipSync(file) : file]);
    expect(problems).toEqual([]);
    expect(header).toMatchObject({
      version: 1,
      tool: '0.2.0',
      redacted: { rules: [{ key: 'Region*', action: 'keep' }] },
    });
    expect(end).toEqual({ what: 'end', facts: 19, entries: 10 });
    expect(all.map(({ what }) => what).join(' ')).toBe(
      'document clock document clock skipped entry entry entry entry entry entry lost entry entry entry entry seen ended ended',
    );
    expect(all[6]).toMatchObject({ entry: { n: 2, ahead: 12, kind: 'event', peer: 'top', path: 'top/0' } });
    expect(String(await bytesOf(all, {}, header ?? undefined))).toBe(String(file));
  });
});
