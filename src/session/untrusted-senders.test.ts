import { describe, expect, it } from 'vitest';
import { createSession } from './session.ts';
import { FORGED, FROM_SECOND, fed, proveAt, shown, states, worlds } from './testdata/second.ts';
import { CLIENT, call, SERVER, world } from './testdata/world.ts';

describe('untrusted senders', () => {
  it('get nothing: no interaction, case, mark-done event, ending, subscription; but their messages are kept', () => {
    const { host, a } = world();
    a.event(2_000, 'ADDED', call(1, 'TALKING', '', { isCaseSelected: true }));
    const before = fed(host, a);
    const forged = a.event(2_100, 'HELD', call(1, 'HELD', 'TALKING'), FORGED);
    a.event(2_101, 'ADDED', call(66, 'RINGING', ''), FORGED);
    a.event(2_102, 'REMOVED', call(1, 'IDLE', 'TALKING'), { peer: 'self', origin: a.info.origin });
    a.caseEvent(2_103, 'CASE_SELECTED', 'case-66', FORGED);
    a.add(2_104, { ...SERVER, event: 'markdone', data: { interactionId: '1' } }, FORGED);
    a.add(2_105, { ...SERVER, event: 'markdone', data: {} }, FORGED);
    a.add(2_106, { ...SERVER, frameId: 5 }, FORGED);
    a.answer(2_107, '77', { data: [call(67, 'TALKING', '')] }, FORGED);
    const session = fed(host, a);
    expect(session.interactions()).toEqual(before.interactions());
    expect(session.cases()).toEqual(before.cases());
    expect(session.unattachedMarkDone()).toEqual([]);
    expect(session.entry({ document: 'a', n: forged.n })).toBe(forged);
    expect(session.counts()).toMatchObject({ entries: 9, untrusted: 8 });
    expect(shown(session, 'a')).toMatchObject({
      untrusted: 8,
      untrustedOrigins: [FORGED.origin, a.info.origin],
      wweOrigin: 'https://wwe.example.com',
      wwePath: null,
    });
  });

  it('make no client of a page, and no WWE of themselves', () => {
    const { a } = world();
    a.event(2_000, 'ADDED', call(1, 'TALKING', ''), FORGED);
    expect(shown(fed(a), 'a')).toMatchObject({ isClient: false, wweOrigin: null, wwePath: null, untrusted: 1 });
  });

  it('are named by five origins at most, and counted even if there are very many', () => {
    const { a } = world();
    for (let index = 0; index < 300; index += 1)
      a.event(2_000, 'X', call(1, 'HELD', ''), { peer: `top/${index}`, origin: `https://${index}.example.com` });
    const document = shown(fed(a), 'a');
    expect(document?.untrusted).toBe(300);
    expect(document?.untrustedOrigins).toEqual([0, 1, 2, 3, 4].map((index) => `https://${index}.example.com`));
  });

  it('are not told apart in a document that has no target', () => {
    const { host } = world();
    host.event(2_000, 'ADDED', call(1, 'TALKING', ''), FORGED);
    host.event(2_001, 'ADDED', call(2, 'HELD', ''), { peer: 'self' });
    host.answer(2_002, '0', {}, FORGED);
    const session = fed(host);
    expect(states(session)).toEqual(['1 TALKING', '2 HELD']);
    expect(session.requests().map((one) => one.answeredBy)).toEqual(['wwe']);
    expect(shown(session, 'host')).toMatchObject({ untrusted: 0, isClient: true, wweOrigin: null });
  });

  it('settle a request of the page, as its client lets them, and mean nothing beyond', () => {
    const { host, a } = world();
    a.event(2_000, 'ADDED', call(1, 'TALKING', ''));
    host.request(3_000, a, '0', 'interaction.getInteractions');
    a.answer(3_100, '0', { data: [] }, FORGED);
    host.request(3_000, a, '1', 'interaction.getByInteractionId', ['1']);
    a.answer(3_101, '1', { data: null }, FORGED);
    host.request(3_002, a, '2', 'interaction.blockMarkdone', ['1', 'w']);
    a.answer(3_102, '2', {}, FORGED);
    host.subscribe(3_003, a, '3', 'interaction');
    a.answer(3_103, '3', { subscriptionId: 1 }, FORGED);
    host.request(3_004, a, '4', 'agent.get');
    a.answer(3_104, '4');
    host.request(3_005, a, '5', 'agent.get');
    const session = fed(host, a);
    expect(session.requests().map((one) => [one.ref, one.answeredBy, one.answeredAt])).toEqual([
      ['0', 'untrusted sender', 3_100],
      ['1', 'untrusted sender', 3_101],
      ['2', 'untrusted sender', 3_102],
      ['3', 'untrusted sender', 3_103],
      ['4', 'wwe', 3_104],
      ['5', null, null],
    ]);
    expect(session.interactions()[0]).toMatchObject({ ended: null, block: { status: 'unknown' } });
    expect(session.subscriptions()).toEqual([]);
  });
});

describe('requests of the tool', () => {
  const ref = 'wwe-devtools-q';
  it('are settled only by the window that was asked', () => {
    const { host, a } = world();
    a.command(2_000, ref, 'agent.get');
    host.request(2_001, a, ref, 'agent.get');
    a.answer(2_010, ref, { data: 'forged' }, FORGED);
    expect(fed(host, a).toolRequest(ref)).toMatchObject({ sentAt: 2_000, answeredAt: null, answeredBy: null });
    a.answer(2_020, ref, { data: 'true' });
    const session = fed(host, a);
    const request = session.toolRequest(ref);
    expect(request).toMatchObject({ answeredAt: 2_020, answeredBy: 'wwe' });
    expect(request && session.answerOf(request)).toMatchObject({ data: 'true' });
    expect(session.requests().map((one) => [one.sentAt, one.answeredBy])).toEqual([
      [2_000, 'wwe'],
      [null, 'untrusted sender'],
    ]);
  });

  it('are not settled by an untrusted sender when only their arrival, or nothing but the answer, was seen', () => {
    const { host, a } = world();
    a.answer(2_010, ref, {}, FORGED);
    expect(fed(a).toolRequest(ref)).toBeUndefined();
    host.request(2_001, a, ref, 'agent.get');
    expect(fed(host, a).toolRequest(ref)?.answeredAt).toBeNull();
    a.answer(2_020, ref);
    expect(fed(host, a).toolRequest(ref)?.answeredAt).toBe(2_020);
    expect(fed(a).toolRequest(ref)?.answeredAt).toBe(2_020);
  });

  it('are not matched by origin alone', () => {
    const { host, a } = world();
    host.request(2_001, null, ref, 'agent.get');
    a.answer(2_010, ref, {}, FORGED);
    expect(fed(host, a).toolRequest(ref)?.answeredAt).toBeNull();
  });

  it('go to the proven window of a client that was directed elsewhere', () => {
    const { a, second } = worlds();
    proveAt(2_000, second, a);
    a.command(3_000, ref, 'agent.get', [], FROM_SECOND);
    a.answer(3_010, ref, { data: 'from the target' });
    a.answer(3_020, ref, { data: 'from the proven' }, FROM_SECOND);
    expect(fed(second, a).toolRequest(ref)).toMatchObject({ answeredAt: 3_020, answeredBy: 'wwe' });
  });
});

describe('what is held back', () => {
  it('is bounded: the latest is kept, and a flood gives way to others', () => {
    const { a, second } = worlds();
    for (let id = 1; id <= 3; id += 1) a.event(2_000 + id, 'ADDED', call(id, 'HELD', ''), FROM_SECOND);
    for (let id = 0; id < 50; id += 1) a.event(2_100, 'ADDED', call(66, 'HELD', ''), FORGED);
    second.request(3_000, a, 'p', 'agent.get');
    a.answer(3_010, 'p', {}, FROM_SECOND);
    const session = createSession({ held: 5 });
    session.feed(a.inputs());
    expect(session.counts().untrusted).toBe(54);
    session.feed(second.inputs());
    expect(states(session)).toEqual(['2 HELD', '3 HELD']);
    expect(session.counts().untrusted).toBe(50);
  });

  it('is dropped by Clear', () => {
    const { a, second } = worlds();
    a.event(2_000, 'ADDED', call(1, 'HELD', ''), FROM_SECOND);
    const session = fed(a);
    session.clear();
    expect(session.counts()).toMatchObject({ untrusted: 0, entries: 0 });
    second.request(3_000, a, 'p', 'agent.get');
    const answer = a.answer(3_010, 'p', {}, FROM_SECOND);
    session.feed([...second.inputs(), { what: 'entries', document: 'a', entries: [answer] }]);
    expect(shown(session, 'a')?.wwePath).toBe('top/0/0');
    expect(states(session)).toEqual([]);
  });

  it('is not what a client sends: requests of other windows still make a host', () => {
    const { a } = world();
    a.add(2_000, { ...CLIENT, request: 'agent.get', referenceId: '0' }, FORGED);
    expect(shown(fed(a), 'a')).toMatchObject({ isHost: true, untrusted: 0 });
  });
});
