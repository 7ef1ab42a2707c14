import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Table } from '../table/table.ts';
import { AnswerCounts, type Answering } from './answer-counts.ts';
import type { Exchange } from './exchange.ts';
import type { SessionRequest } from './model.ts';
import { compareRequests } from './request-correlation.ts';
import { RequestRates } from './request-rates.ts';
import { createSession } from './session.ts';
import { CLIENT, Record, world } from './testdata/world.ts';

describe('what became of a client’s requests', () => {
  test('never answered: how many, since when, and what of them arrived', () => {
    const { host, a } = world();
    host.request(2_000, a, '0', 'agent.get');
    host.request(2_500, a, '1', 'agent.get');
    const session = createSession();
    session.feed([...host.inputs(), ...a.inputs()]);
    const never = { sent: 2, arrived: 2, answered: 0, answeredAt: null, unanswered: 2 };
    expect(session.answering('a')).toEqual({ ...never, silentSince: 2_000, rateBefore: 1 });
    expect(session.answering('b')).toBeUndefined();
  });

  test('answered until then: the silence begins with the first request after the last answer', () => {
    const { host, a } = world();
    host.request(2_000, a, '0', 'lost.one');
    for (let count = 1; count <= 50; count += 1) host.request(3_000 + count, a, `${count}`, 'agent.get');
    for (let count = 1; count <= 50; count += 1) a.answer(4_000 + count, `${count}`);
    host.request(5_000, a, '51', 'agent.get');
    host.request(6_000, a, '52', 'agent.get');
    const session = createSession();
    session.feed([...host.inputs(), ...a.inputs()]);
    const figures = { sent: 53, arrived: 53, answered: 50, answeredAt: 4_050, unanswered: 2 };
    expect(session.answering('a')).toEqual({ ...figures, silentSince: 5_000, rateBefore: 52 });
  });

  test('a page that stands alone: what it sends to itself arrives nowhere, and an unsubscribe waits for nothing', () => {
    const alone = new Record('alone', 'top', { target: null });
    alone.add(
      2_000,
      { ...CLIENT, request: 'agent.get', parameters: [], referenceId: '0' },
      { peer: 'self', origin: alone.info.origin },
    );
    const { host, a } = world();
    host.add(
      2_000,
      { ...CLIENT, event: 'unsubscribe', data: 's', referenceId: '1' },
      { peer: 'top/0', origin: a.info.origin },
    );
    const session = createSession();
    session.feed([...alone.inputs(), ...host.inputs(), ...a.inputs()]);
    expect(session.answering('alone')).toMatchObject({ sent: 1, arrived: 0, unanswered: 1 });
    expect(session.answering('a')).toBeUndefined();
  });
});

test('what went wrong: refused, answered too late, or not at all', () => {
  const { host, a } = world();
  for (const [index, service] of ['agent.get', 'agent.getState', 'media.getMediaList', 'agent.x'].entries()) {
    host.request(2_000 + index, a, `${index}`, service);
  }
  a.answer(2_100, '0');
  a.answer(2_101, '1', { errorMessage: 'no' });
  a.answer(12_100, '2');
  const session = createSession();
  session.feed([...host.inputs(), ...a.inputs()]);
  expect([session.wrong(2_200), session.wrong(12_002), session.wrong(12_003)]).toEqual([2, 2, 3]);
});

/** The same from all requests at once. */
function counted(requests: readonly SessionRequest[]): Answering | undefined {
  const sent = requests.filter(({ kind }) => kind !== 'unknown');
  const isAnswered = ({ answeredAt, answeredBy }: SessionRequest) => answeredAt !== null && answeredBy === 'wwe';
  const own = sent.filter((one) => one.kind !== 'unsubscribe' || one.answeredBy !== null);
  if (own.length === 0) return undefined;
  const answers = own.filter(isAnswered).map(({ answeredAt }) => Number(answeredAt));
  const answeredAt = answers.length > 0 ? Math.max(...answers) : null;
  const since = (answeredAt ?? Number.NEGATIVE_INFINITY) as number;
  const open = own.filter((one) => !isAnswered(one) && Number(one.sentAt) > since).map(({ sentAt }) => Number(sentAt));
  const silentSince = open.length > 0 ? Math.min(...open) : null;
  const inMinute = (t: number) => silentSince !== null && t <= silentSince && t > silentSince - 60_000;
  return {
    sent: own.length,
    arrived: own.filter(({ host }) => host !== null && host !== 'c').length,
    answered: answers.length,
    answeredAt,
    unanswered: open.length,
    silentSince,
    rateBefore: silentSince === null ? null : own.filter(({ sentAt }) => inMinute(Number(sentAt))).length,
  };
}

test('however requests come, are settled anew and are forgotten, the figures are those of what is there', () => {
  const time = fc.integer({ min: 0, max: 200_000 });
  const change = fc.record({
    key: fc.integer({ min: 0, max: 15 }).map(String),
    isThere: fc.boolean(),
    sentAt: time,
    answeredAt: fc.option(time),
    answeredBy: fc.constantFrom('wwe' as const, 'untrusted sender' as const, null),
    host: fc.constantFrom('h', 'c', null),
    kind: fc.constantFrom('request' as const, 'subscribe' as const, 'unsubscribe' as const, 'unknown' as const),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const requests = new Table(compareRequests);
      const book = new AnswerCounts(new RequestRates(requests));
      const all = new Map<string, Exchange>();
      for (const { isThere, ...more } of changes) {
        const before = all.get(more.key);
        const request = { ...more, client: 'c' } as SessionRequest;
        const pair = { client: null } as Exchange['pair'];
        const after = isThere ? [{ request, pair }] : [];
        book.update(before ? [before] : [], after);
        requests.update([more.key], () => after[0]?.request);
        all.delete(more.key);
        for (const one of after) all.set(more.key, one);
        expect(book.of('c')).toEqual(counted([...all.values()].map(({ request: kept }) => kept)));
      }
    }),
    { numRuns: 300 },
  );
});
