import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Control, inControl, retyped } from './retyped.ts';

it.each<[string, string, string, Control]>([
  ['a\r\nb', 'a\nb', 'a\r\nb', 'lines'],
  ['a\r\nb\rc\nd', 'a\nb\nc\nde', 'a\r\nb\rc\nde', 'lines'],
  ['a\r\nb\r\n', 'a\nX\nb\n', 'a\r\nX\nb\r\n', 'lines'],
  ['a\r\nb\r\nc', 'a\nc', 'a\r\nc', 'lines'],
  ['a\r\nb', '', '', 'lines'],
  ['plain\n', 'typed\n', 'typed\n', 'lines'],
  ['two\nlines', 'twolines!', 'two\nlines!', 'line'],
])('%j, of which %j is left in the control, is %j', (before, typed, meant, control) =>
  expect(retyped(before, typed, control)).toBe(meant),
);

it('leaves all that was not touched, and shows what was typed', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\r', '\n', '\r\n'), maxLength: 12 });
  fc.assert(
    fc.property(
      text,
      text,
      fc.nat(12),
      fc.nat(12),
      fc.constantFrom<Control>('lines', 'line'),
      (before, put, at, cut, control) => {
        const was = inControl(before, control);
        expect(retyped(before, was, control)).toBe(before);
        const typed = was.slice(0, at) + inControl(put, control) + was.slice(at + cut);
        const meant = retyped(before, typed, control);
        // A return that is left beside a line that was typed is one end of a line with it.
        if (!/\r/.test(before) || control === 'line') expect(inControl(meant, control)).toBe(typed);
        expect(inControl(meant, 'line')).toBe(inControl(typed, 'line'));
      },
    ),
  );
});
