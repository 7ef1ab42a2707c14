import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareRows, type MessageRow } from '../../../session/messages-model.ts';
import { createFilteredRows } from './filtered-rows.ts';
import { createRowOrder } from './order.ts';
import type { FollowedRows } from './series.ts';
import { FakeList, makeRequest, makeRow, rowsIn } from './testdata/rows.ts';

function followed(rows: readonly MessageRow[]): FollowedRows {
  return createFilteredRows(new FakeList(rows))(() => true);
}
const keysOf = (rows: Parameters<typeof rowsIn>[0]) => rowsIn(rows).map(({ key }) => key);

const rows = [
  makeRequest('1', 'b.x', { answeredAt: 31 }),
  makeRow('2', { size: 5, interactionId: '10', client: 'q' }),
  makeRequest('3', 'a.x', { answeredAt: 5, failed: true }),
  makeRow('4', { size: 50, interactionId: '9' }),
  makeRequest('5', 'a.y'),
];
const facts = {
  clients: new Map([
    ['page', { number: 1, name: 'p' }],
    ['q', { number: 2, name: 'q' }],
  ]),
  now: 6,
  initiator: ({ key }: { key: string }) => (key === '1' ? 'z.js:1' : ''),
};

test.each<[string, string, boolean]>([
  ['latency', '31245', false],
  ['latency', '13245', true],
  ['size', '24135', false],
  ['interaction', '42135', false],
  ['name', '35124', false],
  ['status', '35124', false],
  ['client', '13452', false],
  ['initiator', '12345', true],
  ['time', '54321', true],
])('by %s: %s', (column, keys, descending) => {
  const sorted = createRowOrder()(followed(rows), { column, descending }, facts);
  expect(keysOf(sorted).join('')).toBe(keys);
});

test('without a column, or with one that is no more, the wire’s order stays', () => {
  const wire = followed(rows);
  expect(createRowOrder()(wire, null, facts)).toBe(wire);
  expect(createRowOrder()(wire, { column: 'weather', descending: true }, facts)).toBe(wire);
});

const step = fc.record({
  does: fc.constantFrom('append', 'append', 'insert', 'change', 'trim'),
  at: fc.nat(60),
  id: fc.constantFrom('7', '07', '10', '9', 'a', 'B', null),
});

test.each(['interaction', 'status', 'size', 'client'])(
  'by %s: what came since is put in as a sort of all would',
  (column) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.boolean(), (steps, descending) => {
        const order = createRowOrder();
        const sort = { column, descending };
        // Enough that what comes is few.
        let shown: MessageRow[] = Array.from({ length: 40 }, (_, i) =>
          makeRow(`s${i}`, { interactionId: `${i % 12}`, size: i % 7 }),
        );
        const list = new FakeList(shown);
        const filter = createFilteredRows(list);
        order(
          filter(() => true),
          sort,
          facts,
        );
        for (const [i, { does, at, id }] of steps.entries()) {
          const client = id === '7' ? 'q' : 'page';
          const event = makeRow(`k${100 + i}`, { interactionId: id, size: at, client });
          const made = id === null ? makeRequest(`${100 + i}`, 'a.x') : event;
          const place = Math.min(at, shown.length);
          if (does === 'append') shown = [...shown, { ...made, t: 1_000 + i }];
          else if (does === 'trim') shown = shown.slice(at % 3);
          else
            shown = [
              ...shown.slice(0, place),
              { ...made, t: at },
              ...shown.slice(does === 'change' ? place + 1 : place),
            ];
          shown.sort(compareRows);
          // The time limit of some passes meanwhile.
          const present = { ...facts, now: 9_990 + i };
          list.set(shown);
          const sifted = filter(() => true);
          const wanted = createRowOrder()(followed(shown), sort, present);
          expect(keysOf(order(sifted, sort, present))).toEqual(keysOf(wanted));
        }
      }),
    );
  },
);

test('the same rows are the same object', () => {
  const order = createRowOrder();
  const sort = { column: 'size', descending: false };
  const wire = followed(rows);
  expect(order(wire, sort, facts)).toBe(order(wire, sort, { ...facts, now: 7 }));
});

test('a row is found where it stands in the order', () => {
  const wire = followed(rows);
  const sorted = createRowOrder()(wire, { column: 'size', descending: true }, facts);
  expect(rowsIn(sorted).map(({ key }) => sorted.indexOf(key))).toEqual([0, 1, 2, 3, 4]);
  expect(sorted.indexOf('9')).toBe(-1);
});
