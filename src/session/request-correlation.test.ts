import { describe, expect, it } from 'vitest';
import type { Session } from './api.ts';
import { outcomeOf } from './outcome.ts';
import { createSession } from './session.ts';
import { CLIENT, call, Record, SERVER, world } from './testdata/world.ts';

function fed(...records: readonly Record[]): Session {
  const session = createSession();
  session.feed(records.flatMap((one) => one.inputs()));
  return session;
}

const brief = (session: Session) =>
  session.requests().map((one) => [one.service, one.client, one.matchedBy, one.answeredAt] as const);

describe('who asked, and who got the answer', () => {
  it('keeps two clients with equal ids apart, whatever is fed first', () => {
    const { host, a, b } = world();
    host.request(2_000, a, '0', 'agent.get');
    host.request(2_001, b, '0', 'media.getMediaList');
    b.answer(2_100, '0', { data: 'for b' });
    a.answer(2_200, '0', { data: 'for a' });
    for (const session of [fed(host, a, b), fed(b, a, host)]) {
      expect(brief(session)).toEqual([
        ['agent.get', 'a', 'path', 2_200],
        ['media.getMediaList', 'b', 'path', 2_100],
      ]);
      const [first] = session.requests();
      expect(first && session.answerOf(first)).toEqual({ ...SERVER, referenceId: '0', data: 'for a' });
    }
  });

  it('gives an answer to the oldest pending request of a reused id', () => {
    const { host, a } = world();
    host.request(2_000, a, '0', 'first.call');
    host.request(2_001, a, '0', 'second.call');
    a.answer(2_100, '0');
    const session = fed(host, a);
    expect(brief(session)).toEqual([
      ['first.call', 'a', 'path', 2_100],
      ['second.call', 'a', 'path', null],
    ]);
    expect(session.requests().map((one) => one.key)).toEqual(['a 0', 'a 0 #2']);
  });

  it('tells the page before and after a reload apart, even while the next one was loading', () => {
    const { host, a } = world();
    const later = new Record('a2', 'top/0', { timeOrigin: 3_000 });
    host.request(2_000, a, '0', 'one');
    host.request(3_100, a, '1', 'two');
    host.request(3_300, later, '0', 'three');
    later.answer(3_400, '0');
    const session = fed(host, a, later);
    session.feed([{ what: 'ended', document: 'a', t: 3_200 }]);
    expect(brief(session)).toEqual([
      ['one', 'a', 'path', null],
      ['two', 'a', 'path', null],
      ['three', 'a2', 'path', 3_400],
    ]);
  });

  it('matches an unknown sender by origin and id only where that leaves one', () => {
    const { host, a, b } = world();
    host.request(2_000, null, '7', 'agent.get');
    a.answer(2_100, '7');
    expect(brief(fed(host, a, b))).toEqual([['agent.get', 'a', 'origin and id', 2_100]]);
    b.answer(2_100, '7');
    expect(brief(fed(host, a, b))).toEqual([
      ['agent.get', null, null, null],
      [null, 'a', 'answer', 2_100],
      [null, 'b', 'answer', 2_100],
    ]);
  });

  it('does not give an unknown sender an answer that is another request’s', () => {
    const { host, a } = world();
    host.request(2_000, null, '0', 'untrusted sender');
    host.request(2_001, a, '0', 'agent.get');
    a.answer(2_100, '0');
    expect(brief(fed(host, a))).toEqual([
      ['untrusted sender', null, null, null],
      ['agent.get', 'a', 'path', 2_100],
    ]);
  });

  it('follows a frame whose path changes', () => {
    const { host, a, b } = world();
    a.event(2_000, 'X', call(1, 'HELD', ''));
    host.request(2_100, a, '0', 'before');
    a.add(2_500, { ...SERVER, event: 'agent', data: {} }, { path: 'top/3' });
    host.add(2_600, { ...CLIENT, request: 'after', referenceId: '1' }, { peer: 'top/3', origin: a.info.origin });
    expect(brief(fed(host, a, b)).map(([service, client]) => [service, client])).toEqual([
      ['before', 'a'],
      ['after', 'a'],
    ]);
  });

  it('takes another origin at the same path for somebody else, and a numeric id for no match', () => {
    const { host, a } = world();
    host.add(
      2_000,
      { ...CLIENT, request: 'agent.get', referenceId: '5' },
      { peer: 'top/0', origin: 'https://other.example.com' },
    );
    host.request(2_001, a, '6', 'agent.get');
    a.answer(2_100, 6);
    expect(brief(fed(host, a))).toEqual([
      ['agent.get', null, null, null],
      ['agent.get', 'a', 'path', null],
      [null, 'a', 'answer', 2_100],
    ]);
  });

  it('shows the tool’s command once, though it is seen twice', () => {
    const { host, a } = world();
    const ref = 'wwe-devtools-k3';
    a.command(2_000, ref, 'interaction.setUserData', ['1', { A: 2 }]);
    host.request(2_001, a, ref, 'interaction.setUserData', ['1', { A: 2 }]);
    a.answer(2_050, ref, { errorMessage: 'not allowed' });
    const session = fed(host, a);
    expect(session.requests()).toHaveLength(1);
    expect(session.toolRequest(ref)).toMatchObject({
      by: 'tool',
      client: 'a',
      host: 'host',
      sentAt: 2_000,
      failed: true,
      error: 'not allowed',
    });
    expect(session.toolRequest('wwe-devtools-other')).toBeUndefined();
  });
});

describe('what became of it', () => {
  const timed = (...answers: readonly [number, object][]) => {
    const { host, a } = world();
    host.request(2_000, a, '0', 'agent.get');
    for (const [t, more] of answers) a.answer(t, '0', more);
    const [request] = fed(host, a).requests();
    if (!request) throw new Error('no request');
    return request;
  };
  it('is pending, then given up after 10 s, as the client does', () => {
    expect(outcomeOf(timed(), 11_999)).toBe('pending');
    expect(outcomeOf(timed(), 12_000)).toBe('timeout');
  });
  it('is ok, failed, or late', () => {
    expect(outcomeOf(timed([2_100, {}]), 99_000)).toBe('ok');
    expect(outcomeOf(timed([2_100, { errorMessage: '' }]), 99_000)).toBe('failed');
    expect(outcomeOf(timed([12_001, {}]), 99_000)).toBe('late');
  });
  it.each([
    ['text', 'text'],
    [null, ''],
    [{ code: 5 }, '{"code":5}'],
  ])('errorMessage %j reads as %j', (errorMessage, error) =>
    expect(timed([2_100, { errorMessage }]).error).toBe(error),
  );
});

describe('an id that is used again and again', () => {
  it('keeps the latest 1,000 of each client, their keys and answers, and the subscriptions; the rest is counted', () => {
    const { host, a, b } = world();
    host.subscribe(1_900, a, '0', 'interaction');
    a.answer(1_901, '0', { subscriptionId: 7 });
    for (let n = 0; n < 1_005; n += 1) {
      host.request(2_000 + n * 10, a, '0', `call.${n}`);
      a.answer(2_005 + n * 10, '0', { data: n });
    }
    host.request(2_000, b, '0', 'agent.get');
    const session = fed(host, a, b);
    const calls = session.requests().filter((one) => one.client === 'a' && one.kind === 'request');
    expect(calls).toHaveLength(1_000);
    expect(session.counts().droppedRequests).toBe(5);
    expect(calls[0]).toMatchObject({ service: 'call.5', key: 'a 0 #7', answeredAt: 2_055 });
    expect(session.subscriptions()).toHaveLength(1);
    expect(session.request('b 0')).toBeDefined();
    const more = [host.request(20_000, a, '0', 'last'), a.answer(20_005, '0', { data: 'last' })] as const;
    session.feed([
      { what: 'entries', document: 'host', entries: [more[0]] },
      { what: 'entries', document: 'a', entries: [more[1]] },
    ]);
    expect(session.request(calls[9]?.key ?? '')).toBe(calls[9]);
    expect(session.requests().at(-1)).toMatchObject({ service: 'last', answeredAt: 20_005 });
    expect(session.counts().droppedRequests).toBe(6);
  });
});

describe('subscriptions', () => {
  const names = (session: Session) => session.subscriptions().map((one) => `${one.document} ${one.event}`);
  it('stand from the answer until the unsubscribe with that id, or the document’s end', () => {
    const { host, a, b } = world();
    host.subscribe(2_000, a, '0', ['interaction', 'markdone']);
    host.subscribe(2_000, b, '0', 'agent');
    host.subscribe(2_001, a, '1', 'system');
    host.subscribe(2_002, a, '2', 'refused');
    expect(names(fed(host, a, b))).toEqual([]);
    a.answer(2_100, '0', { subscriptionId: 7 });
    b.answer(2_100, '0', { subscriptionId: 7 });
    a.answer(2_101, '1', { subscriptionId: { id: 8 } });
    a.answer(2_102, '2', { errorMessage: 'no' });
    const session = fed(host, a, b);
    expect(names(session)).toEqual(['a interaction', 'a markdone', 'b agent', 'a system']);
    const bye = host.add(
      3_000,
      { ...CLIENT, event: 'unsubscribe', data: 7, referenceId: '3' },
      { peer: 'top/0', origin: a.info.origin },
    );
    session.feed([{ what: 'entries', document: 'host', entries: [bye] }]);
    expect(names(session)).toEqual(['b agent', 'a system']);
    session.clear();
    expect(names(session)).toEqual(['b agent', 'a system']);
    session.feed([{ what: 'ended', document: 'b', t: 4_000 }]);
    expect(names(session)).toEqual(['a system']);
  });
});
