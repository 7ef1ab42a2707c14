import { expect, it } from 'vitest';
import { createEdits, undo } from './edits.ts';
import { addRows, pastedRows } from './paste.ts';

it('are shown as what becomes of them, and become one act', () => {
  const edits = createEdits({ Segment: 'Gold', Count: 10, Same: 'x' }, 1);
  const cells = [
    ['New', '1'],
    ['Segment', 'Silver'],
    ['Count', '10'],
    ['Same', 'x'],
    ['New', '2'],
    ['', 'y'],
    ['__proto__', 'p', 'q'],
  ];
  expect(pastedRows(edits, cells).map(({ is }) => is)).toEqual([
    'add',
    'change',
    'change',
    'same',
    'twice',
    'empty',
    'add',
  ]);
  const added = addRows(edits, cells);
  expect([...added.byKey.values()].map(({ key, wish }) => [key, wish.present && wish.value])).toEqual([
    ['New', '1'],
    ['Segment', 'Silver'],
    ['Count', '10'],
    ['__proto__', 'p'],
  ]);
  expect(undo(added).byKey.size).toBe(0);
});
