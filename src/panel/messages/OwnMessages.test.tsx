// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { StateTab } from '../interactions/StateTab.tsx';
import { PanelProvider } from '../stores/panel.ts';
import { startPanel } from '../stores/start.ts';
import { chat, FakeTab } from '../stores/testdata/tab.ts';
import { useStage } from '../testdata/stage.ts';
import { OwnMessages } from './OwnMessages.tsx';

const stage = useStage();

/** A panel that saw two chats, of which the first is shown. */
async function start() {
  const tab = new FakeTab();
  const page = tab.open('page');
  const storage = { get: async () => ({}), set: async () => {} };
  const around = { road: tab.road, storage, onNavigated() {}, reload() {}, soon: tab.soon, copy() {} };
  const stores = await startPanel(around, stage.signal);
  page.event(1_000, chat('1'), 'ADDED');
  page.event(1_100, chat('2'), 'ADDED');
  page.event(1_200, chat('1', {}, { state: 'COMPLETED', previousState: 'ACCEPTED' }), 'REMOVED');
  await act(() => tab.flow());
  const one = stores.watching.session.interactions().find(({ id }) => id === '1') ?? expect.fail('no chat');
  const draw = (Tab: typeof OwnMessages) =>
    act(() =>
      render(
        <PanelProvider value={stores}>
          <Tab one={one} />
        </PanelProvider>,
        stage.root,
      ),
    );
  return { stores, draw };
}

test('lists the messages of one interaction alone, and a click opens one in Messages', async () => {
  const { stores, draw } = await start();
  draw(OwnMessages);
  const rows = [...stage.root.querySelectorAll<HTMLElement>('[data-message]')];
  expect(rows.map((row) => row.querySelector('.cell-name')?.textContent)).toEqual([
    'interaction ADDED',
    'interaction REMOVED',
  ]);
  act(() => rows[1]?.click());
  expect([stores.view.value, stores.messages.selected.value]).toEqual(['messages', rows[1]?.dataset.message]);
});

test('the cause of a transition opens its row', async () => {
  const { stores, draw } = await start();
  draw(StateTab);
  act(() => [...stage.root.querySelectorAll<HTMLElement>('.transitions .link')].at(-1)?.click());
  await vi.waitFor(() => expect(stores.view.value).toBe('messages'));
  const key = stores.messages.selected.value ?? '';
  expect([stores.view.value, stores.watching.session.messages().get(key)?.detail]).toEqual(['messages', 'REMOVED']);
});
