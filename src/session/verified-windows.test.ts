import { describe, expect, it } from 'vitest';
import { createSession } from './session.ts';
import { FORGED, FROM_SECOND, fed, proveAt, SECOND, shown, states, worlds } from './testdata/second.ts';
import { call, Record, SERVER, world } from './testdata/world.ts';

describe('a proven window', () => {
  it('is believed, from the first message on, whatever is fed first', () => {
    const { host, a, second } = worlds();
    a.event(1_900, 'RINGING', call(1, 'RINGING', 'UNKNOWN'), FROM_SECOND);
    a.caseEvent(1_901, 'CASE_SELECTED', 'case-1', FROM_SECOND);
    a.add(1_902, { ...SERVER, event: 'markdone', data: { interactionId: '1' } }, FROM_SECOND);
    proveAt(2_000, second, a);
    a.event(2_100, 'HELD', call(1, 'HELD', 'RINGING'), FROM_SECOND);
    second.request(2_200, a, 'g', 'interaction.getInteractions');
    a.answer(2_201, 'g', { data: [call(2, 'TALKING', '')] }, FROM_SECOND);
    const late = createSession();
    late.feed([...host.inputs(), ...a.inputs()]);
    expect(states(late)).toEqual([]);
    expect(shown(late, 'a')).toMatchObject({ untrusted: 6, isClient: false });
    late.feed(second.inputs());
    for (const session of [fed(host, second, a), late]) {
      expect(states(session)).toEqual(['1 HELD', '2 TALKING']);
      const [first] = session.interactions();
      expect(first?.transitions.map((one) => [one.t, one.to])).toEqual([
        [1_900, 'RINGING'],
        [2_100, 'HELD'],
      ]);
      expect(first?.ended).toEqual({ t: 2_201, why: 'gone' });
      expect(first?.block.history.map((line) => line.what)).toEqual(['event', 'done']);
      expect(session.cases()[0]?.selected).toBe(true);
      expect(session.requests().map((one) => one.answeredBy)).toEqual(['wwe', 'wwe']);
      expect(shown(session, 'a')).toMatchObject({
        untrusted: 0,
        untrustedOrigins: [],
        wweOrigin: SECOND,
        wwePath: 'top/0/0',
        isClient: true,
      });
    }
  });

  it('is that path with that origin, in that client, and no other', () => {
    const { a, b, second } = worlds();
    proveAt(2_000, second, a);
    a.event(3_000, 'ADDED', call(1, 'HELD', ''), { ...FROM_SECOND, peer: 'top/0/1' });
    a.event(3_001, 'ADDED', call(2, 'HELD', ''), { ...FROM_SECOND, origin: FORGED.origin });
    b.event(3_002, 'ADDED', call(3, 'HELD', ''), FROM_SECOND);
    a.event(3_003, 'ADDED', call(4, 'HELD', ''), FROM_SECOND);
    const session = fed(second, a, b);
    expect(states(session)).toEqual(['4 HELD']);
    expect(session.documents().map((one) => one.untrusted)).toEqual([2, 1, 0]);
  });

  it.each([
    ['from another path', { ...FROM_SECOND, peer: 'top/0/1' }],
    ['from another origin', { ...FROM_SECOND, origin: FORGED.origin }],
  ])('is not proven by an answer %s', (_, from) => {
    const { a, second } = worlds();
    second.request(2_000, a, 'p', 'agent.get');
    a.answer(2_010, 'p', {}, from);
    a.event(2_020, 'ADDED', call(1, 'HELD', ''), from);
    expect(states(fed(second, a))).toEqual([]);
  });

  it('is not proven where the asking client is only guessed by origin and id', () => {
    const { a, second } = worlds();
    second.request(2_000, null, 'p', 'agent.get');
    a.answer(2_010, 'p', {}, FROM_SECOND);
    a.event(2_020, 'ADDED', call(1, 'HELD', ''), FROM_SECOND);
    const session = fed(second, a);
    expect(session.requests()[0]).toMatchObject({ matchedBy: 'origin and id', answeredBy: 'untrusted sender' });
    expect(states(session)).toEqual([]);
  });

  it('is not proven where nobody can tell which frame it is', () => {
    const { a } = world();
    const lost = new Record('lost', 'unknown', { origin: SECOND, timeOrigin: 1_003 });
    lost.request(2_000, a, 'p', 'agent.get');
    a.answer(2_010, 'p', {}, { peer: 'unknown', origin: SECOND });
    expect(fed(lost, a).requests()[0]).toMatchObject({ matchedBy: 'path', answeredBy: 'untrusted sender' });
  });

  it('names the WWE that was reloaded, even if the proof comes last', () => {
    const before = new Record('before', 'top', { origin: 'https://crm.example.com' });
    const after = new Record('after', 'top', { origin: 'https://crm.example.com', timeOrigin: 5_000 });
    const [one, two] = [1_001, 5_001].map(
      (timeOrigin) => new Record(`wwe ${timeOrigin}`, 'top/0', { origin: SECOND, timeOrigin }),
    );
    const from = { peer: 'top/0', origin: SECOND };
    before.event(2_000, 'ADDED', call(1, 'HELD', ''), from);
    one?.request(2_000, null, 'x', 'agent.get');
    one?.request(2_001, before, 'p', 'agent.get');
    before.answer(2_010, 'p', {}, from);
    two?.request(6_000, after, 'g', 'interaction.getInteractions');
    after.answer(6_010, 'g', { data: [] }, from);
    const session = createSession();
    session.feed([...before.inputs(), ...after.inputs(), ...(two?.inputs() ?? [])]);
    session.feed([{ what: 'ended', document: 'before', t: 4_990 }]);
    expect(session.interactions()[0]?.ended).toBeNull();
    // Known as a host already: the proof itself is all that is new.
    session.feed([{ what: 'document', info: one?.info ?? before.info }]);
    for (const entry of one?.entries ?? []) {
      expect(session.interactions()[0]?.ended).toBeNull();
      session.feed([{ what: 'entries', document: one?.info.document ?? '', entries: [entry] }]);
    }
    expect(session.interactions()[0]?.ended).toEqual({ t: 6_010, why: 'reloaded' });
  });

  it('is not proven by a request of somebody else, nor by one that nobody asked', () => {
    const { a, b, second } = worlds();
    second.request(2_000, b, 'p', 'agent.get');
    a.answer(2_010, 'p', {}, FROM_SECOND);
    a.event(2_020, 'ADDED', call(1, 'HELD', ''), FROM_SECOND);
    expect(states(fed(second, a, b))).toEqual([]);
  });

  it('yields to the target for the name of WWE', () => {
    const { a, second } = worlds();
    proveAt(2_000, second, a);
    a.event(3_000, 'ADDED', call(1, 'HELD', ''));
    expect(shown(fed(second, a), 'a')).toMatchObject({ wweOrigin: 'https://wwe.example.com', wwePath: null });
  });

  it('is named in a reverse embedding', () => {
    const outer = new Record('outer', 'top', { origin: 'https://crm.example.com' });
    const wwe = new Record('wwe', 'top/0', { origin: SECOND });
    wwe.request(2_000, outer, '0', 'agent.get');
    outer.answer(2_100, '0', {}, { peer: 'top/0', origin: SECOND });
    expect(shown(fed(wwe, outer), 'outer')).toMatchObject({ wweOrigin: SECOND, wwePath: 'top/0', untrusted: 0 });
  });

  it('is believed no more when the request turns out to be another document’s', () => {
    const { a, second } = worlds();
    proveAt(2_000, second, a);
    a.event(2_100, 'ADDED', call(1, 'HELD', ''), FROM_SECOND);
    a.caseEvent(2_101, 'CASE_SELECTED', 'case-5', FROM_SECOND);
    a.add(2_102, { ...SERVER, event: 'markdone', data: {} }, FROM_SECOND);
    a.event(2_103, 'ADDED', call(5, 'TALKING', ''));
    const session = fed(second, a);
    expect(states(session)).toEqual(['1 HELD', '5 TALKING']);
    // What that window selects is a case of its own, whatever its id.
    expect(session.cases().map((one) => one.selected)).toEqual([false, null]);
    const later = new Record('a2', 'top/0', { timeOrigin: 1_990 });
    session.feed([...later.inputs(), { what: 'ended', document: 'a2', t: 9_000 }]);
    session.feed([{ what: 'ended', document: 'a', t: 9_500 }]);
    // `a2` ended first, so it may be the one that asked.
    expect(states(session)).toEqual(['5 TALKING']);
    expect(session.cases().map((one) => one.selected)).toEqual([null]);
    expect(session.unattachedMarkDone()).toEqual([]);
    expect(shown(session, 'a')?.untrusted).toBe(4);
  });

  it('leaves nothing behind when all that there was came from it', () => {
    const { a, second } = worlds();
    proveAt(2_000, second, a);
    a.event(2_100, 'ADDED', call(1, 'HELD', ''), FROM_SECOND);
    const session = fed(second, a);
    expect(session.interactions()).toHaveLength(1);
    session.forget((id) => id === 'a');
    expect(session.interactions()).toEqual([]);
    const again = fed(second, a);
    expect(again.interactions()).toHaveLength(1);
    again.feed([
      ...new Record('a2', 'top/0', { timeOrigin: 1_990 }).inputs(),
      { what: 'ended', document: 'a2', t: 9_000 },
      { what: 'ended', document: 'a', t: 9_500 },
    ]);
    expect(again.interactions()).toEqual([]);
    expect(again.cases()).toEqual([]);
  });

  it('makes a client of a page that heard it, though its requests were forgotten', () => {
    const { a, second } = worlds();
    proveAt(2_000, second, a);
    const session = fed(second, a);
    session.clear();
    expect(shown(session, 'a')?.isClient).toBe(true);
  });

  it('is named by the latest proof', () => {
    const { a, second } = worlds();
    const third = new Record('third', 'top/0/1', { origin: 'https://third.example.com', timeOrigin: 1_004 });
    const from = { peer: 'top/0/1', origin: third.info.origin };
    proveAt(2_000, second, a, 'p');
    third.request(3_000, a, 'q', 'agent.get');
    a.answer(3_010, 'q', {}, from);
    second.request(4_000, a, 'r', 'agent.get');
    const session = fed(second, third, a);
    expect(shown(session, 'a')).toMatchObject({ wwePath: 'top/0/1', wweOrigin: third.info.origin });
    const answer = a.answer(4_010, 'r', {}, FROM_SECOND);
    session.feed([{ what: 'entries', document: 'a', entries: [answer] }]);
    expect(shown(session, 'a')).toMatchObject({ wwePath: 'top/0/0', wweOrigin: SECOND });
    session.forget((id) => id !== 'second');
    expect(shown(session, 'a')).toMatchObject({ wwePath: 'top/0/1' });
  });

  it('stays proven after Clear', () => {
    const { a, second } = worlds();
    proveAt(2_000, second, a);
    const session = fed(second, a);
    session.clear();
    expect(session.requests()).toEqual([]);
    const event = a.event(4_000, 'ADDED', call(1, 'HELD', ''), FROM_SECOND);
    session.feed([{ what: 'entries', document: 'a', entries: [event] }]);
    expect(states(session)).toEqual(['1 HELD']);
    expect(shown(session, 'a')).toMatchObject({ wwePath: 'top/0/0', wweOrigin: SECOND, untrusted: 0 });
  });

  it('stays proven after Clear, and when the request that proved it was dropped', () => {
    const { a, second } = worlds();
    proveAt(2_000, second, a);
    a.event(2_050, 'ADDED', call(9, 'HELD', ''), FORGED);
    const session = createSession({ requests: 3 });
    session.feed([...second.inputs(), ...a.inputs()]);
    for (const clear of [() => undefined, () => session.clear()]) {
      for (let index = 0; index < 9; index += 1) {
        const entry = second.request(3_000 + index, null, `r${index}`, 'agent.get');
        session.feed([{ what: 'entries', document: 'second', entries: [entry] }]);
      }
      expect(session.request('a p')).toBeUndefined();
      clear();
      const event = a.event(4_000, 'ADDED', call(a.entries.length, 'HELD', ''), FROM_SECOND);
      session.feed([{ what: 'entries', document: 'a', entries: [event] }]);
      expect(states(session)).toContain(`${event.n - 1} HELD`);
      expect(shown(session, 'a')).toMatchObject({ wwePath: 'top/0/0', wweOrigin: SECOND });
    }
    expect(shown(session, 'a')?.untrusted).toBe(0);
  });

  it('is forgotten with the document that was seen to be asked', () => {
    const { a, second } = worlds();
    proveAt(2_000, second, a);
    a.event(2_100, 'ADDED', call(1, 'HELD', ''), FROM_SECOND);
    const session = fed(second, a);
    session.clear();
    session.forget((id) => id === 'a');
    const event = a.event(2_200, 'ADDED', call(2, 'HELD', ''), FROM_SECOND);
    session.feed([{ what: 'entries', document: 'a', entries: [event] }]);
    expect(states(session)).toEqual([]);
    expect(shown(session, 'a')).toMatchObject({ wwePath: null, untrusted: 1 });
  });
});
