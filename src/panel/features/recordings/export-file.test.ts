import { expect, test } from 'vitest';
import { encode } from '../../../entry/encode.ts';
import type { Entry } from '../../../entry/entry.ts';
import type { Fact } from '../../../entry/fact.ts';
import { createHeader } from '../../../recording/format.ts';
import { blobOf, browserName, chooseFacts, fileName, headerOf, paced } from './export-file.ts';

const INFO = {
  document: 'd',
  url: 'https://page.example.com/',
  origin: 'https://page.example.com',
  title: '',
  path: 'top/0',
  target: 'top',
  timeOrigin: 1,
};
const entry = (n: number): Fact => {
  const header = { n, t: n, sort: 'wire', kind: 'event', name: 'x', ref: '', peer: 'top', origin: 'o', path: 'top/0' };
  return { what: 'entry', document: 'd', entry: { ...header, body: encode(n) } as Entry };
};
const FACTS: readonly Fact[] = [{ what: 'document', info: INFO }, ...[1, 2, 3, 4].map(entry)];
const NO_PAUSES = { now: () => 0, pause: async () => {} };
const counts = (more: object) => ({ counts: () => ({ lost: 0, dropped: 0, droppedNotes: 0, ...more }) }) as never;
const ABOUT = { version: '0.2.0', userAgent: 'x Firefox/128.0', now: 0, settings: {}, header: null };

test('what was not chosen is told as skipped, and counted', async () => {
  const chosen = await chooseFacts(FACTS, ({ n }) => n === 3, undefined, NO_PAUSES);
  expect(chosen).toMatchObject({ entries: 1, omitted: 3 });
  expect(chosen.facts.map(({ what }) => what)).toEqual(['document', 'skipped', 'entry', 'skipped']);
  const header = headerOf(chosen, { ...ABOUT, session: counts({ lost: 2, dropped: 5, droppedNotes: 1 }) });
  expect(header).toMatchObject({
    tool: '0.2.0',
    made: '1970-01-01T00:00:00.000Z',
    browser: 'Firefox 128',
    origins: ['https://page.example.com'],
    missing: { lost: 2, dropped: 5, notes: 1, omitted: 3 },
    redacted: null,
  });
});

test('all facts are taken as they are', async () => {
  expect(await chooseFacts(FACTS, null)).toEqual({ facts: FACTS, entries: 4, omitted: 0 });
});

test('the header of a recording that was opened stays; only what is left out now is added', async () => {
  const session = counts({ lost: 9 });
  const header = createHeader({ tool: '0.1.0', missing: { lost: 1, dropped: 0, notes: 0, omitted: 2 } });
  expect(headerOf(await chooseFacts(FACTS, null), { ...ABOUT, session, header })).toBe(header);
  const saved = { ...header, browser: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' };
  expect(headerOf(await chooseFacts(FACTS, null), { ...ABOUT, session, header: saved }).browser).toBe('Firefox 128');
  const some = await chooseFacts(FACTS, ({ n }) => n > 1, undefined, NO_PAUSES);
  expect(headerOf(some, { ...ABOUT, session, header })).toEqual({
    ...header,
    missing: { ...header.missing, omitted: 3 },
  });
});

test('long work lets the browser have its turn, and ends when it is to', async () => {
  let now = 0;
  let pauses = 0;
  const life = new AbortController();
  const pause = async () => {
    pauses += 1;
    if (pauses === 2) life.abort();
  };
  const seen: unknown[] = [];
  const read = async () => {
    for await (const fact of paced(FACTS, life.signal, { now: () => (now += 10), pause })) seen.push(fact);
  };
  await expect(read()).rejects.toThrow('aborted');
  expect(pauses).toBe(2);
  expect(seen.length).toBeLessThan(FACTS.length);
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox 128'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36', 'Chrome 156'],
  ['Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0', 'Edge 156'],
  ['something else', ''],
])('of %s the name and the version stay', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});

test('a file is named by the time at which it was made, and by nothing else', () => {
  const at = new Date(2026, 10, 30, 16, 3, 12).getTime();
  expect(fileName(at, true)).toBe('wwe-20261130-160312.ndjson.gz');
  expect(fileName(at, false)).toBe('wwe-20261130-160312.ndjson');
});

test('a file of many chunks has all of them, in their order', async () => {
  async function* chunks() {
    for (let index = 0; index < 20; index += 1) yield new Uint8Array(1_000_000).fill(index);
  }
  const file = await blobOf(chunks(), 'application/gzip');
  const bytes = new Uint8Array(await file.arrayBuffer());
  expect([file.type, bytes.length]).toEqual(['application/gzip', 20_000_000]);
  expect(Array.from({ length: 20 }, (_, index) => bytes[index * 1_000_000 + 7])).toEqual([...Array(20).keys()]);
});
