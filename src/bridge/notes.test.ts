import { describe, expect, test } from 'vitest';
import { posted } from '../protocol/notes.ts';
import { parseNotes } from './notes.ts';

const called = { note: 'called', at: 5, client: 0, call: 3, message: { request: 'agent.get' }, threw: null };
const unloaded = posted({ note: 'unloaded', at: 1, client: 1 });
const calledAt = (stack: string) => parseNotes([posted({ ...called, stack })])[0]?.[3];

describe('notes of the probe', () => {
  test('pass as they are', () => {
    const frozen = posted({ note: 'client', at: 1, client: 0, problem: 'frozen' });
    const notes = [posted(called), unloaded, frozen];
    expect(parseNotes(structuredClone(notes))).toEqual(notes);
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'called'],
    ['a note that is not in a list', unloaded],
    ['a record', [called]],
    ['a kind that is no text', [[['called'], 5, 0]]],
    ['no kind', [[]]],
    ['a time that is none', [posted({ ...called, at: Number.NaN })]],
    ['a time that is text', [['unloaded', '5', 0]]],
  ])('%s is none', (_, given) => {
    expect(parseNotes(given)).toEqual([]);
  });

  test('what is none does not take the others with it', () => {
    expect(parseNotes([null, unloaded, { note: 'called' }, unloaded])).toEqual([unloaded, unloaded]);
  });

  test.each([
    ['Chromium’s', 'Error\n    at call (https://page.example/a.js:3:5)', '    at call (https://page.example/a.js:3:5)'],
    [
      'an old Firefox’s',
      'takePlan@probe:1:4350\nse/s/<@probe:1:4292\ncall@https://page.example/probe:3:5\n',
      'call@https://page.example/probe:3:5',
    ],
    ['none', '', ''],
  ])('%s stack is without our own lines and the heading', (_, stack, expected) => {
    expect(calledAt(stack)).toBe(expected);
  });

  test('a stack is cut to 4,000 characters', () => {
    expect(calledAt('x'.repeat(6_000))).toHaveLength(4_000);
  });
});
