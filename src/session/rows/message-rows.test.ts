import { describe, expect, it } from 'vitest';
import { attachedSession } from '../testdata/attached.ts';
import { rowsOf } from '../testdata/possible.ts';
import { fed } from '../testdata/second.ts';
import { CLIENT, call, type Record, SERVER, world } from '../testdata/world.ts';
import { statusOf } from './status.ts';

/** Each row in short: name, status long after, marks. */
const brief = (...records: readonly Record[]) =>
  rowsOf(fed(...records)).map((row) => [row.name, statusOf(row, 1e6), ...row.marks].join(' · '));

/** A quiet message, so that both windows were seen for long enough. */
function later(t: number, ...records: readonly Record[]): void {
  for (const record of records) record.add(t, { ...SERVER, frameId: 1 });
}
describe('one row for each message', () => {
  it('a request with its answer, an event, a frame id, a text, something unknown, an answer to nothing', () => {
    const { host, a } = world();
    const asked = host.request(2_000, a, '0', 'interaction.getByInteractionId', ['7']);
    const answer = a.answer(2_010, '0', { data: null });
    const event = a.event(2_020, 'RINGING', call(7, 'RINGING', ''));
    a.add(2_030, { ...SERVER, frameId: 4 });
    a.add(2_040, 'wwe-hello');
    a.add(2_050, { ...SERVER, what: 1 });
    a.answer(2_060, '99');
    host.subscribe(2_070, a, '1', ['interaction', 'agent']);
    const rows = rowsOf(fed(host, a));
    expect(
      rows.map(({ is, direction, name, detail, interactionId }) => [is, direction, name, detail, interactionId]),
    ).toEqual([
      ['request', 'out', 'interaction.getByInteractionId', '', '7'],
      ['event', 'in', 'interaction', 'RINGING', '7'],
      ['frame', 'in', '', '', null],
      ['string', 'in', '', '', null],
      ['unknown', 'in', '', '', null],
      ['answer', 'in', '', '', null],
      ['request', 'out', 'subscribe', 'interaction, agent', null],
    ]);
    expect(rows[0]).toMatchObject({
      key: 'host 1',
      t: 2_000,
      client: 'a',
      answer: { document: 'a', n: answer.n },
      size: asked.body.length + answer.body.length,
      seenBy: { host: true, client: true, probe: false },
      marks: [],
    });
    expect(rows[1]).toMatchObject({ client: 'a', size: event.body.length, seenBy: { host: false, client: true } });
  });

  it('finds the ids of events whose form is only guessed, and of consultations', () => {
    const { host, a } = world();
    a.add(2_000, { ...SERVER, event: 'markdone', data: { interactionId: 5 } });
    a.add(2_001, { ...SERVER, event: 'agent', data: ['no record'] });
    a.caseEvent(2_002, 'CASE_SELECTED', 'A');
    host.request(2_003, a, '0', 'interaction.completeTransfer', ['6']);
    host.request(2_004, a, '1', 'outbound.getCampaigns', ['6']);
    expect(rowsOf(fed(host, a)).map((row) => row.interactionId)).toEqual(['5', null, null, '6', null]);
  });

  it('is found by each of its entries, also by the key that it had before its other side was seen', () => {
    const { host, a } = world();
    a.probed(1_900);
    a.called(2_000, 1, '0', 'agent.get');
    host.request(2_001, a, '0', 'agent.get');
    a.answer(2_010, '0');
    const session = attachedSession();
    session.feed(a.inputs());
    const [before] = rowsOf(session);
    expect(before).toMatchObject({ key: 'a 2', client: 'a', seenBy: { host: false, client: true, probe: true } });
    expect(before && statusOf(before, 9e9)).toBe('ok');
    session.feed(host.inputs());
    const [row, ...others] = rowsOf(session);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      key: 'host 1',
      call: { document: 'a', n: 2 },
      seenBy: { host: true, client: true, probe: true },
    });
    expect(['a 2', 'a 3', 'host 1'].map((key) => session.messages().get(key))).toEqual([row, row, row]);
    expect(session.messages().indexOf('a 2')).toBe(0);
  });

  it('shows the tool’s command once, as the tool’s', () => {
    const { host, a } = world();
    a.command(2_000, 'wwe-devtools-k1', 'agent.get');
    host.request(2_001, a, 'wwe-devtools-k1', 'agent.get');
    a.answer(2_010, 'wwe-devtools-k1');
    expect(brief(host, a)).toEqual(['agent.get · ok · by the tool']);
  });
});

describe('answers (docs/protocol.md#receiving, docs/protocol.md#success-and-failure)', () => {
  it('pending, then timed out after 10 s', () => {
    const { host, a } = world();
    host.request(2_000, a, '0', 'agent.get');
    const [row] = rowsOf(fed(host, a));
    expect(row && [statusOf(row, 11_999), statusOf(row, 12_000)]).toEqual(['pending', 'timeout']);
  });
  it.each([
    ['no errorMessage', { data: 1 }, 'ok'],
    ['errorMessage undefined', { errorMessage: undefined }, 'ok'],
    ['errorMessage null', { errorMessage: null }, 'failed'],
    ['an empty errorMessage', { errorMessage: '' }, 'failed'],
    ['an errorMessage', { errorMessage: 'no' }, 'failed'],
  ])('%s', (_, more, status) => {
    const { host, a } = world();
    host.request(2_000, a, '0', 'agent.get');
    a.answer(2_010, '0', more);
    expect(brief(host, a)).toEqual([`agent.get · ${status}`]);
  });
  it('answered after the client gave up', () => {
    const { host, a } = world();
    host.request(2_000, a, '0', 'agent.get');
    a.answer(12_500, '0');
    expect(brief(host, a)).toEqual(['agent.get · late']);
  });
  it('what the probe saw of the callbacks decides', () => {
    const { host, a } = world();
    a.called(2_000, 1, '0', 'agent.get');
    host.request(2_900, a, '0', 'agent.get');
    a.note(12_000, { note: 'settled', client: 0, call: 1, by: 'timeout', took: 1, threw: 'Error: in handler' });
    a.answer(12_100, '0');
    expect(brief(host, a)).toEqual(['agent.get · late · handler threw']);
    expect(rowsOf(fed(host, a))[0]?.runs).toEqual([
      { t: 12_000, took: 1, threw: 'Error: in handler', name: 'timeout', handler: null },
    ]);
  });
  it('answered twice', () => {
    const { host, a } = world();
    host.request(2_000, a, '0', 'agent.get');
    a.answer(2_010, '0');
    a.answer(2_020, '0', { errorMessage: 'no' });
    expect(brief(host, a)).toEqual(['agent.get · ok · answered twice']);
    expect(rowsOf(fed(host, a))[0]?.moreAnswers).toEqual([{ document: 'a', n: 2 }]);
  });
  it('answered twice, and soon after it another client asks with the same id: what came before is not its answer', () => {
    const { host, a } = world();
    host.request(2_000, a, '0', 'agent.get');
    a.called(2_000, 0, '0', 'agent.get');
    a.answer(2_010, '0', { data: 1 });
    a.answer(2_020, '0', { data: 2 });
    host.request(2_300, a, '0', 'agent.get');
    a.called(2_299, 1, '0', 'agent.get', { client: 1 });
    expect(rowsOf(fed(host, a)).map((row) => [row.answer?.n ?? null, row.moreAnswers.length])).toEqual([
      [2, 1],
      [null, 0],
    ]);
  });
  it('answered with event set: an event to the client, and the request times out', () => {
    const { host, a } = world();
    host.request(2_000, a, '0', 'agent.get');
    a.add(2_010, { ...SERVER, event: 'agent', referenceId: '0' });
    expect(brief(host, a)).toEqual(['agent.get · timeout · answered as event', 'agent ·  · answered as event']);
  });
  it('answered with a numeric id, which no client matches', () => {
    const { host, a } = world();
    host.request(2_000, a, '7', 'agent.get');
    a.answer(2_010, 7);
    expect(brief(host, a)).toEqual(['agent.get · timeout · numeric id', ' · unmatched · numeric id · unmatched']);
  });
  it('a numeric id of a request, answered with the text of it: no client matches that either', () => {
    const { host, a } = world();
    const message = { ...CLIENT, request: 'agent.get', referenceId: 7 };
    host.add(2_000, message, { peer: a.info.path, origin: a.info.origin });
    a.answer(2_010, '7');
    host.add(2_100, { ...message, referenceId: 8 }, { peer: a.info.path, origin: a.info.origin });
    a.answer(2_110, 8);
    expect(brief(host, a)).toEqual(['agent.get · timeout · numeric id', ' · unmatched · unmatched', 'agent.get · ok']);
  });
  it('a request without an id waits for nothing that could be told', () => {
    const { host, a } = world();
    for (const t of [2_000, 2_100])
      host.add(t, { ...CLIENT, request: 'agent.get' }, { peer: a.info.path, origin: a.info.origin });
    expect(brief(host, a)).toEqual(['agent.get · timeout', 'agent.get · timeout']);
  });
  it('an answer to no request', () => {
    const { a } = world();
    a.answer(2_000, '3');
    expect(brief(a)).toEqual([' · unmatched · unmatched']);
  });
  it('an answer to a request that was cleared away is not called unmatched', () => {
    const { host, a } = world();
    host.request(2_000, a, '3', 'agent.get');
    const session = fed(host, a);
    session.clear();
    expect(session.messages().length).toBe(0);
    session.feed([{ what: 'entries', document: 'a', entries: [a.answer(2_100, '3')] }]);
    expect(rowsOf(session).map((row) => [row.is, statusOf(row, 0), row.marks])).toEqual([['answer', 'ok', []]]);
  });
  it('an untrusted sender’s answer settles the request and is called so', () => {
    const { host, a } = world();
    host.request(2_000, a, '0', 'agent.get');
    a.answer(2_010, '0', {}, { peer: 'top/9', origin: 'https://forged.example.com' });
    a.event(2_020, 'X', call(1, 'HELD', ''), { peer: 'top/9', origin: 'https://forged.example.com' });
    expect(brief(host, a)).toEqual(['agent.get · ok · untrusted sender', 'interaction ·  · untrusted sender']);
  });
  it('an id used again', () => {
    const { host, a } = world();
    host.request(2_000, a, '0', 'agent.get');
    a.answer(2_010, '0');
    host.request(2_020, a, '0', 'agent.getState');
    a.answer(2_030, '0');
    expect(brief(host, a)).toEqual(['agent.get · ok', 'agent.getState · ok · id used again']);
  });
  it('several clients in one window count alike: no reuse (docs/protocol.md#life-of-a-client)', () => {
    const { host, a } = world();
    for (const client of [0, 1]) {
      const t = 2_000 + client * 100;
      a.called(t, client, '0', 'agent.get', { client });
      host.request(t + 1, a, '0', 'agent.get');
      a.answer(t + 10, '0');
    }
    expect(brief(host, a)).toEqual(['agent.get · ok', 'agent.get · ok']);
    expect(rowsOf(fed(host, a)).map((row) => row.call?.n)).toEqual([1, 3]);
  });
  it('two clients wait under one id: the first takes the first answer, whose ever it is (docs/protocol.md#life-of-a-client)', () => {
    const { host, a } = world();
    a.called(2_000, 1, '0', 'agent.get', { client: 0 });
    a.called(2_001, 2, '0', 'agent.getState', { client: 1 });
    host.request(2_002, a, '0', 'agent.get');
    host.request(2_003, a, '0', 'agent.getState');
    const answers = [a.answer(2_010, '0', { data: 'of the second' }), a.answer(2_020, '0', { data: 'of the first' })];
    const rows = rowsOf(fed(host, a));
    expect(rows.map((row) => [row.name, row.call?.n, row.answer?.n, ...row.marks])).toEqual([
      ['agent.get', 1, answers[0]?.n, 'id shared'],
      ['agent.getState', 2, answers[1]?.n, 'id shared'],
    ]);
  });
  it.each([
    ['the first was answered before', 2_010, 2_100, []],
    ['the first had waited for longer than a client waits', 13_000, 12_050, []],
    ['both waited', 2_200, 2_100, ['id shared']],
  ])('two requests of one id in one window: %s', (_, answered, second, marks) => {
    const { host, a } = world();
    a.called(2_000, 1, '0', 'agent.get', { client: 0 });
    host.request(2_001, a, '0', 'agent.get');
    const ask = () => {
      a.called(second, 2, '0', 'agent.getState', { client: 1 });
      host.request(second + 1, a, '0', 'agent.getState');
    };
    if (second > answered) a.answer(answered, '0');
    ask();
    if (second < answered) a.answer(answered, '0');
    const shared = rowsOf(fed(host, a)).map((row) => row.marks.filter((mark) => mark === 'id shared'));
    expect(shared).toEqual([marks, marks]);
  });
  it('requests of two windows, and those that wait for no answer, share no id', () => {
    const { host, a, b } = world();
    a.called(2_000, 1, '0', 'agent.get', { client: 0 });
    a.called(2_001, 2, '0', 'agent.getState', { client: 1, wantsSuccess: false });
    host.request(2_002, a, '0', 'agent.get');
    host.request(2_003, a, '0', 'agent.getState');
    host.request(2_004, b, '0', 'agent.get');
    expect(rowsOf(fed(host, a, b)).flatMap((row) => row.marks)).not.toContain('id shared');
  });
});

describe('sending (docs/protocol.md#sending, docs/protocol.md#subscribe-and-unsubscribe)', () => {
  it('no callbacks were given: nobody waits', () => {
    const { host, a } = world();
    a.called(2_000, 1, '0', 'agent.get', { wantsSuccess: false });
    a.called(2_100, 2, '1', 'agent.get', { wantsSuccess: false });
    host.request(2_001, a, '0', 'agent.get');
    host.request(2_101, a, '1', 'agent.get');
    a.answer(2_110, '1', { errorMessage: 'no' });
    expect(brief(host, a)).toEqual([
      'agent.get · no answer asked · no answer asked',
      'agent.get · failed · no answer asked',
    ]);
  });
  it('unsubscribe waits for no answer', () => {
    const { host, a } = world();
    host.add(
      2_000,
      { ...CLIENT, event: 'unsubscribe', data: 1, referenceId: '0' },
      { peer: 'top/0', origin: a.info.origin },
    );
    expect(brief(host, a)).toEqual(['unsubscribe · no answer asked']);
  });
  it('after unload() nothing is heard: the answers are on the wire, and the client’s 10 s pass', () => {
    const { host, a } = world();
    const ask = (t: number, n: number, answeredAt: number, client = 0) => {
      a.called(t, n, `${n}`, 'agent.get', { client });
      host.request(t + 1, a, `${n}`, 'agent.get');
      a.answer(answeredAt, `${n}`);
    };
    const ran = (t: number, n: number, by: 'success' | 'timeout') =>
      a.note(t, { note: 'settled', client: 0, call: n, by, took: 0, threw: null });
    ask(2_000, 0, 2_010);
    ran(2_010, 0, 'success');
    a.called(2_100, 1, '1', 'agent.get');
    host.request(2_101, a, '1', 'agent.get');
    a.note(2_200, { note: 'unloaded', client: 0 });
    a.answer(2_300, '1');
    ask(2_400, 2, 2_410);
    ask(2_500, 3, 2_510, 1);
    ran(12_400, 2, 'timeout');
    expect(brief(host, a)).toEqual([
      'agent.get · ok',
      'agent.get · timeout · client unloaded',
      'agent.get · timeout · client unloaded',
      'agent.get · ok',
    ]);
    const row = rowsOf(fed(host, a))[1];
    expect(row && [statusOf(row, 12_000), row.answer?.document]).toEqual(['pending', 'a']);
  });
  it('the call threw: nothing was sent', () => {
    const { host, a } = world();
    a.called(2_000, 1, '0', 'interaction.setUserData', { threw: 'DataCloneError: no', message: 'a text about it' });
    later(9_000, host, a);
    expect(brief(host, a)[0]).toBe('interaction.setUserData · threw · threw');
  });
  it('an unknown service, an unknown event', () => {
    const { host, a } = world();
    host.request(2_000, a, '0', 'voice.pauseRecording');
    a.add(2_010, { ...SERVER, event: 'weather' });
    a.add(2_020, { ...SERVER, event: 'messenger:room' });
    host.subscribe(2_030, a, '1', 'toString');
    expect(brief(host, a)).toEqual([
      'voice.pauseRecording · timeout · unknown name',
      'weather ·  · unknown name',
      'messenger:room · ',
      'subscribe · timeout · unknown name',
    ]);
  });
});

describe('a message that could not be read', () => {
  const unread = (t: number, one: Record, peer: string) => one.add(t, null, { kind: 'unread', peer });

  it('is said to be that, whoever sent it', () => {
    const { host, a } = world();
    unread(2_000, a, 'top');
    unread(2_010, a, 'top/1');
    const session = fed(host, a);
    expect(rowsOf(session).map(({ is, direction, marks }) => [is, direction, marks])).toEqual([
      ['unknown', 'in', ['unread']],
      ['unknown', 'in', ['untrusted sender', 'unread']],
    ]);
    expect(session.counts().messages).toBe(2);
  });

  it('from WWE, it may be what is missed: nothing is concluded from that; from an untrusted sender, it changes nothing', () => {
    const marks = [null, 'top', 'top/1'].map((peer) => {
      const { host, a } = world();
      a.probed(1_500);
      host.subscribe(2_000, a, '0', 'agent');
      if (peer !== null) unread(2_005, a, peer);
      a.add(2_010, { ...SERVER, event: 'agent' });
      a.answer(2_020, '0');
      return rowsOf(fed(host, a)).find(({ name }) => name === 'agent')?.marks;
    });
    expect(marks).toEqual([['before subscription'], [], ['before subscription']]);
  });
});

describe('where it arrived (docs/protocol.md#sending, docs/protocol.md#unusual-embeddings)', () => {
  const calls = () => {
    const { host, a } = world();
    a.probed(1_500);
    a.called(2_000, 1, '0', 'agent.get');
    return { host, a };
  };
  const first = (...records: readonly Record[]) => brief(...records).find((one) => one.startsWith('agent.get'));
  it('never arrived, once WWE’s window was seen for long enough after', () => {
    const { host, a } = calls();
    later(6_999, host);
    expect(first(host, a)).toBe('agent.get · timeout');
    later(7_000, host);
    expect(first(host, a)).toBe('agent.get · never arrived · never arrived');
  });
  it('says so too when WWE’s later messages come in another batch', () => {
    const { host, a } = calls();
    const session = fed(host, a);
    later(8_000, host);
    const { table } = session.messages();
    const { version } = table;
    session.feed([{ what: 'entries', document: 'host', entries: host.entries }]);
    expect(session.messages().get('a 2')?.marks).toEqual(['never arrived']);
    expect(table.changesSince(version)).toContain('a 2');
  });
  it('says so too when the link says that nothing came to that window, though nothing ever did', () => {
    const { host, a } = calls();
    const session = fed(host, a);
    session.feed([{ what: 'seen', document: 'host', t: 6_999 }]);
    expect(session.messages().get('a 2')?.marks).toEqual([]);
    session.feed([{ what: 'seen', document: 'host', t: 7_000 }]);
    expect(session.messages().get('a 2')?.marks).toEqual(['never arrived']);
    session.feed([{ what: 'seen', document: 'host', t: 5_000 }]);
    expect(session.messages().get('a 2')?.marks).toEqual(['never arrived']);
  });
  it('is not said where WWE’s window is not watched, was not for long enough, or something is missing', () => {
    const { host, a } = calls();
    later(9_000, a);
    expect(first(a)).toBe('agent.get · timeout');
    later(9_000, host);
    const session = fed(host, a);
    session.feed([{ what: 'lost', document: 'host', count: 2 }]);
    expect(session.messages().get('a 2')?.marks).toEqual([]);
  });
  it('is not said where a request of somebody unknown may be it', () => {
    const { host, a, b } = world();
    a.called(2_000, 1, '0', 'agent.get');
    b.called(2_000, 1, '0', 'agent.get');
    host.request(2_001, null, '0', 'agent.get');
    later(9_000, host);
    expect(brief(host, a, b).filter((one) => one.includes('never'))).toEqual([]);
  });
  it('an unknown sender is the only client of that origin that called', () => {
    const { host, a, b } = world();
    a.called(2_000, 1, '0', 'agent.get');
    host.request(2_001, null, '0', 'agent.get');
    expect(brief(host, a, b)).toEqual(['agent.get · timeout']);
    expect(rowsOf(fed(host, a, b))[0]).toMatchObject({ client: 'a', request: { matchedBy: 'origin and id' } });
  });
  it('own echo: the page stands alone and takes its request for a success, a subscribe for an event', () => {
    const { a } = world();
    const own = { peer: 'self', origin: a.info.origin };
    a.add(2_000, { ...CLIENT, request: 'agent.get', referenceId: '0' }, own);
    a.add(2_010, { ...CLIENT, event: 'subscribe', data: 'agent', referenceId: '1' }, own);
    expect(brief(a)).toEqual(['agent.get · ok · own echo', 'subscribe · timeout · own echo']);
    expect(rowsOf(fed(a))[0]?.seenBy).toEqual({ host: false, client: true, probe: false });
  });
  it('a page inside the page: its request ends one of the outer client’s with the same id, as the probe saw (docs/protocol.md#unusual-embeddings)', () => {
    const { host, a } = world();
    a.called(2_000, 1, '0', 'agent.get');
    host.request(2_001, a, '0', 'agent.get');
    a.add(
      2_005,
      { ...CLIENT, request: 'agent.getState', referenceId: '0' },
      { peer: 'top/0/0', origin: a.info.origin },
    );
    a.note(2_006, { note: 'settled', client: 0, call: 1, by: 'success', took: 0, threw: null });
    const session = fed(host, a);
    expect(rowsOf(session).map((row) => [row.name, row.client, statusOf(row, 1e6), row.answer])).toEqual([
      ['agent.get', 'a', 'ok', null],
      // What came back to the inner page, nobody saw.
      ['agent.getState', null, 'unseen', null],
    ]);
  });
  it('of windows that nobody watches it is neither said that an answer is missing nor that an id was used again', () => {
    const { host } = world();
    host.request(2_000, null, '0', 'system.closeDialog');
    host.request(3_000, null, '0', 'agent.get');
    expect(brief(host)).toEqual(['system.closeDialog · unseen', 'agent.get · unseen']);
    expect(rowsOf(fed(host)).map((row) => statusOf(row, 3_001))).toEqual(['pending', 'pending']);
  });
  it('an answer that another took before the page was told of a timeout is not late', () => {
    const { host, a } = calls();
    host.request(2_001, a, '0', 'agent.get');
    a.answer(2_003, '0');
    a.note(12_000, { note: 'settled', client: 0, call: 1, by: 'timeout', took: 0, threw: null });
    expect(first(host, a)).toBe('agent.get · timeout');
    const late = calls();
    late.host.request(2_001, late.a, '0', 'agent.get');
    late.a.answer(12_003, '0');
    late.a.note(12_000, { note: 'settled', client: 0, call: 1, by: 'timeout', took: 0, threw: null });
    expect(first(late.host, late.a)).toBe('agent.get · late');
  });
  it('a number or an event that came before a call was meant for another', () => {
    const { host, a } = calls();
    host.request(2_001, a, '0', 'agent.get');
    a.add(1_700, { ...SERVER, event: 'agent', referenceId: '0' });
    expect(first(host, a)).toBe('agent.get · timeout');
    a.add(2_003, { ...SERVER, event: 'agent', referenceId: '0' });
    expect(first(host, a)).toBe('agent.get · timeout · answered as event');
  });
  it('a call that was told briefly is one row with the request that arrived; alone, it has a name and an id', () => {
    const { host, a } = world();
    const told = { message: null, brief: ['agent.get', '0'] } as const;
    a.called(2_000, 1, '0', 'agent.get', told);
    expect(rowsOf(fed(a))).toMatchObject([{ name: 'agent.get', size: 0, is: 'request', request: { ref: '0' } }]);
    host.request(2_001, a, '0', 'agent.get', ['1']);
    a.answer(2_010, '0');
    expect(rowsOf(fed(host, a))).toMatchObject([
      { name: 'agent.get', call: { document: 'a', n: 1 }, request: { parameters: ['1'] } },
    ]);
    expect(brief(host, a)).toEqual(['agent.get · ok']);
  });
  it('a call of nothing has no unknown name', () => {
    const { a } = world();
    a.note(2_000, {
      note: 'called',
      call: 1,
      client: 0,
      stack: '',
      wantsSuccess: true,
      wantsFailure: true,
      message: '[undefined]',
      threw: 'an exception',
      brief: null,
    });
    expect(rowsOf(fed(a)).map(({ marks }) => marks)).toEqual([['threw']]);
  });
  it('the page posts by itself, without the library that the probe watches', () => {
    const { host, a } = world();
    a.probed(500);
    host.request(2_000, a, '0', 'agent.get');
    a.answer(2_010, '0');
    expect(first(host, a)).toBe('agent.get · ok');
    later(7_000, a);
    expect(first(host, a)).toBe('agent.get · ok · without library');
  });
  it('is not said where no probe watches, or one is hindered', () => {
    for (const problem of [null, 'frozen']) {
      const { host, a } = world();
      if (problem) a.probed(500, 0, problem);
      host.request(2_000, a, '0', 'agent.get');
      later(7_000, a);
      expect(first(host, a)).toBe('agent.get · timeout');
    }
  });
});

describe('handlers (docs/protocol.md#subscribe-and-unsubscribe)', () => {
  const subscribed = () => {
    const { host, a } = world();
    a.probed(1_100);
    const message = { ...CLIENT, event: 'subscribe', data: 'interaction', referenceId: '0' };
    a.note(1_500, {
      note: 'subscribed',
      client: 0,
      handler: 3,
      events: ['interaction'],
      name: 'onInteraction',
      sameTextAs: null,
      stack: '',
    });
    a.called(1_500, 1, '0', '', { message });
    host.subscribe(1_501, a, '0', 'interaction');
    a.answer(1_510, '0', { subscriptionId: 9 });
    return { host, a };
  };
  const ran = (a: Record, t: number, more: object = {}) =>
    a.note(t, { note: 'handled', client: 0, handler: 3, event: 'interaction', took: 2, threw: null, ...more });
  const runs = (...records: readonly Record[]) =>
    rowsOf(fed(...records)).flatMap((row) => (row.is === 'event' ? [row.runs.map((run) => run.name)] : []));

  it('each run belongs to the event before it; among equal times to the first without', () => {
    const { host, a } = subscribed();
    for (const t of [2_000, 2_001, 2_001, 2_050]) a.event(t, 'X', call(1, 'HELD', ''));
    for (const t of [2_000.5, 2_001, 2_001]) ran(a, t);
    expect(runs(host, a)).toEqual([['onInteraction'], ['onInteraction'], ['onInteraction'], []]);
  });
  it.each([
    [
      [192.7, 193.2, 193.3, 193.5],
      [192.9, 193.3, 193.4, 193.7],
    ],
    [
      [958.3, 958.5, 958.7, 959],
      [958.5, 958.6, 958.8, 959.1],
    ],
    [
      [10, 10, 10, 10],
      [10, 10, 11, 11],
    ],
    [
      [10.4, 10.6, 10.9, 11.3],
      [10, 10, 10, 11],
    ],
  ])('in a burst, however coarse the clock, each event keeps its own run: %j %j', (events, times) => {
    const { host, a } = subscribed();
    for (const t of events) a.event(2_000 + t, 'X', call(1, 'HELD', ''));
    times.forEach((t, took) => void ran(a, 2_000 + t, { took }));
    const rows = rowsOf(fed(host, a)).filter((row) => row.is === 'event');
    expect(rows.map((row) => row.runs.map(({ took }) => took))).toEqual([[0], [1], [2], [3]]);
  });
  it('an event just before the subscription was confirmed gets no run of the next', () => {
    const { host, a } = subscribed();
    for (const t of [2_000, 2_000.2]) a.event(t, 'X', call(1, 'HELD', ''));
    ran(a, 2_000.3);
    expect(runs(host, a)).toEqual([[], ['onInteraction']]);
  });
  it('more runs than events move nothing but themselves', () => {
    const { host, a } = subscribed();
    for (const t of [2_000, 2_005]) a.event(t, 'X', call(1, 'HELD', ''));
    for (const t of [2_005, 2_005.1, 2_008]) ran(a, t);
    expect(runs(host, a)).toEqual([['onInteraction'], ['onInteraction']]);
  });
  it('two clients’ handlers run for one event', () => {
    const { host, a } = subscribed();
    a.event(2_000, 'X', call(1, 'HELD', ''));
    a.event(2_000, 'X', call(1, 'HELD', ''));
    for (const client of [0, 1, 0, 1]) ran(a, 2_000, { client });
    expect(runs(host, a).map((one) => one.length)).toEqual([2, 2]);
  });
  it('a run that no known event began is nobody’s', () => {
    const { host, a } = subscribed();
    ran(a, 2_000);
    a.event(3_000, 'X', call(1, 'HELD', ''));
    ran(a, 3_001);
    ran(a, 3_002);
    expect(runs(host, a)).toEqual([['onInteraction']]);
  });
  it('a handler threw, which the client swallows', () => {
    const { host, a } = subscribed();
    a.event(2_000, 'X', call(1, 'HELD', ''));
    ran(a, 2_001, { threw: 'Error: oh' });
    expect(brief(host, a)).toContain('interaction ·  · handler threw');
  });
  it('no handler, once the notes must have come', () => {
    const { host, a } = subscribed();
    a.add(2_000, { ...SERVER, event: 'agent' });
    expect(brief(host, a)).toContain('agent · ');
    later(3_000, a);
    expect(brief(host, a)).toContain('agent ·  · no handler');
  });
  it('no handler, once the link says that all notes came', () => {
    const { host, a } = subscribed();
    a.add(2_000, { ...SERVER, event: 'agent' });
    const session = fed(host, a);
    const marks = () => rowsOf(session).find(({ name }) => name === 'agent')?.marks;
    expect(marks()).toEqual([]);
    session.feed([{ what: 'seen', document: 'a', t: 3_000 }]);
    expect(marks()).toEqual(['no handler']);
  });
  it('is not said where a subscribe was not seen by the probe', () => {
    const { host, a } = subscribed();
    host.subscribe(1_600, a, 'own', 'agent');
    a.add(2_000, { ...SERVER, event: 'agent' });
    later(9_000, a);
    expect(brief(host, a).filter((one) => one.includes('no handler'))).toEqual([]);
  });
  it('before subscription: it came between the subscribe and its answer', () => {
    const { host, a } = world();
    host.subscribe(2_000, a, '0', 'agent');
    a.add(2_010, { ...SERVER, event: 'agent' });
    a.answer(2_020, '0', { subscriptionId: 1 });
    a.add(2_030, { ...SERVER, event: 'agent' });
    host.subscribe(2_040, a, '1', 'agent');
    a.add(2_050, { ...SERVER, event: 'agent' });
    expect(brief(host, a).filter((one) => one.startsWith('agent'))).toEqual([
      'agent ·  · before subscription',
      'agent · ',
      'agent · ',
    ]);
  });
});
