import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { decode } from '../entry/decode.ts';
import { readPiece } from '../entry/header.ts';
import { NOTE_KINDS } from '../protocol/notes.ts';
import { createCommands } from './commands.ts';
import { hearProbe } from './hear-probe.ts';
import { createRecord, RECORD_LIMITS, type Recording, type RecordLimits } from './record.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { anything, message, notes } from './testdata/hostile.ts';
import { createProbe, HandOver } from './testdata/probe.ts';
import { FakeWindow } from './testdata/windows.ts';
import { createWatch } from './watch.ts';
import { createWindows } from './windows.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 10_000 : 150 };
const TIMEOUT_MS = 900_000;
const TIGHT: RecordLimits = { size: 3_000, entries: 5, waiting: 500 };

/** A client frame in WWE's window, among other frames. Windows throw at whatever HTML does not share across origins. */
function setUp(limits: RecordLimits) {
  const top = new FakeWindow();
  const [frame, other] = [top.add(), top.add()];
  const windows = createWindows(frame.proxy);
  const record = createRecord(limits);
  let added = 0;
  const recorder = createRecorder(record, windows, () => {
    added += 1;
  });
  let seen = 0;
  const now = () => 5;
  const onSeen = () => {
    seen += 1;
  };
  const watched = createWatch({
    self: frame.proxy,
    windows,
    recorder,
    now,
    isReadLate: true,
    onSeen,
    onAnswer: (source, data) => commands.hear(source, data),
  });
  const commands = createCommands({ windows, watched, recorder, now });
  const nested = other.add();
  const removed = other.add();
  removed.remove();
  const sources = [top, top, other, frame, nested, top.addHidden(), removed];
  return { top, sources, watched, record, recorder, commands, added: () => added, seen: () => seen };
}

/** What a panel gets that pulls everything, in pieces. */
function pulled(record: Recording) {
  const got = [];
  for (let cursor = 0; ; ) {
    const piece = record.piece(cursor, 2_000);
    if (piece.last < piece.first) return got;
    const { entries, unreadable } = readPiece(piece.text);
    got.push({ entries, unreadable, count: piece.last - piece.first + 1, length: piece.text.length });
    cursor = piece.last;
  }
}

/** Holds what a record says it holds. */
function expectBounded(record: Recording, { size, entries: most }: RecordLimits, added: number): void {
  expect(record.last).toBe(added);
  // What waits is only known by its length once it is text.
  pulled(record);
  const pieces = pulled(record);
  const count = pieces.reduce((sum, piece) => sum + piece.count, 0);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  expect(count).toBeLessThanOrEqual(most);
  if (count > 1) expect(length).toBeLessThanOrEqual(size + count);
  for (const { entries, unreadable, count: inPiece } of pieces) {
    expect(entries.length + unreadable).toBe(inPiece);
    for (const { name, ref, body } of entries) {
      expect([name.length <= 200, ref.length <= 200, body.includes('\n')]).toEqual([true, true, false]);
      decode(body);
    }
  }
}

test(
  'whatever windows post: nothing thrown, nothing posted, nothing changed, left to the page and then read once at most, and the record within its bounds',
  () => {
    const step = fc.record({
      data: message,
      from: fc.nat({ max: 7 }),
      origin: fc.constantFrom('https://wwe.example.com', 'null', '', '*', 'https://xn--e1aybc.example'),
      isTrusted: fc.constantFrom(true, true, true, false),
      isTurn: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), fc.constantFrom(TIGHT, RECORD_LIMITS), (steps, limits) => {
        const { top, sources, watched, record, added, seen } = setUp(limits);
        const waiting: (() => void)[] = [];
        for (const { data, from, origin, isTrusted, isTurn } of steps) {
          const source = sources[from] ?? null;
          const before = structuredClone(data);
          let reads = 0;
          const event = {
            isTrusted,
            origin,
            source: source?.proxy ?? null,
            get data() {
              reads += 1;
              return data;
            },
          };
          const heard = watched.hear(Object(event), waiting.length > 0);
          if (heard)
            waiting.push(() => {
              // Of a window that is gone, only where WWE was seen.
              const isLookedAt = source !== null || seen() > 0;
              watched.read(heard);
              expect(reads).toBeLessThanOrEqual(isLookedAt ? 1 : 0);
              expect(data).toEqual(before);
            });
          expect([reads, heard !== null && !isTrusted]).toEqual([0, false]);
          if (isTurn) for (const read of waiting.splice(0)) read();
        }
        for (const read of waiting) read();
        expectBounded(record, limits, added());
        expect(pulled(record).every(({ unreadable }) => unreadable === 0)).toBe(true);
        expect(seen()).toBe(added() > 0 ? 1 : 0);
        expect([top, ...sources].flatMap(({ posted }) => posted)).toEqual([]);
      }),
      RUNS,
    );
  },
  TIMEOUT_MS,
);

test(
  'whatever is answered, only the window that was asked hears of the tool again, and only to end what it was asked for',
  () => {
    const answer = fc.record({ data: message, id: fc.option(anything), from: fc.nat({ max: 6 }) });
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 5 }), (answers) => {
        const { top, sources, watched, commands } = setUp(TIGHT);
        const hear = (source: FakeWindow | undefined, data: unknown) => {
          const event = { isTrusted: true, origin: 'https://wwe.example.com', source: source?.proxy ?? null, data };
          const heard = watched.hear(Object(event), false);
          if (heard) watched.read(heard);
        };
        hear(top, { userAgent: 'WWE Server', event: 'x' });
        const origin = 'https://wwe.example.com';
        const command = { verb: 'subscribe', name: 'agent', parameters: null, to: null, origin } as const;
        expect(commands.send({ ...command, ref: 'wwe-devtools-own' })).toBeNull();
        expect(top.posted).toHaveLength(1);
        for (const { data, id, from } of answers) {
          hear(sources[from], data);
          if (id !== null) {
            hear(sources[from], { userAgent: 'WWE Server', referenceId: 'wwe-devtools-own', subscriptionId: id });
          }
        }
        commands.unsubscribeAll();
        commands.unsubscribeAll();
        const others = sources.filter((one) => one !== top);
        expect(others.flatMap(({ posted }) => posted)).toEqual([]);
        for (const { message: sent } of top.posted.slice(1))
          expect(sent).toMatchObject({ userAgent: 'WWE Client', event: 'unsubscribe' });
        expect(top.posted.length).toBeLessThanOrEqual(2);
      }),
      RUNS,
    );
  },
  TIMEOUT_MS,
);

/** The bridge's ear, whose notes go to the recorder of now. */
function createEar() {
  let current: Recorder | null = null;
  const recorder: Recorder = { isOn: true, add: (seen, value) => current?.add(seen, value) };
  const document = new EventTarget();
  const stop = new AbortController();
  const probe = createProbe(document);
  const channel = new MessageChannel();
  hearProbe({
    self: Object({
      document,
      performance: { timeOrigin: 1_000 },
      MessageChannel: function Made() {
        return channel;
      },
      MessageEvent: HandOver,
    }),
    recorder,
    guard: (listener) => listener,
    onClient() {},
    signal: stop.signal,
  });
  afterAll(() => probe.close());
  return (data: unknown, to: Recorder) => {
    current = to;
    channel.port1.dispatchEvent(new MessageEvent('message', { data }));
  };
}

test(
  'whatever notes say: nothing thrown, the record within its bounds, and every known kind readable',
  () => {
    const post = createEar();
    const known: readonly unknown[] = NOTE_KINDS;
    fc.assert(
      fc.property(fc.array(notes, { maxLength: 3 }), fc.constantFrom(TIGHT, RECORD_LIMITS), (posts, limits) => {
        const { record, recorder, added } = setUp(limits);
        for (const data of posts) post(structuredClone(data), recorder);
        expectBounded(record, limits, added());
        const possible = posts
          .flatMap((data) => (Array.isArray(data) ? data : []))
          .filter((one) => Array.isArray(one) && typeof one[0] === 'string' && Number.isFinite(one[1]));
        expect(added()).toBe(possible.length);
        if (limits === TIGHT) return;
        const read = pulled(record).flatMap(({ entries }) => entries);
        expect(read.map(({ kind }) => kind)).toEqual(
          possible.map(([kind]) => kind).filter((kind) => known.includes(kind)),
        );
      }),
      RUNS,
    );
  },
  TIMEOUT_MS,
);

test('a post of ten thousand notes, and one whose kind is a megabyte long', () => {
  const post = createEar();
  const { record, recorder, added } = setUp({ ...RECORD_LIMITS, entries: 100, size: 100_000 });
  post(
    Array.from({ length: 10_000 }, (_, index) => ['handled', index, 0, 1, 'e'.repeat(1_000), 1, null]),
    recorder,
  );
  expectBounded(record, { ...RECORD_LIMITS, entries: 100, size: 100_000 }, 10_000);
  post([['k'.repeat(1_000_000), 1, 0]], recorder);
  expect([added(), pulled(record).flatMap(({ count }) => count)]).toEqual([10_001, [1]]);
});
