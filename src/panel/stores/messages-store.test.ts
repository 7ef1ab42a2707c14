import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { Session } from '../../session/api.ts';
import { createSession } from '../../session/session.ts';
import { FakeList, makeRequest, makeRow } from '../features/messages/testdata/rows.ts';
import type { View } from './choices.ts';
import { createChoice } from './choices.ts';
import type { InspectedTab } from './inspected-tab.ts';
import { createMessagesStore } from './messages-store.ts';

const ref = (n: number) => ({ document: 'page', n });
const REQUEST = { ...makeRequest('1', 'agent.get', { answeredAt: 2 }), call: ref(70), moreAnswers: [ref(80)] };

function start() {
  const list = new FakeList([REQUEST, makeRow('2', { client: 'other' })]);
  const session: Session = Object.assign(Object.create(createSession()), { messages: () => list, attach() {} });
  const view = signal<View>('interactions');
  const messageFilter = signal('is:failed');
  const messageChoice = createChoice();
  messageChoice.inverted.value = true;
  messageChoice.kinds.value = ['failed'];
  const client = signal<string | null>('page');
  const watching = { session } as Partial<InspectedTab> as InspectedTab;
  return {
    store: createMessagesStore({ watching, view, messageFilter, messageChoice, client, report() {} }),
    view,
    messageFilter,
    messageChoice,
    client,
  };
}

test.each([
  ['message', REQUEST.entry],
  ['answer', REQUEST.answer],
  ['call', REQUEST.call],
  ['further answer', REQUEST.moreAnswers[0]],
])('finds a row by its %s', async (_, entry) => {
  const { store } = start();
  expect(await store.openEntry(entry ?? expect.fail('no entry'))).toBe(true);
  expect(store.selected.value).toBe('1');
});

test('opens the row of an entry, with nothing in its way', async () => {
  const { store, view, messageFilter, client } = start();
  store.subscriptions.value = true;
  expect(await store.openEntry(ref(2))).toBe(true);
  expect([view.value, store.selected.value, messageFilter.value, client.value, store.subscriptions.value]).toEqual([
    'messages',
    '2',
    '',
    null,
    false,
  ]);
});

test('keeps the picked client where the row is one of its', async () => {
  const { store, client } = start();
  await store.openEntry(ref(1));
  expect(client.value).toBe('page');
});

test('an entry that is gone opens nothing', async () => {
  const { store, view } = start();
  expect([await store.openEntry(ref(99)), view.value, store.selected.value]).toEqual([false, 'interactions', null]);
});

test('closing says whether anything was open', () => {
  const { store } = start();
  expect(store.close()).toBe(false);
  store.selected.value = '1';
  expect([store.close(), store.selected.value]).toEqual([true, null]);
  store.subscriptions.value = true;
  expect([store.close(), store.subscriptions.value]).toEqual([true, false]);
});
