import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Fact } from '../entry/fact.ts';
import { openRecording } from '../recording/read.ts';
import { savedFile } from './saved-file.ts';
import { deleteSavedSessions, openSavedSessions, pack, type SavedSessions } from './saved-sessions.ts';
import { startWriter, type WhyEnded } from './session-writer.ts';

const ABOUT = { tool: '0.2.0', browser: 'Firefox 150' };
let sessions: SavedSessions;
let life: AbortController;
beforeEach(async () => {
  life = new AbortController();
  sessions = await openSavedSessions();
});
afterEach(async () => {
  life.abort();
  await deleteSavedSessions();
});

const info = (document: string, origin = 'https://wwe.example.com'): Fact => ({
  what: 'document',
  info: { document, url: `${origin}/`, origin, title: 'W', path: 'top', target: null, timeOrigin: 1 },
});
const entry = (document: string, n: number, body: unknown): Fact => ({
  what: 'entry',
  document,
  entry: {
    n,
    t: n,
    sort: 'wire',
    kind: 'event',
    name: 'interaction',
    ref: '',
    peer: 'top',
    origin: 'https://wwe.example.com',
    path: 'top',
    body: JSON.stringify(body),
  },
});

/** A writer in the test's hands: `tick` lets its second pass. */
async function begin(mostWaiting?: number) {
  const waiting: (() => void)[] = [];
  const ended: WhyEnded[] = [];
  const writer = await startWriter(
    {
      sessions,
      about: ABOUT,
      later: (run) => void waiting.push(run),
      now: () => 5_000,
      onEnded: (why) => void ended.push(why),
      ...(mostWaiting === undefined ? {} : { mostWaiting }),
    },
    life.signal,
  );
  const tick = () => {
    for (const run of waiting.splice(0)) run();
  };
  return { writer, tick, ended };
}

async function read(id: number) {
  const found = (await sessions.list()).find((one) => one.id === id) ?? expect.fail('it is not there');
  const file = await openRecording(savedFile(found, sessions));
  const facts: Fact[] = [];
  for await (const fact of file.facts) facts.push(fact);
  return { header: file.header, facts, findings: file.findings.all };
}

test('what came is on the disk a second later, and reads as a whole recording', async () => {
  const { writer, tick } = await begin();
  const facts = [info('a'), entry('a', 1, { event: 'interaction' }), entry('a', 2, 'x')];
  writer.add(facts.slice(0, 2));
  writer.add(facts.slice(2));
  tick();
  await vi.waitFor(async () => expect((await sessions.list())[0]?.facts).toBe(3));
  // Nobody said that it is over: the browser may have been ended.
  const { header, facts: found, findings } = await read(writer.id);
  expect(found).toEqual(facts);
  expect(findings).toEqual([]);
  expect(header).toMatchObject({ tool: '0.2.0', browser: 'Firefox 150', origins: ['https://wwe.example.com'] });
  expect(header?.made).toBe('1970-01-01T00:00:05.000Z');
});

test('it is listed with what it holds; it can be named, and deleted while it is written', async () => {
  const { writer, tick, ended } = await begin();
  writer.add([info('a'), entry('a', 1, {}), { what: 'lost', document: 'a', count: 4 }]);
  tick();
  await vi.waitFor(async () => expect((await sessions.list())[0]?.chunks).toBe(1));
  await sessions.describe(writer.id, { name: 'Tuesday', note: 'it failed' });
  const [one] = await sessions.list();
  expect(one).toMatchObject({ name: 'Tuesday', note: 'it failed', begun: 5_000, facts: 3, entries: 1, lost: 4 });
  expect(one?.bytes).toBeGreaterThan(20);
  await sessions.delete(writer.id);
  expect(await sessions.list()).toEqual([]);
  writer.add([entry('a', 2, {})]);
  tick();
  await vi.waitFor(() => expect(ended).toEqual(['deleted']));
  writer.add([entry('a', 3, {})]);
  tick();
  await writer.end();
  expect(await sessions.list()).toEqual([]);
  for await (const _ of sessions.lines({ id: writer.id, chunks: 1 })) expect.fail('a chunk without a session');
});

test('tokens do not come to the disk; everything else does, as it was', async () => {
  const { writer } = await begin();
  const token = `eyJ${'a'.repeat(40)}.${'b'.repeat(40)}.${'c'.repeat(20)}`;
  writer.add([info('a'), entry('a', 1, { data: { jwtToken: 'plain', text: `Bearer ${token}`, name: 'Ada' } })]);
  await writer.end();
  const { facts } = await read(writer.id);
  const written = JSON.stringify(facts);
  expect(written).not.toContain('plain');
  expect(written).not.toContain('bbbb');
  expect(written).toContain('Ada');
});

test('nothing is kept of a document that nobody told of', async () => {
  const { writer } = await begin();
  writer.add([entry('forbidden', 1, {}), info('a'), entry('forbidden', 2, {}), entry('a', 1, {})]);
  await writer.end();
  expect((await read(writer.id)).facts).toEqual([info('a'), entry('a', 1, {})]);
});

test('one that is being written is read as far as it was listed: it is whole', async () => {
  const { writer } = await begin();
  writer.add([info('a'), entry('a', 1, {})]);
  await writer.end();
  const [listed = expect.fail('it is not there')] = await sessions.list();
  await sessions.append(writer.id, { ...(await pack('x\n')), facts: 1, entries: 0, lost: 0, origins: [] }, 6_000);
  const file = await openRecording(savedFile(listed, sessions));
  const facts: Fact[] = [];
  for await (const fact of file.facts) facts.push(fact);
  expect([facts.length, file.findings.all]).toEqual([2, []]);
});

test('much is written in chunks, in order', async () => {
  const { writer } = await begin();
  const facts = [info('a'), ...Array.from({ length: 40 }, (_, n) => entry('a', n + 1, 'y'.repeat(100_000)))];
  writer.add(facts);
  await writer.end();
  const [one] = await sessions.list();
  expect(one?.chunks).toBeGreaterThan(2);
  expect((await read(writer.id)).facts).toEqual(facts);
});

test('what comes more quickly than it can be written is left out, and counted', async () => {
  const { writer } = await begin(6_400_000);
  const many = Array.from({ length: 100 }, (_, n) => entry('a', n + 1, 'y'.repeat(100_000)));
  writer.add([info('a'), ...many]);
  await writer.end();
  const { facts, header } = await read(writer.id);
  const count = facts.filter(({ what }) => what === 'entry').length;
  expect(count).toBeGreaterThan(60);
  expect(count).toBeLessThan(100);
  expect(facts.at(-1)).toEqual({ what: 'lost', document: 'a', count: 100 - count });
  expect(header?.missing.lost).toBe(100 - count);
});

test('a full disk ends it, in words, and what was written stays', async () => {
  const { writer, tick, ended } = await begin();
  writer.add([info('a')]);
  tick();
  await vi.waitFor(async () => expect((await sessions.list())[0]?.facts).toBe(1));
  vi.spyOn(sessions, 'append').mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'));
  writer.add([entry('a', 1, {})]);
  tick();
  await vi.waitFor(() => expect(ended).toEqual(['full']));
  expect((await read(writer.id)).facts).toEqual([info('a')]);
});

test('all are deleted though panels hold them open, and write', async () => {
  const { writer, tick, ended } = await begin();
  writer.add([info('a')]);
  await deleteSavedSessions();
  tick();
  await vi.waitFor(() => expect(ended).toEqual(['failed']));
  sessions = await openSavedSessions();
  expect(await sessions.list()).toEqual([]);
});

test('a chunk is smaller than what it holds', async () => {
  const { bytes, size } = await pack('the same\n'.repeat(10_000));
  expect(bytes.length).toBeLessThan(1_000);
  expect(size).toBe(90_000);
});
