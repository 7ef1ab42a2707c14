import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { BlockStep, Ending, Transition } from '../../../session/model.ts';
import { compareStories, type StoryPair } from './compare-stories.ts';
import type { StoryLine } from './story.ts';
import { makeRequest, makeRow } from './testdata/rows.ts';

const NOW = 1_000_000;
const entry = { document: 'page', n: 1 };

function stateLine(t: number, to: string, ms = 1): StoryLine {
  const transition: Transition = { t, from: null, to, gap: null, source: { by: 'event', eventType: 'X' }, entry };
  const stretch = { transition, ms, running: false, isInterrupted: false };
  return { is: 'state', key: `state ${t}`, t, entry, stretch };
}
function eventLine(t: number, detail: string): StoryLine {
  return { is: 'message', key: `r${t}`, t, entry, row: makeRow(`r${t}`, { detail }), step: null, before: null };
}
function requestLine(t: number, service: string, error: string | null = null): StoryLine {
  const answered = { answeredAt: t + 1, answeredBy: 'wwe', failed: error !== null, error } as const;
  return {
    is: 'message',
    key: `r${t}`,
    t,
    entry,
    row: makeRequest(`r${t}`, service, answered),
    step: null,
    before: null,
  };
}
function stepLine(t: number, what: BlockStep['what'], warning: string | null = null): StoryLine {
  const step: BlockStep = { t, what, request: null, by: 'page', warning, error: null, entry };
  return { is: 'step', key: `step ${t}`, t, entry, step };
}
function endLine(t: number, why: Ending['why']): StoryLine {
  return { is: 'end', key: `end ${t}`, t, entry: null, ending: { t, why } };
}

const line = fc.oneof(
  fc.constantFrom('RINGING', 'TALKING', 'HELD').map((to) => (t: number) => stateLine(t, to, t % 5)),
  fc.constantFrom('RINGING', 'ESTABLISHED').map((type) => (t: number) => eventLine(t, type)),
  fc.constantFrom(null, 'Not allowed').map((error) => (t: number) => requestLine(t, 'interaction.accept', error)),
  fc.constantFrom('block', 'unblock').map((what) => (t: number) => stepLine(t, what)),
  fc.constantFrom('removed', 'gone').map((why) => (t: number) => endLine(t, why)),
);
const story = (from: number) =>
  fc.array(line, { maxLength: 15 }).map((made) => made.map((make, at) => make(from + at)));

const told = (pairs: readonly StoryPair[]) =>
  pairs.map(({ is, left, right }) => `${is} ${left?.t ?? '-'} ${right?.t ?? '-'}`);

describe('compareStories', () => {
  it('has each line of both once, in its order; equal stories do not differ, whatever their times', () => {
    fc.assert(
      fc.property(story(1), story(1_001), (left, right) => {
        const pairs = compareStories(left, right, NOW);
        expect(pairs.flatMap((pair) => pair.left ?? [])).toEqual(left);
        expect(pairs.flatMap((pair) => pair.right ?? [])).toEqual(right);
        expect(new Set(pairs.map(({ id }) => id)).size).toBe(pairs.length);
        for (const { is, left: a, right: b } of pairs) {
          if (is === 'same' || is === 'changed') expect(a && b && a.is === b.is).toBe(true);
          else expect([a, b]).toContain(null);
          if (is === 'removed') expect(b).toBeNull();
          if (is === 'added') expect(a).toBeNull();
        }
        const moved = pairs.filter(({ is }) => is === 'moved');
        expect(moved.filter(({ left: a }) => a)).toHaveLength(moved.filter(({ right: b }) => b).length);
      }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 15 }), (made) => {
        const [left, right] = [1, 5_001].map((from) => made.map((make, at) => make(from + at * 3)));
        expect(compareStories(left ?? [], right ?? [], NOW).every(({ is }) => is === 'same')).toBe(true);
      }),
    );
  });

  test('another state and another outcome are changed; an event of another type is only in one', () => {
    const left = [
      eventLine(1, 'RINGING'),
      stateLine(2, 'RINGING'),
      requestLine(3, 'interaction.accept'),
      stateLine(5, 'TALKING'),
    ];
    const right = [
      eventLine(11, 'RINGING'),
      stateLine(12, 'RINGING'),
      requestLine(13, 'interaction.accept', 'Not allowed'),
      eventLine(14, 'ABANDONED'),
      stateLine(15, 'IDLE'),
    ];
    expect(told(compareStories(left, right, NOW))).toEqual([
      'same 1 11',
      'same 2 12',
      'changed 3 13',
      'added - 14',
      'changed 5 15',
    ]);
  });

  test('what comes in another order stands at both places', () => {
    const left = [eventLine(1, 'A'), requestLine(2, 'interaction.accept'), eventLine(4, 'B')];
    const right = [requestLine(12, 'interaction.accept'), eventLine(14, 'B'), eventLine(15, 'A')];
    expect(told(compareStories(left, right, NOW))).toEqual(['moved 1 -', 'same 2 12', 'same 4 14', 'moved - 15']);
  });

  test('ids in the text of a failure are no difference, another text is', () => {
    const failing = (t: number, error: string) => [requestLine(t, 'interaction.markdone', error)];
    const is = (a: string, b: string) => compareStories(failing(1, a), failing(11, b), NOW).map((pair) => pair.is);
    expect(is('Interaction 7 is blocked', 'Interaction 8 is blocked')).toEqual(['same']);
    expect(is('Interaction 7 is blocked', 'Not allowed')).toEqual(['changed']);
  });
});
