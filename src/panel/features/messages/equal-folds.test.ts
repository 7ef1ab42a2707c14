import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareRows, type MessageRow } from '../../../session/messages-model.ts';
import { statusOf } from '../../../session/rows/status.ts';
import { createEqualFolds, type MessageLines } from './equal-folds.ts';
import { createFilteredRows } from './filtered-rows.ts';

import { FakeList, makeRequest, makeRow, rowsIn } from './testdata/rows.ts';

const NONE: ReadonlySet<string> = new Set();

function followed(rows: readonly MessageRow[]) {
  return createFilteredRows(new FakeList(rows))(() => true);
}
function foldsOf(rows: readonly MessageRow[], opened = NONE, now = 0): MessageLines {
  const series = followed(rows);
  return createEqualFolds()(series, opened, now);
}
/** Each line as the keys of its rows, with what stands beside it. */
const shown = (lines: MessageLines) =>
  Array.from({ length: lines.length }, (_, index) => {
    const fold = lines.foldAt(index);
    const keys = lines.rowsAt(index).map(({ key }) => key);
    return `${keys.join('')}${fold ? ` ${fold.isHead ? 'head' : 'more'} ×${fold.count}` : ''}`;
  });

const EVENTS = ['1', '2', '3', '4', '5', '6'].map((key) =>
  makeRow(key, { name: 'interaction', detail: key === '4' ? 'RINGING' : 'TALKING' }),
);

test('equal neighbours are one line with their count; another one between them ends it', () => {
  const lines = foldsOf(EVENTS);
  expect(shown(lines)).toEqual(['123 head ×3', '4', '56 head ×2']);
  expect(['1', '3', '4', '6', 'gone'].map((key) => lines.indexOf(key))).toEqual([0, 0, 1, 2, -1]);
  expect([lines.at(2)?.key, lines.keyAt(3), lines.foldAt(-1)]).toEqual(['5', undefined, null]);
});

test('an open fold shows each of its rows', () => {
  const lines = foldsOf(EVENTS, new Set(['5', '1', 'gone', '2']));
  expect(shown(lines)).toEqual(['1 head ×3', '2 more ×3', '3 more ×3', '4', '5 head ×2', '6 more ×2']);
  expect(EVENTS.map(({ key }) => lines.indexOf(key))).toEqual([0, 1, 2, 3, 4, 5]);
});

test.each<[string, Partial<MessageRow>]>([
  ['way', { direction: 'out' }],
  ['name', { name: 'agent' }],
  ['event type', { detail: 'HELD' }],
  ['client', { client: 'other' }],
  ['interaction', { interactionId: '9' }],
  ['mark', { marks: ['no handler'] }],
])('rows of another %s are not equal', (_, other) => {
  expect(shown(foldsOf([makeRow('1'), makeRow('2', other), makeRow('3', other)]))).toEqual(['1', '23 head ×2']);
});

test('requests are equal while their outcomes are, and the clock may change that', () => {
  const early = makeRequest('1', 'agent.get', { sentAt: 0 });
  const late = makeRequest('2', 'agent.get', { sentAt: 8_000 });
  const series = followed([early, late]);
  const folds = createEqualFolds();
  expect(shown(folds(series, NONE, 9_000))).toEqual(['12 head ×2']);
  expect(shown(folds(series, NONE, 12_000))).toEqual(['1', '2']);
  expect(shown(folds(series, NONE, 30_000))).toEqual(['12 head ×2']);
});

const step = fc.record({
  does: fc.constantFrom('append', 'append', 'insert', 'change', 'trim'),
  at: fc.nat(60),
  name: fc.constantFrom('a', 'b'),
  isAsking: fc.boolean(),
  later: fc.constantFrom(0, 0, 4_000),
  isOpening: fc.boolean(),
});

test('after any change the folds are those of all rows looked at anew', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const list = new FakeList();
      const filtered = createFilteredRows(list);
      const folds = createEqualFolds();
      let rows: MessageRow[] = [];
      let now = 0;
      const opened = new Set<string>();
      for (const [i, { does, at: wanted, name, isAsking, later, isOpening }] of steps.entries()) {
        now += later;
        const key = `k${i}`;
        const before = rows.length;
        const at = Math.min(wanted, rows.length);
        // A list has one order: a row has its place by its time.
        const t = at < before ? (rows[at]?.t ?? 0) - (does === 'insert' ? 0.5 : 0) : (rows.at(-1)?.t ?? 0) + 1;
        const made = { ...(isAsking ? makeRequest(key, name, { sentAt: now }) : makeRow(key, { name })), t };
        if (does === 'append') rows = [...rows, { ...made, t: (rows.at(-1)?.t ?? 0) + 1 }];
        else if (does === 'trim') rows = rows.slice(wanted % 4);
        else rows = [...rows.slice(0, at), made, ...rows.slice(does === 'change' ? at + 1 : at)];
        rows.sort(compareRows);
        if (isOpening) opened.add(rows[at]?.key ?? '');
        list.set(rows);
        const series = filtered(() => true);
        const lines = folds(series, opened, now);
        const anew = createEqualFolds()(series, opened, now);
        expect(shown(lines)).toEqual(shown(anew));
        expect(shown(lines)).toEqual(naive(rowsIn(series), opened, now));
      }
    }),
  );
});

/** The same by the plainest means. */
function naive(rows: readonly MessageRow[], opened: ReadonlySet<string>, now: number): readonly string[] {
  const groups: MessageRow[][] = [];
  const words = (row: MessageRow) => `${row.name} ${row.is} ${statusOf(row, Math.max(now, row.t))}`;
  for (const row of rows) {
    const first = groups.at(-1)?.[0];
    if (first && words(first) === words(row)) groups.at(-1)?.push(row);
    else groups.push([row]);
  }
  return groups.flatMap((group) => {
    const count = group.length;
    if (count === 1) return group.map(({ key }) => key);
    if (!opened.has(group[0]?.key ?? '')) return [`${group.map(({ key }) => key).join('')} head ×${count}`];
    return group.map(({ key }, index) => `${key} ${index === 0 ? 'head' : 'more'} ×${count}`);
  });
}
