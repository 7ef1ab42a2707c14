import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf } from './cells.ts';

describe('cells that are pasted', () => {
  it.each<[string, string, 'name' | 'value', string[][] | null]>([
    ['two cells', 'Segment\tGold', 'name', [['Segment', 'Gold']]],
    [
      'rows, with the end of line that spreadsheets add',
      'A\t1\r\nB\t2\r\n',
      'value',
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    [
      'an empty cell',
      'A\t\n\tx',
      'name',
      [
        ['A', ''],
        ['', 'x'],
      ],
    ],
    [
      'cells in quotes',
      '"A\tB"\t"two\nlines, ""quoted"""\nC\t"',
      'value',
      [
        ['A\tB', 'two\nlines, "quoted"'],
        ['C', '"'],
      ],
    ],
    ['a quote that nothing ends', '"A\tB', 'value', [['"A', 'B']]],
    ['a column, into a name', 'A\nB\n', 'name', [['A'], ['B']]],
    ['a column, into a value: lines of a text', 'A\nB\n', 'value', null],
    ['one cell', 'A\n', 'name', null],
    ['a word', 'A', 'value', null],
  ])('%s', (_, text, into, cells) => expect(cellsOf(text, into)).toEqual(cells));

  it('are those that were copied', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', ' '), maxLength: 5 });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 4 });
    const written = (text: string) => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), fc.boolean(), (cells, end, isLast) => {
        const text = cells.map((row) => row.map(written).join('\t')).join(end) + (isLast ? end : '');
        expect(cellsOf(text, 'value')).toEqual(cells);
      }),
    );
  });
});
