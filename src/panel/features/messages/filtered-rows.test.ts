import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareRows, type MessageRow } from '../../../session/messages-model.ts';
import { createFilteredRows } from './filtered-rows.ts';
import { FakeList, makeRow, rowsIn } from './testdata/rows.ts';

const step = fc.oneof(
  fc.record({ does: fc.constant('insert' as const), t: fc.nat(40), size: fc.nat(9) }),
  fc.record({ does: fc.constant('change' as const), at: fc.nat(40), size: fc.nat(9) }),
  fc.record({ does: fc.constant('trim' as const), count: fc.nat(5) }),
  fc.record({ does: fc.constant('find' as const), places: fc.array(fc.nat(40), { maxLength: 9 }) }),
);

test('what passes is the same as a filter over all, whatever changed where', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const list = new FakeList();
      const filter = createFilteredRows(list);
      const found = new Set<string>();
      const passes = (row: MessageRow) => row.size >= 5 || found.has(row.key);
      let rows: MessageRow[] = [];
      for (const [i, one] of steps.entries()) {
        let again: readonly string[] = [];
        if (one.does === 'find') {
          again = [...one.places.flatMap((place) => rows[place]?.key ?? []), 'gone'];
          for (const key of again) found.add(key);
        } else if (one.does === 'insert') {
          rows = [...rows, makeRow(`k${100 + i}`, { t: one.t, size: one.size })].sort(compareRows);
        } else if (one.does === 'trim') rows = rows.slice(one.count);
        else rows = rows.map((row, place) => (place === one.at ? { ...row, size: one.size } : row));
        list.set(rows);
        const wanted = rows.filter(passes);
        const filtered = filter(passes, again);
        expect(rowsIn(filtered)).toEqual(wanted);
        expect(rows.map(({ key }) => filtered.indexOf(key))).toEqual(rows.map((row) => wanted.indexOf(row)));
      }
    }),
  );
});

test('the same rows are the same object', () => {
  const row = makeRow('1');
  const list = new FakeList([row]);
  const filter = createFilteredRows(list);
  const first = filter(() => true);
  list.set([row, makeRow('2', { size: 1 })]);
  expect(filter(({ size }) => size > 1)).toBe(first);
});

test('only what the list told of is judged again, also where its beginning was cut', () => {
  const rows = Array.from({ length: 100 }, (_, i) => makeRow(String(i + 1)));
  const list = new FakeList(rows);
  const filter = createFilteredRows(list);
  filter(() => true);
  list.set([...rows.slice(10), makeRow('101')]);
  const judged: string[] = [];
  expect(filter(({ key }) => judged.push(key) > 0)).toHaveLength(91);
  expect(judged).toEqual(['101']);
});

test('a row is found by its key, also among others of the same time, and not where it does not pass', () => {
  const at = (n: number, size = 100) => ({ t: 2, size, entry: { document: 'page', n } });
  const same = [makeRow('a2', at(2)), makeRow('b2', at(3)), makeRow('c2', at(4, 1))];
  const rows = [makeRow('1'), ...same, makeRow('3')];
  const { indexOf } = createFilteredRows(new FakeList(rows))(({ size }) => size > 1);
  expect(['1', 'a2', 'b2', 'c2', '3', '4'].map(indexOf)).toEqual([0, 1, 2, -1, 3, -1]);
});
