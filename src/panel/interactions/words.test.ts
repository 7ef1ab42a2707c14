import { describe, expect, test } from 'vitest';
import { encode } from '../../entry/encode.ts';
import type { SessionInteraction } from '../../session/model.ts';
import { createSession } from '../../session/session.ts';
import { haystack, isOver, matcher, mediumOf, runsUntil, stateSince, whoOf } from './words.ts';

const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl';

/** An interaction as the session makes it of one event. */
function seen(raw: object, t = 5): SessionInteraction {
  const session = createSession();
  const document = 'page';
  const info = { document, url: '', origin: 'o', title: '', path: 'top/0', target: 'top', timeOrigin: 1 };
  const message = {
    userAgent: 'WWE Server',
    protocolVersion: 2,
    event: 'interaction',
    data: { eventType: 'X', interaction: { interactionId: '7', state: 'TALKING', ...raw } },
  };
  session.feed([
    { what: 'document', info },
    {
      what: 'entries',
      document,
      entries: [
        {
          n: 1,
          t,
          sort: 'wire',
          kind: 'event',
          name: 'interaction',
          ref: '',
          peer: 'top',
          origin: 'w',
          path: 'top/0',
          body: encode(message),
        },
      ],
    },
  ]);
  return session.interactions()[0] ?? expect.fail('no interaction');
}

describe('an interaction in words', () => {
  test.each<[object, string]>([
    [{ media: 'chat', ani: '1' }, 'chat'],
    [{ ani: '1' }, 'voice'],
    [{ dnis: '1' }, 'voice'],
    [{ callUuid: '1' }, 'voice'],
    [{ callType: 'INBOUND' }, 'voice'],
    [{ ani: null, callType: '', media: '' }, ''],
    [{}, ''],
  ])('medium of %j: %s', (raw, medium) => {
    expect(mediumOf(seen(raw))).toBe(medium);
  });

  test.each<[object, string]>([
    [{ ani: '111', dnis: '222', direction: 'IN' }, '111'],
    [{ ani: '111', dnis: '222', direction: 'OUT' }, '222'],
    [{ ani: '111', dnis: '222', direction: 'Out' }, '222'],
    [{ ani: '111', dnis: '222' }, '111'],
    [{ dnis: '222', direction: 'IN' }, '222'],
    [{ ani: '111', direction: 'OUT' }, '111'],
    [{ parties: [{ name: 'Ada' }, {}, { name: 'Bob' }], ani: '111' }, 'Ada, Bob · 111'],
    [{ parties: [{ name: 'Ada' }] }, 'Ada'],
    [{}, ''],
  ])('who is in %j: %s', (raw, who) => {
    expect(whoOf(seen(raw))).toBe(who);
  });

  test('since when it is in its state', () => {
    expect(stateSince(seen({}, 70))).toBe(70);
    expect(stateSince(seen({ state: undefined }, 80))).toBe(80);
  });
});

describe('what a word can find', () => {
  test('ids, state, people, numbers, user data by key and value, without case', () => {
    const one = seen({
      interactionUUID: 'UUID-9',
      caseId: 'Case-A',
      ani: '5550199',
      parties: [{ name: 'Ada' }],
      media: 'voice',
      custom: 42,
      userData: { Segment: 'Gold', Count: 10, Yes: true, Nothing: null, Deep: { City: 'Paris' } },
    });
    for (const word of [
      '7',
      'uuid-9',
      'CASE-a',
      '5550199',
      'ada',
      'voice',
      'talking',
      '42',
      'segment',
      'gold',
      '10',
      'paris',
    ])
      expect(matcher(word)(one), word).toBe(true);
    expect(matcher('silver')(one)).toBe(false);
  });

  test('no tokens: by their form, or by the name of their key', () => {
    const one = seen({
      userData: {
        auth: JWT,
        header: 'Bearer abcdefghijklmnop',
        password: 'hunter2',
        access_token: 'T0K3N',
        credentials: { user: 'ada', pass: 'n3st3d' },
        Deep: { list: [{ jwt: 'd33p' }] },
        Segment: 'Gold',
      },
      jwtToken: 'r4w',
    });
    const all = haystack(one);
    for (const secret of [JWT.toLowerCase(), 'abcdefghijklmnop', 'hunter2', 't0k3n', 'n3st3d', 'd33p', 'r4w'])
      expect(all).not.toContain(secret);
    for (const known of ['auth', 'password', 'access_token', 'gold']) expect(all).toContain(known);
  });

  test('values that JSON has no word for do no harm', () => {
    const one = seen({ userData: { big: { n: 1n }, map: new Map([[1, 2]]), nothing: undefined, Segment: 'Gold' } });
    expect(matcher('gold')(one)).toBe(true);
  });

  test('user data of the wrong type is no user data', () => {
    expect(matcher('gold')(seen({ userData: 'Gold' }))).toBe(false);
  });
});

describe('a filter', () => {
  const one = seen({ userData: { Segment: 'Gold', City: 'Paris' } });

  test.each<[string, boolean]>([
    ['gold', true],
    ['GOLD  paris', true],
    ['gold berlin', false],
    ['-berlin', true],
    ['-gold', false],
    ['paris -berlin', true],
    ['paris -gold', false],
    ['-', true],
    ['', true],
    ['  ', true],
    ['--gold', true],
    ['.*', false],
    ['segment gold', true],
    ['gold\tparis', true],
  ])('%j: %s', (filter, found) => {
    expect(matcher(filter)(one)).toBe(found);
  });
});

test('looks at as many parties as a line has room for, and searches so many values', () => {
  const one = seen({});
  let read = 0;
  const parties = Array.from({ length: 100_000 }, () => ({
    get name() {
      read += 1;
      return 'A';
    },
  }));
  const crowded = { ...one, interaction: { ...one.interaction, parties } };
  expect(whoOf(crowded)).toMatch(/^A, A/);
  expect(read).toBeLessThanOrEqual(100);
  const userData = { list: Array.from({ length: 100_000 }, (_, index) => `v${index}.`), last: 'needle' };
  const found = haystack(seen({ userData }));
  expect([found.includes('v4000.'), found.includes('v90000.'), found.includes('needle')]).toEqual([true, false, true]);
});

test('times run only where something more can come: not of one that ended, nor of a life of WWE that is over', () => {
  const live = seen({});
  const former = { ...live, known: [] };
  const ended = { ...live, ended: { t: live.lastSeen + 7, why: 'removed' as const } };
  const now = live.lastSeen + 60_000;
  expect([live, former, ended].map(isOver)).toEqual([false, true, true]);
  expect([live, former, ended].map((one) => runsUntil(one, now) - one.lastSeen)).toEqual([60_000, 0, 7]);
});
