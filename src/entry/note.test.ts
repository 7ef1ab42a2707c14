import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOTE_KINDS, type Note, posted } from '../protocol/notes.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import { contentIn, decodeNote } from './note.ts';

const called: Note = {
  note: 'called',
  at: 5,
  client: 0,
  call: 3,
  message: { request: 'agent.get', parameters: [1n] },
  stack: '',
  wantsSuccess: true,
  wantsFailure: false,
  threw: null,
  brief: null,
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
  { note: 'failed', at: 1, client: 0, text: 'Error: ours' },
];

describe('notes in the record', () => {
  test('of every kind are records again', () => {
    expect(all.map((note) => decodeNote(encode(posted(note))))).toEqual(all);
    expect(all.map(({ note }) => note).toSorted()).toEqual(NOTE_KINDS.toSorted());
  });

  test('what is more than a kind has is left out, what is less is undefined', () => {
    expect(decodeNote('["unsubscribed",1,0,null,{"big":"x"}]')).toEqual({ ...all[4], client: 0 });
    expect(decodeNote('["unsubscribed"]')).toEqual({ note: 'unsubscribed' });
  });

  test.each(['', 'null', '{"note":"called"}', '[]', '["toString",1,0]', '[["called"],1,0]'])('%s is none', (body) => {
    expect(decodeNote(body)).toBeNull();
    expect(contentIn({ sort: 'probe', body })).toEqual(decode(body));
  });

  test('only a note is read as one', () => {
    const body = encode(posted(called));
    expect([contentIn({ sort: 'wire', body }), contentIn({ sort: 'probe', body })]).toEqual([decode(body), called]);
  });

  test('whatever a page’s world makes of a note: no exception, and only its kind’s fields', () => {
    const odd = fc.tuple(fc.constantFrom(...NOTE_KINDS, 'toString', '__proto__'), fc.array(fc.anything()));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), odd), (given) => {
        const note = decodeNote(encode(Array.isArray(given) ? given.flat() : given));
        const known = all.find((one) => one.note === note?.note);
        expect(Object.keys(note ?? {}).toSorted()).toEqual(Object.keys(known ?? {}).toSorted());
      }),
    );
  });
});
