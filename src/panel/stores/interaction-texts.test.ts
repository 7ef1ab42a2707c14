import { describe, expect, test } from 'vitest';
import { encode } from '../../entry/encode.ts';
import type { SessionInteraction } from '../../session/model.ts';
import { createSession } from '../../session/session.ts';
import { isOver, mediumOf, runsUntil, stateSince, whoOf } from './interaction-texts.ts';

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

test('looks at as many parties as a line has room for', () => {
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
});

test('times run only where something more can come: not of one that ended, nor of a life of WWE that is over', () => {
  const live = seen({});
  const former = { ...live, known: [] };
  const ended = { ...live, ended: { t: live.lastSeen + 7, why: 'removed' as const } };
  const now = live.lastSeen + 60_000;
  expect([live, former, ended].map(isOver)).toEqual([false, true, true]);
  expect([live, former, ended].map((one) => runsUntil(one, now) - one.lastSeen)).toEqual([60_000, 0, 7]);
});
