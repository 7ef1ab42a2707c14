/** Facts as a session is fed with them, drawn at random and made by hand; and what tests do with them. */
import fc from 'fast-check';
import { encode } from '../../entry/encode.ts';
import type { DocumentInfo, Entry } from '../../entry/entry.ts';
import type { Fact } from '../../entry/fact.ts';
import { KINDS } from '../../protocol/kind.ts';
import { NOTE_KINDS } from '../../protocol/notes.ts';
import type { ByteSource } from '../bytes.ts';
import { createHeader, type RecordingHeader } from '../format.ts';
import { type OpenRecording, openRecording, type ReadOptions } from '../read.ts';
import { type FactSource, type WriteOptions, writeRecording } from '../write.ts';

export const INFO: DocumentInfo = {
  document: '1000.0-7',
  url: 'https://page.example.com/',
  origin: 'https://page.example.com',
  title: 'Page',
  path: 'top/0',
  target: 'top',
  timeOrigin: 1_000,
};

export const HEADER: RecordingHeader = createHeader({
  tool: '0.2.0',
  made: '2026-11-30T09:00:00.000Z',
  browser: 'Chromium 156',
  origins: [INFO.origin, 'https://wwe.example.com'],
});

/** An entry that holds a message. */
export function entryOf(n: number, data: unknown, more: Partial<Entry> = {}): Entry {
  return {
    n,
    t: 1_000 + n,
    sort: 'wire',
    kind: 'event',
    name: 'interaction',
    ref: '',
    peer: 'top',
    origin: 'https://wwe.example.com',
    path: 'top/0',
    body: encode(data),
    ...more,
  };
}

/** A document with entries, one for each message. */
export function factsOf(messages: readonly unknown[], info: DocumentInfo = INFO): readonly Fact[] {
  const { document } = info;
  return [
    { what: 'document', info },
    ...messages.map((data, index) => ({ what: 'entry', document, entry: entryOf(index + 1, data) }) as const),
  ];
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(',"body":', '\n', '\0', '"}', '\\'),
);
const time = fc.double({ noNaN: true, noDefaultInfinity: true }).map((t) => t + 0);
const count = fc.nat({ max: 1_000 });
const info = fc.record({ url: text, origin: text, title: text, path: text, target: fc.option(text), timeOrigin: time });
const body = fc.oneof(
  fc.anything().map(encode),
  // What a bridge never writes.
  fc.string({ unit: 'binary-ascii', maxLength: 12 }),
  fc.constantFrom('', '{', '{"a":1.0, "a":2}', '{"a":\r1}', '"\ud800"', '\n{}', '1}', '{"__proto__":{"a":1}}', 'nul'),
);
const sort = fc.oneof(
  fc.record({ sort: fc.constantFrom('wire', 'command'), kind: fc.constantFrom(...KINDS) }),
  fc.record({ sort: fc.constant('probe'), kind: fc.constantFrom(...NOTE_KINDS) }),
);
const rest = fc.record(
  { t: time, name: text, ref: text, peer: text, origin: text, path: text, body, ahead: fc.integer() },
  { requiredKeys: ['t', 'name', 'ref', 'peer', 'origin', 'path', 'body'] },
);

/** What happens in one document. */
const happening = fc.oneof(
  { weight: 5, arbitrary: fc.record({ what: fc.constant('entry'), sort, rest, hole: fc.constantFrom(0, 0, 0, 3) }) },
  fc.record({ what: fc.constant('document'), title: text, since: fc.option(time) }),
  fc.record({ what: fc.constant('clock'), offset: time }),
  fc.record({ what: fc.constant('lost'), count }),
  fc.record({ what: fc.constant('mark'), t: time, name: text }),
  fc.record({ what: fc.constant('annotation'), n: fc.integer({ min: 1 }), pinned: fc.boolean(), note: text }),
  fc.record({ what: fc.constant('skipped'), through: count }),
  fc.record({ what: fc.constantFrom('seen', 'ended'), t: fc.oneof(time, fc.constant(Number.NaN)) }),
);

/** Facts of some documents, in an order in which they can have come. */
export const anyFacts: fc.Arbitrary<readonly Fact[]> = fc
  .tuple(
    fc.array(info, { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(fc.nat({ max: 2 }), happening), { maxLength: 20 }),
  )
  .map(([infos, steps]) => {
    const documents = infos.map((one, index) => ({ info: { ...one, document: `d${index}` }, n: 0 }));
    const facts: Fact[] = documents.map(({ info: one }) => ({ what: 'document', info: one }));
    for (const [index, step] of steps) {
      const one = documents[index % documents.length];
      if (!one) continue;
      const { document } = one.info;
      if (step.what === 'entry') {
        one.n += 1 + step.hole;
        facts.push({ what: 'entry', document, entry: { n: one.n, ...step.sort, ...step.rest } });
      } else if (step.what === 'document') {
        const { title, since } = step;
        facts.push({ what: 'document', info: { ...one.info, title, ...(since === null ? {} : { since }) } });
      } else if (step.what === 'mark') facts.push(step);
      else facts.push({ ...step, document });
    }
    return facts;
  });

/** The whole file. */
export async function bytesOf(facts: FactSource, options?: WriteOptions, header = HEADER): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeRecording(header, facts, options)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A recording that was read to its end. */
export interface WholeRecording extends OpenRecording {
  readonly all: readonly Fact[];
  readonly problems: readonly string[];
}

/** Reads to the end. */
export async function readAll(source: ByteSource | string, options?: ReadOptions): Promise<WholeRecording> {
  const bytes = typeof source === 'string' ? [new TextEncoder().encode(source)] : source;
  const opened = await openRecording(bytes, options);
  const all: Fact[] = [];
  for await (const fact of opened.facts) all.push(fact);
  const problems = opened.findings.all.map(({ line, code }) => `${line} ${code}`);
  return { ...opened, end: opened.end, all, problems };
}

/** Cuts bytes into chunks of these sizes, again and again. */
export function* inChunks(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array, void> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
