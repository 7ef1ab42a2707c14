import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KINDS } from '../protocol/kind.ts';
import { NOTE_KINDS } from '../protocol/notes.ts';
import { encode } from './encode.ts';
import type { Entry, EntryHeader } from './entry.ts';
import { readPiece, short, writeEntry } from './header.ts';
import { character } from './testdata/character.ts';

const entryText = (header: EntryHeader, body: string) => writeEntry(header.n, header, body);

const header: EntryHeader = {
  n: 7,
  t: 1_700_000_000_000.25,
  sort: 'wire',
  kind: 'event',
  name: 'interaction',
  ref: '',
  peer: 'top',
  origin: 'https://wwe.example.com',
  path: 'top/0',
};

const anyText = fc.string({ unit: character });
const anySort: fc.Arbitrary<Pick<EntryHeader, 'sort' | 'kind'>> = fc.oneof(
  fc.record({ sort: fc.constantFrom('wire', 'command'), kind: fc.constantFrom(...KINDS) }),
  fc.record({ sort: fc.constant('probe'), kind: fc.constantFrom(...NOTE_KINDS) }),
);
const anyHeader: fc.Arbitrary<EntryHeader> = fc
  .tuple(
    anySort,
    fc.record({
      n: fc.maxSafeNat(),
      // What JSON has no word for: the sign of zero.
      t: fc.double({ noNaN: true, noDefaultInfinity: true }).map((t) => t + 0),
      name: anyText,
      ref: anyText,
      peer: anyText,
      origin: anyText,
      path: anyText,
      ahead: fc.oneof(
        fc.constant(undefined),
        fc.maxSafeInteger().filter((ahead) => ahead !== 0),
      ),
    }),
  )
  .map(([sort, rest]) => ({ ...rest, ...sort }));
const anyEntry: fc.Arbitrary<Entry> = fc
  .tuple(anyHeader, fc.anything({ withBigInt: true, withDate: true, withMap: true }))
  .map(([head, data]) => ({ ...head, body: encode(data) }));

function pieceOf(entries: readonly Entry[]): string {
  return entries.map(({ body, ...head }) => entryText(head, body)).join('\n');
}

describe('entries as text', () => {
  test('any headers and bodies come back as they were, in order', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 5 }), (entries) => {
        expect(readPiece(pieceOf(entries))).toEqual({ entries, unreadable: 0 });
      }),
    );
  });

  test('line feeds in a name do not break the lines', () => {
    const odd = { ...header, name: 'a\nb\r\n\u2028c', ref: '\n', body: encode({ text: '\n\n' }) };
    expect(readPiece(pieceOf([odd, { ...header, body: '1' }])).entries).toEqual([odd, { ...header, body: '1' }]);
  });

  test('a huge name survives, and is cut to 200 characters for a header', () => {
    const huge = 'x'.repeat(1_000_000);
    expect(readPiece(entryText({ ...header, name: huge }, '1')).entries[0]?.name).toBe(huge);
    expect(short(huge)).toBe('x'.repeat(200));
    expect(short('x'.repeat(200))).toBe('x'.repeat(200));
    expect(short('')).toBe('');
  });

  test('no text makes it throw, and every pair of lines is an entry or counted', () => {
    const line = fc.oneof(
      anyText,
      fc.json(),
      fc.constant(JSON.stringify(Object.values(header))),
      anyEntry.map((entry) => pieceOf([entry])),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n');
        const { entries, unreadable } = readPiece(text);
        const pairs = text === '' ? 0 : Math.ceil(text.split('\n').length / 2);
        expect(entries.length + unreadable).toBe(pairs);
        for (const entry of entries) expect(readPiece(pieceOf([entry]))).toEqual({ entries: [entry], unreadable: 0 });
      }),
    );
  });

  const fields: readonly unknown[] = [1, 2, 'wire', 'event', 'name', 'ref', 'top', 'origin', 'path'];
  test.each<[string, unknown]>([
    ['no array', { n: 1 }],
    ['nothing', null],
    ['a number that is text', fields.with(0, '1')],
    ['a number with a fraction', fields.with(0, 1.5)],
    ['a number beyond exactness', fields.with(0, 2 ** 53)],
    ['no time', fields.with(1, null)],
    ['an unknown sort', fields.with(2, 'rumour')],
    ['an unknown kind', fields.with(3, 'toString')],
    ['a note on the wire', fields.with(3, 'handled')],
    ['a message that the probe is said to tell', fields.with(2, 'probe')],
    ['a name that is no text', fields.with(4, {})],
    ['a reference id that is no text', fields.with(5, 7)],
    ['a peer that is no text', fields.with(6, null)],
    ['an origin that is no text', fields.with(7, [])],
    ['too few fields', fields.slice(0, 8)],
  ])('counts a header as unreadable: %s; what follows is read', (_, broken) => {
    const good = { ...header, body: '{}' };
    const { entries, unreadable } = readPiece(`${JSON.stringify(broken)}\n{}\n${pieceOf([good])}`);
    expect([entries, unreadable]).toEqual([[good], 1]);
  });

  test('a header without a body is unreadable; nothing is nothing', () => {
    expect(readPiece(JSON.stringify(fields))).toEqual({ entries: [], unreadable: 1 });
    expect(readPiece('')).toEqual({ entries: [], unreadable: 0 });
  });
});
