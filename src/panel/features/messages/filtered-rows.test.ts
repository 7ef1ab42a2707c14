import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MessageRow } from '../../../session/messages-model.ts';
import { createFilteredRows } from './filtered-rows.ts';
import type { FollowedRows } from './series.ts';
import { FakeList, makeRow, rowsIn } from './testdata/rows.ts';

const step = fc.oneof(
  fc.record({ does: fc.constant('append' as const), size: fc.nat(9) }),
  fc.record({ does: fc.constant('insert' as const), at: fc.nat(40), size: fc.nat(9) }),
  fc.record({ does: fc.constant('change' as const), at: fc.nat(40), size: fc.nat(9) }),
  fc.record({ does: fc.constant('trim' as const), count: fc.nat(5), isTold: fc.boolean() }),
  fc.record({ does: fc.constant('find' as const), places: fc.array(fc.nat(40), { maxLength: 9 }) }),
);

test('what passes is the same as a filter over all, whatever changed where', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const list = new FakeList();
      const filtered = createFilteredRows(list);
      const found = new Set<MessageRow>();
      const passes = (row: MessageRow) => row.size >= 5 || found.has(row);
      let rows: MessageRow[] = [];
      let seen = 0;
      // Who follows only what the filtered tells has the same.
      let version = 0;
      let followed: readonly MessageRow[] = [];
      const follow = (series: FollowedRows) => {
        const from = series.changedSince(version);
        const kept = followed.slice(series.cutSince(version)).slice(0, from);
        followed = [...kept, ...rowsIn(series).slice(from)];
        version = series.version;
        expect(followed).toEqual(rows.filter(passes));
      };
      for (const [i, one] of steps.entries()) {
        if (one.does === 'find') {
          const some = one.places.flatMap((place) => rows[place] ?? []);
          for (const row of some) found.add(row);
          // What is not in the list any more is not let in.
          expect(rowsIn(filtered.add([...some, makeRow('gone')]))).toEqual(rows.filter(passes));
          follow(filtered.rows);
          continue;
        }
        const before = rows.length;
        const made = 'size' in one ? [makeRow(`k${i}`, { size: one.size })] : [];
        if (one.does === 'append') rows = [...rows, ...made];
        else if (one.does === 'trim') rows = rows.slice(one.count);
        else if (one.does === 'insert' || one.does === 'change') {
          const at = Math.min(one.at, rows.length);
          rows = [...rows.slice(0, at), ...made, ...rows.slice(one.does === 'change' ? at + 1 : at)];
        }
        list.set(rows, one.does === 'trim' && one.isTold ? before - rows.length : 0);
        const sifted = filtered.refilter(list.changedSince(seen), list.cutSince(seen), passes);
        expect(rowsIn(sifted)).toEqual(rows.filter(passes));
        follow(sifted);
        seen = list.version;
      }
    }),
  );
});

test('the same rows are the same object', () => {
  const row = makeRow('1');
  const list = new FakeList([row]);
  const filtered = createFilteredRows(list);
  const first = filtered.refilter(0, 0, () => true);
  list.set([row, makeRow('2', { size: 1 })]);
  expect(filtered.refilter(1, 0, ({ size }) => size > 1)).toBe(first);
});

test('only what the list told of is judged again, also where its beginning was cut', () => {
  const rows = Array.from({ length: 100 }, (_, i) => makeRow(String(i + 1)));
  const list = new FakeList(rows);
  const filtered = createFilteredRows(list);
  filtered.refilter(0, 0, () => true);
  const later = [...rows.slice(10), makeRow('101')];
  list.set(later, 10);
  const judged: string[] = [];
  filtered.refilter(list.changedSince(0), list.cutSince(0), ({ key }) => judged.push(key) > 0);
  expect(judged).toEqual(['101']);
  expect([filtered.rows.changedSince(1), filtered.rows.cutSince(1), filtered.rows.length]).toEqual([90, 10, 91]);
});

test('a row is found by its key, also among others of the same time, and not where it does not pass', () => {
  const rows = [makeRow('1'), makeRow('a2'), makeRow('b2'), makeRow('c2', { size: 1 }), makeRow('3')];
  const filtered = createFilteredRows(new FakeList(rows));
  const { indexOf } = filtered.refilter(0, 0, ({ size }) => size > 1);
  expect(['1', 'a2', 'b2', 'c2', '3', '4'].map(indexOf)).toEqual([0, 1, 2, -1, 3, -1]);
});
