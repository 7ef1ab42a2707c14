import { expect, test } from 'vitest';
import type { Subscription } from '../../session/model.ts';
import { endNeedless, needless } from './subscribing.ts';
import { watchTab } from './testdata/commands.ts';
import { CLIENT, chat } from './testdata/tab.ts';

const subscription = (by: 'tool' | 'page', event: string, subscriptionId: unknown, wwe = 'one'): Subscription => ({
  document: 'page',
  wwe,
  event,
  since: 1,
  by,
  subscriptionId,
});

function setUp() {
  const { tab, abort, watching, commands } = watchTab();
  endNeedless(watching, commands, abort.signal);
  return { tab, watching };
}

test('needless is what the tool subscribed to and the page too', () => {
  const [tool, toolOther, page, pageOther] = [
    subscription('tool', 'interaction', 1),
    subscription('tool', 'markdone', 2),
    subscription('page', 'interaction', 3),
    subscription('page', 'agent', 4),
  ];
  expect(needless([tool, toolOther, page, pageOther])).toEqual([tool]);
  expect(needless([tool, toolOther])).toEqual([]);
  expect(needless([page, page])).toEqual([]);
  // What a page is told by another WWE brings nothing of this one.
  expect(needless([tool, subscription('page', 'interaction', 3, 'another')])).toEqual([]);
});

test('the tool’s own subscription ends once, when the page subscribes', async () => {
  const { tab, watching } = setUp();
  const host = tab.open('host', { path: 'top', target: null, origin: 'https://wwe.example.com' });
  const page = tab.open('page');
  const subscribe = (t: number, referenceId: string) => {
    const more = { peer: 'top/0', origin: page.info.origin };
    host.add(t, { ...CLIENT, event: 'subscribe', data: 'interaction', referenceId }, more);
  };
  page.event(500, chat('1'));
  watching.hello();
  await tab.flow();

  const ref = 'wwe-devtools-m-0';
  const command = { ...CLIENT, event: 'subscribe', data: 'interaction', referenceId: ref };
  page.add(600, command, { sort: 'command', kind: 'subscribe' });
  subscribe(601, ref);
  page.answer(610, ref, { subscriptionId: 41 });
  await tab.flow();
  expect(page.commands).toEqual([]);

  subscribe(700, '0');
  page.answer(710, '0', { subscriptionId: 42 });
  await tab.flow();
  page.event(720, chat('2'));
  await tab.flow();
  expect(page.commands).toMatchObject([{ verb: 'unsubscribe', name: 'interaction', parameters: '41' }]);
});

test('it ends through the client that made it, whichever client is first', async () => {
  const { tab, watching } = setUp();
  const host = tab.open('host', { path: 'top', target: null, origin: 'https://wwe.example.com', timeOrigin: 0 });
  const first = tab.open('first', { path: 'top/0', timeOrigin: 1 });
  const second = tab.open('second', { path: 'top/1', timeOrigin: 2 });
  const subscribe = (t: number, referenceId: string) => {
    const more = { peer: 'top/1', origin: second.info.origin };
    host.add(t, { ...CLIENT, event: 'subscribe', data: 'interaction', referenceId }, more);
  };
  first.event(500, chat('1'));
  second.event(500, chat('1'));
  watching.hello();
  await tab.flow();
  const ref = 'wwe-devtools-m-0';
  const command = { ...CLIENT, event: 'subscribe', data: 'interaction', referenceId: ref };
  second.add(600, command, { sort: 'command', kind: 'subscribe' });
  subscribe(601, ref);
  second.answer(610, ref, { subscriptionId: 1 });
  subscribe(701, '0');
  second.answer(710, '0', { subscriptionId: 2 });
  await tab.flow();
  await tab.flow();
  expect([first.commands.length, second.commands.length]).toEqual([0, 1]);
});
