import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DerivedTable, Table, type TableView } from './table.ts';

interface Item {
  readonly key: string;
  readonly rank: number;
  readonly size: number;
}

const byRank = (a: Item, b: Item) => a.rank - b.rank || (a.key < b.key ? -1 : Number(a.key > b.key));
const bySize = (a: Item, b: Item) => b.size - a.size || byRank(a, b);

const key = fc.nat(30).map(String);
const step = fc.oneof(
  fc.record({
    does: fc.constant('update' as const),
    items: fc.array(fc.record({ key, rank: fc.nat(9), size: fc.nat(9), isThere: fc.boolean() }), { maxLength: 20 }),
  }),
  fc.record({ does: fc.constant('follow' as const) }),
  fc.record({ does: fc.constant('filter' as const), most: fc.nat(9) }),
  fc.record({ does: fc.constant('let in' as const), keys: fc.array(key, { maxLength: 5 }) }),
);

function expectTable(table: TableView<Item>, wanted: readonly Item[]) {
  expect(table.rows).toEqual(wanted);
  expect(wanted.map((one) => table.get(one.key))).toEqual(wanted);
  expect(wanted.map((one) => table.indexOf(one.key))).toEqual([...wanted.keys()]);
  expect([table.get('nobody'), table.indexOf('nobody')]).toEqual([undefined, -1]);
}

test('a table, and what is derived from it, are what a filter and a sort of all would give', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const known = new Map<string, Item>();
      const table = new Table(byRank);
      const filtered = new DerivedTable<Item, Item>(table, byRank);
      const ordered = new DerivedTable<Item, Item>(filtered, bySize);
      let most = 5;
      const found = new Set<string>();
      const passes = (one: Item) => one.size <= most || found.has(one.key);
      const all = () => [...known.values()].sort(byRank);
      // Who only takes over what a table tells has the same.
      const copy = new Map<string, Item>();
      let version = 0;
      for (const one of steps) {
        if (one.does === 'update') {
          for (const { isThere, ...item } of one.items) {
            if (isThere) known.set(item.key, item);
            else known.delete(item.key);
          }
          table.update(
            one.items.map((item) => item.key),
            (each) => known.get(each),
          );
          expectTable(table, all());
          continue;
        }
        if (one.does === 'let in') for (const each of one.keys) found.add(each);
        if (one.does === 'filter') most = one.most;
        filtered.follow(
          (row) => (passes(row) ? row : undefined),
          one.does === 'filter' ? null : one.does === 'let in' ? one.keys : [],
        );
        ordered.follow((row) => row);
        const wanted = all().filter(passes);
        expectTable(filtered, wanted);
        expectTable(ordered, wanted.toSorted(bySize));
        for (const each of filtered.changesSince(version) ?? []) {
          const row = filtered.get(each);
          if (row) copy.set(each, row);
          else copy.delete(each);
        }
        version = filtered.version;
        expect([...copy.values()].sort(byRank)).toEqual(wanted);
      }
    }),
  );
});

function tableOf(count: number): { readonly table: Table<Item>; readonly put: (item: Item) => void } {
  const table = new Table(byRank);
  const items = Array.from({ length: count }, (_, n): Item => ({ key: `${n}`, rank: n, size: n % 7 }));
  table.update(
    items.map((one) => one.key),
    (each) => items[Number(each)],
  );
  return { table, put: (item) => table.update([item.key], () => item) };
}

test('a derived table makes only those rows anew that have changed', () => {
  const { table, put } = tableOf(1_000);
  const filtered = new DerivedTable<Item, Item>(table, byRank);
  const made: string[] = [];
  const make = (row: Item) => {
    made.push(row.key);
    return row;
  };
  filtered.follow(make);
  expect(made).toHaveLength(1_000);
  made.length = 0;
  put({ key: '1000', rank: 1_000, size: 1 });
  put({ key: '5', rank: 5, size: 3 });
  table.update(
    Array.from({ length: 300 }, (_, n) => `${10 + n}`),
    () => undefined,
  );
  filtered.follow(make);
  expect([made, filtered.rows.length]).toEqual([['1000', '5'], 701]);
  made.length = 0;
  filtered.follow(make, ['7']);
  expect(made).toEqual(['7']);
});

test('the version stays while the rows are the same', () => {
  const { table, put } = tableOf(3);
  const filtered = new DerivedTable<Item, Item>(table, byRank);
  const follow = () => filtered.follow((row) => (row.size > 0 ? row : undefined));
  follow();
  const { version } = filtered;
  put({ key: '3', rank: 3, size: 0 });
  follow();
  expect(filtered.version).toBe(version);
  put({ key: '4', rank: 3, size: 1 });
  follow();
  expect([filtered.version, [...(filtered.changesSince(version) ?? [])]]).toEqual([version + 1, ['4']]);
});
