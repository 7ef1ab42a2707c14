import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode, hold } from '../entry/encode.ts';
import type { EntryHeader } from '../entry/entry.ts';
import { readPiece } from '../entry/header.ts';
import { createRecord, type Recording, type RecordLimits } from './record.ts';

const AMPLE: RecordLimits = { size: 1e9, entries: 1e9, waiting: 1e9 };

const header: Omit<EntryHeader, 'n'> = {
  t: 1,
  sort: 'wire',
  kind: 'event',
  name: 'e',
  ref: '',
  peer: 'top',
  origin: 'o',
  path: 'top/0',
};

/** All that a panel gets which pulls in pieces of `max` characters. */
function pulled(record: Recording, after: number, max: number): { n: number; body: string }[] {
  const got: { n: number; body: string }[] = [];
  for (let cursor = after; ; ) {
    const piece = record.piece(cursor, max);
    if (piece.last < piece.first) {
      const last = Math.max(cursor, record.last);
      expect(piece).toEqual({ first: last + 1, last, text: '' });
      return got;
    }
    const { entries, unreadable } = readPiece(piece.text);
    expect(unreadable).toBe(0);
    expect(entries[0]?.n).toBe(piece.first);
    expect(entries.at(-1)?.n).toBe(piece.last);
    if (entries.length > 1) expect(piece.text.length).toBeLessThanOrEqual(max);
    got.push(...entries.map(({ n, body }) => ({ n, body })));
    cursor = piece.last;
  }
}

/** Bytes in use on the heap, what nobody holds not counted. */
function used(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  return process.memoryUsage().heapUsed;
}
/** ms; a busy machine takes its time. */
const PATIENCE = { timeout: 60_000 };

describe('the record', () => {
  test('numbers entries from 1, and hands out nothing where nothing is', () => {
    const record = createRecord();
    expect([record.last, record.piece(0, 100)]).toEqual([0, { first: 1, last: 0, text: '' }]);
    expect([record.add(header, '1'), record.add(header, '2'), record.last]).toEqual([1, 2, 2]);
    expect(record.piece(2, 100)).toEqual({ first: 3, last: 2, text: '' });
  });

  test('the oldest go first: by count and by size, but never the newest', () => {
    const few = createRecord({ ...AMPLE, entries: 3 });
    for (let i = 1; i <= 5; i += 1) few.add(header, `${i}`);
    expect(pulled(few, 0, 1e9).map(({ n }) => n)).toEqual([3, 4, 5]);
    expect(few.piece(0, 1e9)?.first).toBe(3);

    const small = createRecord({ ...AMPLE, size: 1_000 });
    for (let i = 1; i <= 4; i += 1) small.add(header, JSON.stringify('x'.repeat(400)));
    expect(pulled(small, 0, 1e9).map(({ n }) => n)).toEqual([3, 4]);
    small.add(header, JSON.stringify('x'.repeat(5_000)));
    expect(pulled(small, 0, 1e9).map(({ n }) => n)).toEqual([5]);
    small.add(header, '6');
    expect(pulled(small, 0, 1e9).map(({ n }) => n)).toEqual([6]);
  });

  test('a piece fills up to its limit exactly, and one entry alone may exceed it', () => {
    const record = createRecord();
    for (let i = 0; i < 3; i += 1) record.add(header, '1');
    const two = record.piece(0, 1e9)?.text.split('\n').slice(0, 4).join('\n').length ?? 0;
    expect(record.piece(0, two)?.last).toBe(2);
    expect(record.piece(0, two - 1)?.last).toBe(1);
    expect(record.piece(0, 1)?.last).toBe(1);
  });

  test('clear forgets, and numbers go on', () => {
    const record = createRecord();
    record.add(header, '1');
    record.add(header, '2');
    record.clear();
    expect([record.last, record.piece(0, 100)]).toEqual([2, { first: 3, last: 2, text: '' }]);
    expect(record.add(header, '3')).toBe(3);
    expect(pulled(record, 0, 100)).toEqual([{ n: 3, body: '3' }]);
  });

  test('whatever is added, trimmed and cleared: pieces of any size are all that is kept, once, in order', () => {
    const act = fc.oneof(
      { weight: 9, arbitrary: fc.nat({ max: 300 }) },
      { weight: 1, arbitrary: fc.constant('clear' as const) },
    );
    const limits = fc.record({ size: fc.integer({ min: 1, max: 3_000 }), entries: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 60 }),
        limits,
        fc.nat({ max: 2_000 }),
        fc.nat(),
        (acts, limit, max, at) => {
          const record = createRecord({ ...limit, waiting: 1e9 });
          let kept: { n: number; body: string; size: number }[] = [];
          let n = 0;
          for (const one of acts) {
            if (one === 'clear') {
              record.clear();
              kept = [];
              continue;
            }
            n += 1;
            const body = JSON.stringify('x'.repeat(one));
            expect(record.add(header, body)).toBe(n);
            kept.push({ n, body, size: record.piece(n - 1, 1)?.text.length ?? 0 });
            const size = () => kept.reduce((sum, entry) => sum + entry.size, 0);
            while (kept.length > 1 && (kept.length > limit.entries || size() > limit.size)) kept.shift();
          }
          const after = at % (n + 2);
          const expected = kept.filter((entry) => entry.n > after).map(({ n, body }) => ({ n, body }));
          expect(pulled(record, after, max)).toEqual(expected);
          expect(record.last).toBe(n);
        },
      ),
    );
  });

  test('what is held is text when it is pulled: in every piece, for every panel, between texts', () => {
    const record = createRecord();
    const given = [{ a: [1, 'two\n'] }, 'text', null, { b: { c: true } }];
    record.add(header, '"before"');
    for (const value of given) record.add({ ...header, name: 'held' }, hold(value));
    record.add(header, '"after"');
    const bodies = ['"before"', ...given.map((value) => JSON.stringify(value)), '"after"'];
    for (const max of [1, 150, 1e9, 1]) expect(pulled(record, 0, max).map(({ body }) => body)).toEqual(bodies);
    expect(pulled(record, 3, 1).map(({ n }) => n)).toEqual([4, 5, 6]);
  });

  test('held or text, trimmed or cleared: what is kept is the newest, once, in order, within the limits', () => {
    const act = fc.oneof(
      { weight: 9, arbitrary: fc.record({ value: fc.jsonValue(), held: fc.boolean() }) },
      { weight: 2, arbitrary: fc.constant('pull' as const) },
      { weight: 1, arbitrary: fc.constant('clear' as const) },
    );
    const limits = fc.record({
      size: fc.integer({ min: 1, max: 6_000 }),
      entries: fc.integer({ min: 1, max: 20 }),
      waiting: fc.integer({ min: 0, max: 3_000 }),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), limits, fc.nat({ max: 2_000 }), (acts, limit, max) => {
        const record = createRecord(limit);
        let added: { n: number; body: string }[] = [];
        let n = 0;
        for (const one of acts) {
          if (one === 'pull') pulled(record, 0, max);
          else if (one === 'clear') {
            record.clear();
            added = [];
          } else {
            n += 1;
            // A value with a key that marks something (`$$`) is written in another way than JSON.
            const body = encode(one.value);
            expect(record.add(header, one.held ? hold(structuredClone(one.value)) : body)).toBe(n);
            added.push({ n, body });
          }
        }
        const kept = pulled(record, 0, max);
        expect(kept).toEqual(added.slice(added.length - kept.length));
        expect(kept.length).toBeLessThanOrEqual(limit.entries);
        if (added.length > 0) expect(kept.length).toBeGreaterThan(0);
        // Pulled, all is text, and its size is known.
        const text = pulled(record, 0, 1).map(({ n }) => record.piece(n - 1, 1)?.text ?? '');
        if (text.length > 1) expect(text.join('').length).toBeLessThanOrEqual(limit.size);
      }),
    );
  });

  test('what waits is bounded: the oldest becomes text', () => {
    const record = createRecord({ ...AMPLE, waiting: 100_000 });
    let looked = 0;
    for (let i = 0; i < 200; i += 1) {
      const value = {
        text: 'x'.repeat(1_000),
        get seen() {
          looked += 1;
          return true;
        },
      };
      record.add(header, { value, size: 1_020 });
    }
    // 87 of about 1,140 characters may wait; the others were looked at once, to be written.
    expect(looked).toBe(200 - 87);
    expect(pulled(record, 0, 1e9)).toHaveLength(200);
    expect(looked).toBe(200);
  });

  test('a long run leaves nothing behind in memory: neither texts nor their empty places', PATIENCE, () => {
    const record = createRecord({ ...AMPLE, entries: 10 });
    const total = 300_000;
    const before = used();
    for (let i = 1; i <= total; i += 1) record.add(header, `"trimmed ${i}"`);
    // An empty place costs at least 4 bytes, a text at least 60.
    expect(used() - before).toBeLessThan(total * 3);
    expect(pulled(record, 0, 1e9)[0]).toEqual({ n: total - 9, body: `"trimmed ${total - 9}"` });
  });

  test('a trimmed text is let go at once, not when its place is', PATIENCE, () => {
    const record = createRecord({ ...AMPLE, entries: 2 });
    const before = used();
    for (let i = 0; i < 900; i += 1) record.add(header, JSON.stringify(`${i}${'x'.repeat(20_000)}`));
    expect(used() - before).toBeLessThan(900 * 20_000 * 0.2);
    expect(record.last).toBe(900);
  });
});
