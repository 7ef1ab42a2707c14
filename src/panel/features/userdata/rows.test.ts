import { expect, it } from 'vitest';
import { openValue } from './cell.ts';
import { createEdits, remove, set } from './edits.ts';
import { rowsOf } from './rows.ts';

const KEYS = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, index]));

it('makes rows of those that are drawn, and of those that are worked on', () => {
  let edits = createEdits(KEYS, 1);
  edits = openValue(set(remove(set(edits, 'k3', 'new'), 'k700'), 'added', 1), 'k900');
  const { rows, total } = rowsOf(edits, 500);
  expect(total).toBe(10_001);
  expect(rows.map(({ key }) => key).slice(498)).toEqual(['k498', 'k499', 'k700', 'added', 'k900']);
  expect(rows.map(({ status }) => status.is).filter((is) => is !== 'clean')).toEqual(['edited', 'removed', 'added']);
  expect(
    rowsOf(edits, 20_000)
      .rows.map(({ key }) => key)
      .slice(-2),
  ).toEqual(['k9999', 'added']);
});

it('puts no text into a control that the browser would lay out for seconds', () => {
  const edits = openValue(createEdits({ long: 'x'.repeat(100_001), short: 'y' }, 1), 'long');
  expect(edits.open).toMatchObject({ text: '', touched: false });
  expect(openValue(edits, 'short').open).toMatchObject({ text: 'y' });
});
