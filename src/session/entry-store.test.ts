import { describe, expect, it } from 'vitest';
import { EntryStore } from './entry-store.ts';
import { Record } from './testdata/world.ts';

/** Entries of one document, ten characters each, 10 ms apart. */
function entries(count: number, start = 1_000) {
  const record = new Record('a', 'top/0');
  for (let index = 0; index < count; index += 1) record.add(start + index * 10, 'wwe', { body: 'x'.repeat(10) });
  return record.entries;
}

describe('EntryStore', () => {
  it('finds entries by number, also where numbers are missing', () => {
    const store = new EntryStore({ entries: 100, characters: 10_000 });
    const [one, two, , four] = entries(4);
    for (const entry of [one, two, four]) if (entry) store.add('a', entry, entry.t);
    expect([1, 2, 3, 4, 5].map((n) => store.get({ document: 'a', n }))).toEqual([one, two, undefined, four, undefined]);
    expect(store.get({ document: 'b', n: 1 })).toBeUndefined();
    expect([store.count, store.characters, store.dropped]).toEqual([3, 30, 0]);
  });

  it('drops the oldest of all documents beyond its number, and counts them', () => {
    const store = new EntryStore({ entries: 4, characters: 10_000 });
    for (const entry of entries(3, 1_005)) store.add('young', entry, entry.t);
    for (const entry of entries(3, 1_000)) store.add('old', entry, entry.t);
    expect([store.count, store.characters, store.dropped]).toEqual([4, 40, 2]);
    const left = (document: string) => [1, 2, 3].filter((n) => store.get({ document, n }));
    expect([left('young'), left('old')]).toEqual([
      [2, 3],
      [2, 3],
    ]);
  });

  it('drops beyond its characters, and even one that is too large alone', () => {
    const store = new EntryStore({ entries: 100, characters: 25 });
    const [one, two, three, huge] = entries(4);
    for (const entry of [one, two, three]) if (entry) store.add('a', entry, entry.t);
    expect([store.count, store.characters, store.dropped]).toEqual([2, 20, 1]);
    expect(store.get({ document: 'a', n: 1 })).toBeUndefined();
    if (huge) store.add('a', { ...huge, body: 'x'.repeat(26) }, huge.t);
    expect([store.count, store.characters, store.dropped]).toEqual([0, 0, 4]);
  });

  it('finds all that it kept after many were dropped', () => {
    const store = new EntryStore({ entries: 7, characters: 10_000 });
    const all = entries(100);
    for (const [index, entry] of all.entries()) {
      store.add('a', entry, entry.t);
      const kept = all.slice(Math.max(0, index - 6), index + 1);
      expect(kept.map(({ n }) => store.get({ document: 'a', n }))).toEqual(kept);
      expect(store.get({ document: 'a', n: index - 6 })).toBeUndefined();
    }
    expect([store.count, store.dropped]).toEqual([7, 93]);
    expect(store.of('a')).toEqual(all.slice(-7).map((entry) => ({ entry, t: entry.t })));
    expect(store.of('b')).toEqual([]);
  });

  it('forgets a document without calling that dropped', () => {
    const store = new EntryStore({ entries: 4, characters: 10_000 });
    for (const entry of entries(6)) store.add('a', entry, entry.t);
    for (const entry of entries(1, 9_000)) store.add('b', entry, entry.t);
    store.forget('a');
    store.forget('never seen');
    expect([store.count, store.characters, store.dropped]).toEqual([1, 10, 3]);
    expect(store.get({ document: 'a', n: 6 })).toBeUndefined();
    expect(store.get({ document: 'b', n: 1 })).toBeDefined();
  });
});
