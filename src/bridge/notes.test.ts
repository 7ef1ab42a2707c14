import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode } from '../entry/encode.ts';
import type { Note } from '../scapi/notes.ts';
import { parseNotes } from './notes.ts';
import { OWN_URL } from './testdata/runtime.ts';

const called: Note = {
  note: 'called',
  at: 5,
  client: 0,
  call: 3,
  message: { request: 'agent.get' },
  stack: '',
  wantsSuccess: true,
  wantsFailure: false,
  threw: null,
};
const all: readonly Note[] = [
  called,
  { note: 'client', at: 1, client: 0, problem: 'frozen' },
  { note: 'settled', at: 1.5, client: 0, call: 3, by: 'timeout', took: 0.25, threw: 'Error: x' },
  { note: 'subscribed', at: 1, client: 1, handler: 0, events: ['a', 'b'], name: 'f', sameTextAs: null, stack: '' },
  { note: 'unsubscribed', at: 1, client: 1, handler: null },
  { note: 'handled', at: 1, client: 1, handler: 2, event: 'a', took: 1, threw: null },
  { note: 'unloaded', at: 1, client: 1 },
  { note: 'dropped', at: 1, client: 0, count: 7 },
];

describe('notes of the probe', () => {
  test('of every kind pass as they are', () => {
    expect(parseNotes(all, OWN_URL)).toEqual(all);
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'called'],
    ['a note that is not in a list', called],
    ['an unknown kind', [{ ...called, note: 'toString' }]],
    ['no kind', [{ at: 1 }]],
    ['a time that is none', [{ ...called, at: Number.NaN }]],
    ['a time that is text', [{ ...called, at: '5' }]],
    ['a text of a megabyte', [{ ...called, stack: 'x'.repeat(1_000_000) }]],
    ['a record where a text is', [{ ...called, threw: { big: 'x' } }]],
    ['a list of lists', [{ note: 'subscribed', at: 1, events: [['a']] }]],
    ['a list without end', [{ note: 'subscribed', at: 1, events: Array.from({ length: 101 }, () => 'a') }]],
    ['more than a probe posts', Array.from({ length: 2_002 }, () => called)],
  ])('%s is none', (_, data) => {
    expect(parseNotes(data, OWN_URL)).toEqual([]);
  });

  test('what is none does not take the others with it', () => {
    expect(parseNotes([null, called, { note: 'called' }, called], OWN_URL)).toEqual([called, called]);
  });

  test.each([
    [
      'Chromium’s',
      `Error\n    at Object.apply (${OWN_URL}src/probe/probe.iife.js:1:99)\n    at call (https://page.example/a.js:3:5)\n    at ${OWN_URL}x.js:1:1`,
      '    at call (https://page.example/a.js:3:5)',
    ],
    [
      'Firefox’s',
      `apply@${OWN_URL}src/probe/probe.iife.js:1:99\ncall@https://page.example/a.js:3:5\n`,
      'call@https://page.example/a.js:3:5',
    ],
    [
      'the page’s world’s in Firefox',
      'apply/<@<anonymous code>:1:4350\nse/s/<@<anonymous code>:1:4292\ncall@https://page.example/a.js:3:5\n',
      'call@https://page.example/a.js:3:5',
    ],
    ['none', '', ''],
  ])('%s stack is without our own lines and the heading', (_, stack, expected) => {
    expect(parseNotes([{ ...called, stack }], OWN_URL)).toMatchObject([{ stack: expected }]);
  });

  test('a stack is cut to 4,000 characters', () => {
    const [note] = parseNotes([{ ...called, stack: 'x'.repeat(6_000) }], OWN_URL);
    expect(note?.stack).toHaveLength(4_000);
  });

  test('whatever comes: no exception, and apart from its message no note is large', () => {
    const field = fc.oneof(
      fc.anything(),
      fc.string({ maxLength: 20_000 }),
      fc.constantFrom(...all.map(({ note }) => note)),
    );
    const odd = fc.record({ note: field, at: fc.oneof(fc.double(), field), stack: field, events: field });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.array(fc.oneof(odd, fc.anything()))), (data) => {
        for (const note of parseNotes(data, OWN_URL))
          expect(encode({ ...note, message: null }).length).toBeLessThan(2_000_000);
      }),
    );
  });
});
