import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsOf } from '../values/paste/cells.ts';
import { markdownOf, tsvOf } from './copy.ts';

const HEAD = ['Time', 'Name'];

test('cells come back out of the text as they were', () => {
  const cell = fc.string({ minLength: 1 }).filter((text) => !/^[=@+\-\t\r]/.test(text));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), (rows) => {
      expect(cellsOf(tsvOf({ head: HEAD, rows }), 'value')).toEqual([HEAD, ...rows]);
    }),
  );
});

test('numbers stay exact, and nothing of a page becomes a formula', () => {
  const rows = [
    [12.345, '=HYPERLINK("https://evil.example.com")'],
    [null, '+49 30 1234-5'],
    [-1, '+cmd|x'],
    [0, '@SUM(1)'],
  ];
  expect(tsvOf({ head: HEAD, rows }).split('\n')).toEqual([
    'Time\tName',
    `12.345\t"'=HYPERLINK(""https://evil.example.com"")"`,
    '\t+49 30 1234-5',
    "-1\t'+cmd|x",
    "0\t'@SUM(1)",
  ]);
});

test('a table of Markdown has one line a row, whatever is in its cells', () => {
  const rows = [
    ['10:00', 'a | b\n<img src=x>'],
    [null, '`c` \\'],
  ];
  expect(markdownOf({ head: HEAD, rows })).toBe(
    ['| Time | Name |', '| --- | --- |', '| 10:00 | a \\| b \\<img src=x\\> |', '|  | \\`c\\` \\\\ |'].join('\n'),
  );
});
