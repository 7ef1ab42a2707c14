import { expect, test } from 'vitest';
import { sortRows } from './order.ts';
import { makeRequest, makeRow } from './testdata/rows.ts';

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
  const sorted = sortRows(rows, { column, descending }, facts);
  expect(sorted.map(({ key }) => key).join('')).toBe(keys);
});

test('without a column, or with one that is no more, the wire’s order stays', () => {
  expect(sortRows(rows, null, facts)).toBe(rows);
  expect(sortRows(rows, { column: 'weather', descending: true }, facts)).toBe(rows);
});
