import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encode } from '../entry/encode.ts';
import { NOTE_KINDS, posted } from '../protocol/notes.ts';
import { readNote } from './rows/note-reading.ts';
import { attachedSession } from './testdata/attached.ts';
import { expectPossibleRows, rowsOf } from './testdata/possible.ts';
import { world } from './testdata/world.ts';

describe('readNote', () => {
  it('reads what is as it should be', () => {
    const note = { note: 'handled', at: 5.5, client: 0, handler: 2, event: 'agent', took: 1, threw: null };
    expect(readNote(encode(posted(note)))).toEqual(note);
    const asked = { wantsSuccess: true, wantsFailure: false, threw: null, brief: null };
    const called = { note: 'called', at: 1, client: 1, call: 3, message: { a: 1n }, stack: 'at', ...asked };
    expect(readNote(encode(posted(called)))).toEqual(called);
    const brief = { ...called, message: null, brief: ['agent.get', '7'] };
    const message = { request: 'agent.get', referenceId: '7' };
    expect(readNote(encode(posted(brief)))).toEqual({ ...brief, message });
    for (const odd of ['agent.get', [], [7, '7'], { 0: 'x' }])
      expect(readNote(encode(posted({ ...called, brief: odd })))).toEqual(called);
  });
  it.each([
    ['text', 'no note'],
    ['a kind that nobody knows', { note: 'shouted', client: 0 }],
    ['no client', { note: 'unloaded' }],
    ['a client that is no number', { note: 'unloaded', client: '0' }],
    ['a call without its number', { note: 'called', client: 0 }],
    ['an ending that nobody knows', { note: 'settled', client: 0, call: 1, by: 'luck' }],
    ['a run of no event', { note: 'handled', client: 0, handler: 1, event: 7 }],
    ['a subscription without handler', { note: 'subscribed', client: 0, events: ['agent'] }],
  ])('is null for %s', (_, value) =>
    expect(readNote(encode(typeof value === 'string' ? value : posted(value)))).toBeNull(),
  );
  it('leaves out what is nonsense, and cuts what is long', () => {
    const note = { note: 'subscribed', at: Number.NaN, client: 0, handler: 1, events: ['a', 7, 'a', null] };
    expect(readNote(encode(posted({ ...note, name: 'x'.repeat(999), sameTextAs: -1 })))).toEqual({
      note: 'subscribed',
      at: 0,
      client: 0,
      handler: 1,
      events: ['a'],
      name: 'x'.repeat(200),
      sameTextAs: null,
      stack: '',
    });
  });
});

it('a session takes any notes, and throws at none', () => {
  const value = fc.oneof(fc.nat(3), fc.constantFrom('interaction', 'agent', null, -1, Number.NaN), fc.anything());
  const note = fc.record({
    note: fc.constantFrom(...NOTE_KINDS),
    client: fc.oneof({ weight: 5, arbitrary: fc.nat(2) }, value),
    call: fc.oneof({ weight: 5, arbitrary: fc.nat(2) }, value),
    handler: fc.oneof({ weight: 5, arbitrary: fc.nat(2) }, value),
    by: fc.constantFrom('success', 'failure', 'timeout', 'luck'),
    event: value,
    events: fc.oneof(fc.constant(['interaction']), value),
    message: fc.oneof(
      fc.record({ userAgent: fc.constant('WWE Client'), request: value, event: value, data: value, parameters: value }),
      value,
    ),
    took: value,
    threw: fc.constantFrom(null, 'Error', 7),
    name: value,
  });
  const t = fc.oneof(fc.integer({ min: 1_900, max: 2_100 }), fc.double());
  fc.assert(
    fc.property(fc.array(fc.tuple(t, note, fc.option(fc.anything())), { maxLength: 20 }), (notes) => {
      const { host, a } = world();
      for (const [at, each, odd] of notes) {
        const body = encode(odd === null ? posted(each) : odd);
        a.note(at, { note: 'unloaded', client: 0 }, { kind: each.note, ref: '1', body });
        a.event(2_000, 'X', {});
      }
      host.request(2_050, a, '1', 'agent.get');
      const session = attachedSession();
      session.feed([...a.inputs(), ...host.inputs()]);
      expectPossibleRows(session);
      expect(rowsOf(session).filter((row) => row.is === 'event')).toHaveLength(notes.length);
    }),
    { numRuns: 200 },
  );
}, 120_000);
