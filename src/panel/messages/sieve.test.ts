import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MessageRow } from '../../session/messages-model.ts';
import { createSieve } from './sieve.ts';
import { FakeList, makeRow } from './testdata/rows.ts';

const step = fc.oneof(
  fc.record({ does: fc.constant('append' as const), size: fc.nat(9) }),
  fc.record({ does: fc.constant('insert' as const), at: fc.nat(40), size: fc.nat(9) }),
  fc.record({ does: fc.constant('change' as const), at: fc.nat(40), size: fc.nat(9) }),
  fc.record({ does: fc.constant('trim' as const), count: fc.nat(5) }),
  fc.record({ does: fc.constant('find' as const), places: fc.array(fc.nat(40), { maxLength: 9 }) }),
);

test('what passes is the same as a filter over all, whatever changed where', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const list = new FakeList();
      const sieve = createSieve(list);
      const found = new Set<MessageRow>();
      const passes = (row: MessageRow) => row.size >= 5 || found.has(row);
      let rows: MessageRow[] = [];
      let seen = 0;
      for (const [i, one] of steps.entries()) {
        if (one.does === 'find') {
          const some = one.places.flatMap((place) => rows[place] ?? []);
          for (const row of some) found.add(row);
          // What is not in the list any more is not let in.
          expect(sieve.add([...some, makeRow('gone')])).toEqual(rows.filter(passes));
          continue;
        }
        const made = 'size' in one ? [makeRow(`k${i}`, { size: one.size })] : [];
        if (one.does === 'append') rows = [...rows, ...made];
        else if (one.does === 'trim') rows = rows.slice(one.count);
        else {
          const at = Math.min(one.at, rows.length);
          rows = [...rows.slice(0, at), ...made, ...rows.slice(one.does === 'change' ? at + 1 : at)];
        }
        list.set(rows);
        expect(sieve.sift(list.changedSince(seen), passes)).toEqual(rows.filter(passes));
        seen = list.version;
      }
    }),
  );
});

test('the same rows are the same array', () => {
  const row = makeRow('1');
  const list = new FakeList([row]);
  const sieve = createSieve(list);
  const first = sieve.sift(0, () => true);
  list.set([row, makeRow('2', { size: 1 })]);
  expect(sieve.sift(1, ({ size }) => size > 1)).toBe(first);
});
