import { beforeAll, describe, expect, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import type { SessionRequest } from '../../session/model.ts';
import { installTexts, messagesLookup } from '../text/i18n.ts';
import { type CommandEvent, type CommandState, deadlineOf, next, outcomeIn } from './command-state.ts';
import { requestOf } from './testdata/requests.ts';

beforeAll(() => installTexts(messagesLookup(english)));

const [asked, answered] = [requestOf(1_000, null), requestOf(1_000, 1_250)];
const waiting = (request: SessionRequest, until: number): CommandState => ({ is: 'waiting', at: 900, request, until });

const STATES: Readonly<Record<string, CommandState>> = {
  asking: { is: 'asking' },
  refused: { is: 'refused', why: 'No.' },
  given: { is: 'given', at: 900 },
  silent: { is: 'silent', at: 900 },
  'lost page': { is: 'lost', at: 900, with: 'page' },
  'lost record': { is: 'lost', at: 900, with: 'record' },
  waiting: waiting(asked, 11_000),
  timeout: { is: 'timeout', at: 900, request: asked },
  answered: { is: 'answered', at: 900, request: answered },
  forgotten: { is: 'forgotten', at: 900, request: answered },
};

const EVENTS: Readonly<Record<string, CommandEvent>> = {
  released: { is: 'released', now: 2_000 },
  refused: { is: 'refused', why: 'Not so.' },
  asked: { is: 'shown', request: { ...asked }, now: 2_000 },
  answered: { is: 'shown', request: { ...answered }, now: 2_000 },
  dropped: { is: 'shown', request: undefined, now: 2_000 },
  connected: { is: 'connected', now: 2_000 },
  silent: { is: 'silent' },
  gone: { is: 'gone' },
  deadline: { is: 'deadline' },
};

/** What becomes of each; where it is not said, it stays what it is, the same object. */
const TABLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  asking: { released: 'given', refused: 'refused' },
  refused: {},
  given: {
    refused: 'refused',
    asked: 'waiting',
    answered: 'answered',
    silent: 'silent',
    gone: 'lost page',
    deadline: 'lost record',
  },
  silent: { refused: 'refused', asked: 'waiting', answered: 'answered', connected: 'given', gone: 'lost page' },
  'lost page': { refused: 'refused', asked: 'waiting', answered: 'answered', connected: 'given' },
  'lost record': { refused: 'refused', asked: 'waiting', answered: 'answered', silent: 'silent' },
  waiting: { asked: 'waiting', answered: 'answered', dropped: 'given', deadline: 'timeout' },
  timeout: { asked: 'waiting', answered: 'answered', dropped: 'given' },
  // WWE's window was not WWE's after all.
  answered: { asked: 'waiting', answered: 'answered', dropped: 'forgotten' },
  forgotten: { asked: 'waiting', answered: 'answered' },
};

const nameOf = (state: CommandState) => (state.is === 'lost' ? `lost ${state.with}` : state.is);

describe('what becomes of a command', () => {
  test.each(Object.entries(TABLE))('that is %s', (from, row) => {
    const state = STATES[from] ?? expect.fail(from);
    for (const [name, event] of Object.entries(EVENTS)) {
      const after = next(state, event);
      expect([name, nameOf(after)]).toEqual([name, row[name] ?? from]);
      expect([name, after === state]).toEqual([name, !(name in row)]);
    }
  });

  test.each<[string, number, SessionRequest, number]>([
    ['as its document’s clock says when', 11_000, asked, 2_000],
    ['as when it was given, where that clock is behind', 10_900, requestOf(10, null), 2_000],
    ['as when it was given, where that clock is ahead', 10_900, requestOf(3_600_000, null), 2_000],
    ['when its frame went on after a long time', 71_000, requestOf(61_000, null), 61_000],
  ])('WWE has 10 s, counted %s', (_, until, request, now) => {
    expect(next({ is: 'given', at: 900 }, { is: 'shown', request, now })).toEqual(waiting(request, until));
  });

  test('only what is given, or waits for WWE, ends by time', () => {
    const ends = Object.entries(STATES).flatMap(([name, state]) => {
      const at = deadlineOf(state);
      return at === null ? [] : [[name, at]];
    });
    expect(ends).toEqual([
      ['given', 10_900],
      ['waiting', 11_000],
    ]);
  });

  test('each state has its words, and only an answer of WWE is told as one', () => {
    const told = Object.entries(STATES).map(([name, state]) => [name, outcomeIn(state).state]);
    expect(told).toEqual([
      ['asking', 'sending'],
      ['refused', 'refused'],
      ['given', 'sending'],
      ['silent', 'sending'],
      ['lost page', 'lost'],
      ['lost record', 'lost'],
      ['waiting', 'pending'],
      ['timeout', 'timeout'],
      ['answered', 'ok'],
      ['forgotten', 'ok'],
    ]);
    const texts = Object.values(STATES).map((state) => outcomeIn(state).text);
    // Both `given` and `waiting` wait for WWE, for all that the user can see; a forgotten answer was given.
    expect([texts.includes(''), new Set(texts).size]).toEqual([false, texts.length - 2]);
  });
});
