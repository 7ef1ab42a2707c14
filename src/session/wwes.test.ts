import { describe, expect, it } from 'vitest';
import type { SessionInteraction } from './model.ts';
import { createSession } from './session.ts';
import { FROM_SECOND, fed, proveAt, SECOND, shown } from './testdata/second.ts';
import { call, Record, SERVER, WWE, world } from './testdata/world.ts';
import { wweOf } from './wwe.ts';

const EVIL = 'https://evil.example.com';

/** WWE at the top with a client of its own, and a hostile frame in it with a frame of its own. */
function hostile() {
  return {
    host: new Record('host', 'top'),
    client: new Record('client', 'top/0', { timeOrigin: 1_001 }),
    evil: new Record('evil', 'top/1', { origin: EVIL, timeOrigin: 1_002 }),
    child: new Record('child', 'top/1/0', { origin: EVIL, target: 'top/1', timeOrigin: 1_003 }),
    from: { peer: 'top/1', origin: EVIL },
  };
}
const said = (one: SessionInteraction | undefined) => [
  one?.wwe.window,
  one?.wwe.origin,
  one?.state,
  one?.raw.userData,
  one?.documents,
];

describe('a frame that repeats WWE’s words to a frame of its own, changed', () => {
  it('is another WWE: nothing of its own is WWE’s', () => {
    const { host, client, evil, child, from } = hostile();
    client.event(2_000, 'ADDED', call(1, 'TALKING', '', { isCaseSelected: true }));
    child.event(2_001, 'ADDED', call(1, 'HELD', 'TALKING', { userData: { Segment: 'stolen' } }), from);
    child.caseEvent(2_002, 'CASE_COLLAPSED', 'case-1', from);
    child.add(2_003, { ...SERVER, event: 'markdone', data: { interactionId: '1' } }, from);
    child.event(2_004, 'REMOVED', call(1, 'IDLE', 'HELD', { userData: { Segment: 'stolen' } }), from);
    const session = fed(host, client, evil, child);
    expect(session.interactions().map(said)).toEqual([
      ['top', WWE, 'TALKING', { Segment: 'Gold' }, ['client']],
      ['top/1', EVIL, 'IDLE', { Segment: 'stolen' }, ['child']],
    ]);
    const [own, other] = session.interactions();
    expect([own?.ended, other?.ended?.why]).toEqual([null, 'removed']);
    expect(own?.block.history).toEqual([]);
    expect(session.cases().map(({ wwe, id, selected, expanded }) => [wwe.origin, id, selected, expanded])).toEqual([
      [WWE, 'case-1', true, null],
      [EVIL, 'case-1', null, false],
    ]);
  });

  it('keeps them apart by id and case too, where there is no UUID', () => {
    const { client, child, from } = hostile();
    for (const more of [{ interactionUUID: undefined }, { interactionUUID: undefined, caseId: undefined }]) {
      client.event(2_000, 'ADDED', call(1, 'TALKING', '', more));
      child.event(2_001, 'ADDED', call(1, 'HELD', '', more), from);
    }
    expect(fed(client, child).interactions().map(said)).toEqual([
      ['top', WWE, 'TALKING', { Segment: 'Gold' }, ['client']],
      ['top/1', EVIL, 'HELD', { Segment: 'Gold' }, ['child']],
    ]);
  });

  it('blocks, lists and ends its own only', () => {
    const { host, client, evil, child, from } = hostile();
    client.event(2_000, 'ADDED', call(1, 'TALKING', ''));
    child.event(2_001, 'ADDED', call(2, 'TALKING', ''), from);
    evil.request(2_100, child, '0', 'interaction.blockMarkdone', ['1', 'forged']);
    child.answer(2_101, '0', {}, from);
    evil.request(2_200, child, '1', 'interaction.getInteractions');
    child.answer(2_201, '1', { data: [] }, from);
    evil.request(2_300, child, '2', 'interaction.getByInteractionId', ['1']);
    child.answer(2_301, '2', { data: null }, from);
    const session = fed(host, client, evil, child);
    expect(session.requests().map(({ wwe, answeredBy }) => [wwe, answeredBy])).toEqual(
      Array.from({ length: 3 }, () => [wweOf('top/1', EVIL).key, 'wwe']),
    );
    expect(session.interactions().map(({ id, ended, block }) => [id, ended?.why, block.history.length])).toEqual([
      ['1', undefined, 0],
      ['2', 'gone', 1],
    ]);
  });

  it('tells of ends that are nobody’s here by itself', () => {
    const { client, child, from } = hostile();
    child.add(2_000, { ...SERVER, event: 'markdone', data: { interactionId: '9' } }, from);
    client.add(2_001, { ...SERVER, event: 'markdone', data: { interactionId: '9' } });
    expect(
      fed(client, child)
        .unattachedMarkDone()
        .map(({ wwe }) => wwe),
    ).toEqual([wweOf('top/1', EVIL).key, wweOf('top', WWE).key]);
  });

  it('is named beside WWE, each with the clients through which it is asked', () => {
    const { client, child, from } = hostile();
    child.add(1_500, { ...SERVER, frameId: 1 }, from);
    client.event(2_000, 'ADDED', call(1, 'TALKING', ''));
    const session = fed(client, child);
    expect([shown(session, 'client')?.wwes, shown(session, 'child')?.wwes]).toEqual([
      [{ ...wweOf('top', WWE), to: null }],
      [{ ...wweOf('top/1', EVIL), to: null }],
    ]);
  });

  it('does not answer for WWE what the page asked of WWE, though the page takes it for the answer', () => {
    // The page of the client embeds WWE, and is embedded itself by somebody hostile.
    const page = new Record('page', 'top/0', { target: 'top' });
    const second = new Record('second', 'top/0/0', { origin: SECOND, timeOrigin: 1_003 });
    proveAt(2_000, second, page);
    page.event(2_050, 'ADDED', call(1, 'TALKING', ''), FROM_SECOND);
    second.request(2_100, page, 'b', 'interaction.blockMarkdone', ['1', 'wait']);
    page.answer(2_101, 'b', {}, { peer: 'top', origin: EVIL });
    const session = fed(second, page);
    expect(session.request('page b')?.answeredBy).toBe('untrusted sender');
    expect(session.interactions()[0]?.block.status).toBe('unknown');
    expect(shown(session, 'page')?.wwes).toEqual([
      { ...wweOf('top', EVIL), to: null },
      { ...wweOf('top/0/0', SECOND), to: 'top/0/0' },
    ]);
  });
});

describe('one WWE', () => {
  it('is heard by several clients, and joined', () => {
    const { a, b } = world();
    a.event(2_000, 'ADDED', call(1, 'RINGING', ''));
    b.event(2_001, 'ADDED', call(1, 'RINGING', ''));
    expect(fed(a, b).interactions().map(said)).toEqual([['top', WWE, 'RINGING', { Segment: 'Gold' }, ['b', 'a']]]);
  });

  it('is the same after it was reloaded: by UUID, under another id', () => {
    const { a } = world();
    const later = new Record('a2', 'top/0', { timeOrigin: 5_000 });
    a.event(2_000, 'ADDED', call(1, 'TALKING', ''));
    later.event(6_000, 'ADDED', call(7, 'HELD', '', { interactionUUID: 'UUID-1' }));
    const session = fed(a, later);
    session.feed([{ what: 'ended', document: 'a', t: 4_900 }]);
    expect(session.interactions()).toMatchObject([{ id: '7', formerIds: ['1'], documents: ['a2', 'a'] }]);
  });

  it('is another one when its window speaks from another origin', () => {
    const popup = new Record('popup', 'top', { target: 'opener' });
    popup.event(2_000, 'ADDED', call(1, 'TALKING', ''), { peer: 'opener' });
    popup.event(3_000, 'ADDED', call(1, 'HELD', ''), { peer: 'opener', origin: EVIL });
    const session = fed(popup);
    expect(session.interactions().map(said)).toEqual([
      ['opener', WWE, 'TALKING', { Segment: 'Gold' }, ['popup']],
      ['opener', EVIL, 'HELD', { Segment: 'Gold' }, ['popup']],
    ]);
    expect(shown(session, 'popup')).toMatchObject({
      wwes: [{ ...wweOf('opener', EVIL), to: null }],
      believed: [wweOf('opener', WWE), wweOf('opener', EVIL)],
    });
  });

  it('is each speaker by itself where the page has no target', () => {
    const top = new Record('page', 'top');
    top.event(2_000, 'ADDED', call(1, 'TALKING', ''), { peer: 'top/0', origin: SECOND });
    top.event(2_001, 'ADDED', call(1, 'HELD', ''), { peer: 'top/1', origin: EVIL });
    top.event(2_002, 'ADDED', call(1, 'IDLE', ''), { peer: 'top/0', origin: EVIL });
    const session = fed(top);
    expect(session.interactions().map(({ wwe, state }) => [wwe.window, wwe.origin, state])).toEqual([
      ['top/0', SECOND, 'TALKING'],
      ['top/1', EVIL, 'HELD'],
      ['top/0', EVIL, 'IDLE'],
    ]);
    // Nobody there can be asked: none of them was seen to get a request of that page.
    expect(shown(session, 'page')?.wwes).toEqual([]);
  });

  it('is another frame’s opener than the tab’s', () => {
    const tab = new Record('tab', 'top', { target: 'opener' });
    const frame = new Record('frame', 'top/0', { target: 'opener', timeOrigin: 1_001 });
    for (const [index, one] of [tab, frame].entries())
      one.event(2_000 + index, 'ADDED', call(1, 'TALKING', ''), { peer: 'opener' });
    expect(
      fed(tab, frame)
        .interactions()
        .map(({ wwe }) => wwe.window),
    ).toEqual(['opener', 'opener of top/0']);
  });

  it('has the subscriptions that it confirmed; another’s end does not end them', () => {
    const { host, client, evil, child, from } = hostile();
    host.subscribe(2_000, client, '0', 'interaction');
    client.answer(2_010, '0', { subscriptionId: 5 });
    evil.subscribe(2_020, child, '0', 'interaction');
    child.answer(2_030, '0', { subscriptionId: 5 }, from);
    expect(
      fed(host, client, evil, child)
        .subscriptions()
        .map(({ document, wwe }) => [document, wwe]),
    ).toEqual([
      ['client', wweOf('top', WWE).key],
      ['child', wweOf('top/1', EVIL).key],
    ]);
  });
});

describe('frames that move', () => {
  /** A frame of a page, WWE in the next, with clients in it. The first frame goes. */
  function moved() {
    const host = new Record('host', 'top/1', { origin: WWE, timeOrigin: 1_001 });
    const a = new Record('a', 'top/1/0', { target: 'top/1', timeOrigin: 1_002 });
    const b = new Record('b', 'top/1/1', { target: 'top/1', timeOrigin: 1_003 });
    return { host, a, b };
  }
  const before = { peer: 'top/1', path: 'top/1/0' };
  const after = { peer: 'top/0', path: 'top/0/0' };

  it('are the same WWE as before, for those who were there and for those who come', () => {
    const { host, a, b } = moved();
    a.event(2_000, 'ADDED', call(1, 'RINGING', ''), before);
    b.event(2_001, 'ADDED', call(1, 'RINGING', ''), { peer: 'top/1' });
    a.event(3_000, 'X', call(1, 'TALKING', ''), after);
    const newcomer = new Record('c', 'top/0/0', { target: 'top/0', timeOrigin: 4_000 });
    newcomer.event(5_000, 'X', call(1, 'HELD', ''), { peer: 'top/0' });
    const session = fed(host, a, b, newcomer);
    expect(session.interactions()).toMatchObject([
      { wwe: wweOf('top/1', WWE), state: 'HELD', documents: ['c', 'a', 'b'] },
    ]);
    // In whatever order their documents are announced.
    const late = createSession();
    for (const one of [newcomer, b, a, host]) late.feed(one.inputs());
    expect(late.interactions()).toEqual(session.interactions());
  });

  it('give their place to another WWE, which is another one', () => {
    const first = new Record('first', 'top/0/0', { target: 'top/0', timeOrigin: 1_001 });
    first.event(2_000, 'ADDED', call(1, 'RINGING', ''), { peer: 'top/0' });
    const { a } = moved();
    a.event(2_001, 'ADDED', call(1, 'TALKING', ''), before);
    a.event(3_000, 'X', call(1, 'HELD', ''), after);
    const newcomer = new Record('c', 'top/0/1', { target: 'top/0', timeOrigin: 4_000 });
    newcomer.event(5_000, 'X', call(1, 'IDLE', ''), { peer: 'top/0' });
    const session = fed(first, a, newcomer);
    session.feed([{ what: 'ended', document: 'first', t: 2_500 }]);
    expect(session.interactions().map(({ wwe, state }) => [wwe.window, state])).toEqual([
      ['top/0', 'RINGING'],
      ['top/1', 'IDLE'],
    ]);
    // A window that nobody knows comes to where one was before that has gone elsewhere.
    const other = new Record('d', 'top/1/0', { target: 'top/1', timeOrigin: 6_000 });
    other.event(7_000, 'X', call(1, 'HELD', ''), { peer: 'top/1' });
    session.feed(other.inputs());
    expect(session.interactions().map(({ wwe }) => wwe.window)).toEqual(['top/0', 'top/1', 'top/1 since 6000']);
  });

  it('are the same WWE in a reverse embedding, as soon as it answered where it is now', () => {
    const page = new Record('page', 'top', { origin: 'https://crm.example.com' });
    const wwe = new Record('wwe', 'top/1', { origin: SECOND, timeOrigin: 1_001 });
    const [old, now] = [1, 0].map((place) => ({ peer: `top/${place}`, origin: SECOND }));
    wwe.request(2_000, page, '0', 'agent.get');
    page.answer(2_010, '0', {}, old);
    page.event(2_100, 'ADDED', call(1, 'RINGING', ''), old);
    const asked = wwe.request(3_000, page, '1', 'agent.get');
    wwe.entries[wwe.entries.length - 1] = { ...asked, path: 'top/0' };
    page.answer(3_010, '1', {}, now);
    page.event(3_100, 'X', call(1, 'TALKING', ''), now);
    const session = fed(page, wwe);
    expect(session.interactions()).toMatchObject([{ wwe: wweOf('top/1', SECOND), state: 'TALKING' }]);
    expect(shown(session, 'page')?.wwes).toEqual([{ ...wweOf('top/1', SECOND), to: 'top/0' }]);
  });
});
