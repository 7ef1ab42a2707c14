import { expect, test } from 'vitest';
import { attachedSession } from './testdata/attached.ts';
import { CLIENT, call, Record, SERVER } from './testdata/world.ts';

/** A client that WWE opened has subscribed, and knows an interaction. */
function opened() {
  const page = new Record('page', 'top', { target: 'opener', origin: 'https://page.example.com' });
  const from = { peer: 'opener' };
  const session = attachedSession();
  let fed = 0;
  const feed = () => {
    const entries = page.entries.slice(fed);
    fed = page.entries.length;
    session.feed([
      { what: 'document', info: page.info },
      { what: 'entries', document: 'page', entries },
    ]);
  };
  const subscribe = (t: number, referenceId: string, subscriptionId: unknown) => {
    page.add(t, { ...CLIENT, event: 'subscribe', data: 'interaction', referenceId }, { sort: 'command', ...from });
    page.answer(t + 1, referenceId, { subscriptionId }, from);
  };
  page.add(1_900, { ...SERVER, frameId: 1 }, from);
  page.event(1_950, 'ADDED', call(1, 'RINGING', ''), from);
  subscribe(2_000, 'wwe-devtools-m-1', 7);
  feed();
  const ids = () => session.subscriptions().map(({ subscriptionId }) => subscriptionId);
  const shown = () => session.watchedSubscriptions().map(({ subscriptionId, isFormer }) => [subscriptionId, isFormer]);
  return { page, session, feed, subscribe, ids, shown, from };
}

test.each([
  ['its id is another’s', (page: Record) => page.event(3_000, 'X', call(1, 'X', '', { interactionUUID: 'U' }), OPENER)],
  ['the frame id is told again', (page: Record) => page.add(3_000, { ...SERVER, frameId: 2 }, OPENER)],
])('a subscription ends with the life of WWE that confirmed it: %s', (_, reload) => {
  const { page, session, feed, subscribe, ids, shown } = opened();
  expect([ids(), shown()]).toEqual([[7], [[7, false]]]);
  reload(page);
  feed();
  expect([ids(), shown()]).toEqual([[], [[7, true]]]);
  // The next life gives its ids anew.
  subscribe(3_100, 'wwe-devtools-m-2', 7);
  feed();
  expect(ids()).toEqual([7]);
  expect(session.subscriptions()[0]?.since).toBe(3_101);
});

test('what is cleared away stays over, and a life that ends after it ends what was confirmed before', () => {
  const { page, session, feed, subscribe, ids } = opened();
  session.clear();
  expect(ids()).toEqual([7]);
  page.add(3_000, { ...SERVER, frameId: 2 }, OPENER);
  feed();
  expect(ids()).toEqual([]);
  session.clear();
  expect(ids()).toEqual([]);
  subscribe(3_100, 'wwe-devtools-m-2', 8);
  feed();
  expect(ids()).toEqual([8]);
});

test('in a reverse embedding it ends with the page of WWE that was seen to get it', () => {
  const page = new Record('page', 'top', { origin: 'https://page.example.com' });
  const wwe = new Record('wwe', 'top/0', { origin: 'https://wwe.example.com', target: 'top' });
  const asked = { peer: 'top', origin: page.info.origin };
  wwe.add(2_000, { ...CLIENT, event: 'subscribe', data: 'interaction', referenceId: '0' }, asked);
  page.answer(2_010, '0', { subscriptionId: 7 }, { peer: 'top/0', origin: wwe.info.origin });
  const session = attachedSession();
  session.feed([...page.inputs(), ...wwe.inputs()]);
  expect(session.subscriptions()).toHaveLength(1);
  session.feed([{ what: 'ended', document: 'wwe', t: 3_000 }]);
  expect(session.subscriptions()).toEqual([]);
});

const OPENER = { peer: 'opener' };

test('where WWE is the page around a client, no id and no frame id says that its subscriptions are over', () => {
  const page = new Record('page', 'top/0', { target: 'parent', origin: 'https://page.example.com' });
  const from = { peer: 'top' };
  page.add(1_900, { ...SERVER, frameId: 1 }, from);
  page.event(1_950, 'ADDED', call(1, 'RINGING', '', { interactionUUID: 'U' }), from);
  page.add(
    2_000,
    { ...CLIENT, event: 'subscribe', data: 'interaction', referenceId: 'wwe-devtools-m-1' },
    { sort: 'command', ...from },
  );
  page.answer(2_001, 'wwe-devtools-m-1', { subscriptionId: 7 }, from);
  // It went to somebody else, and came back.
  page.event(3_000, 'ADDED', call(2, 'RINGING', '', { interactionUUID: 'U' }), from);
  page.add(3_100, { ...SERVER, frameId: 2 }, from);
  const session = attachedSession();
  session.feed([
    { what: 'document', info: page.info },
    { what: 'entries', document: 'page', entries: page.entries },
  ]);
  expect(session.subscriptions().map(({ subscriptionId }) => subscriptionId)).toEqual([7]);
  expect(session.watchedSubscriptions().map(({ isFormer }) => isFormer)).toEqual([false]);
});
