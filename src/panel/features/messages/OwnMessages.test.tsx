// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { PanelProvider } from '../../shell/PanelProvider.tsx';
import { startPanel } from '../../shell/start.ts';
import { CLIENT, chat, FakeTab, SERVER } from '../../stores/testdata/tab.ts';
import { useStage } from '../../testdata/stage.ts';
import { StateTab } from '../interactions/StateTab.tsx';
import { OwnMessages } from './OwnMessages.tsx';

const stage = useStage();

/** A panel that saw two chats, of which the first is shown. */
async function start() {
  const tab = new FakeTab();
  const page = tab.open('page');
  const storage = { get: async () => ({}), set: async () => {} };
  const around = { transport: tab.transport, storage, onNavigated() {}, reload() {}, soon: tab.soon, copy() {} };
  const stores = await startPanel(around, stage.signal);
  page.event(1_000, chat('1'), 'ADDED');
  page.event(1_100, chat('2'), 'ADDED');
  page.event(1_200, chat('1', {}, { state: 'COMPLETED', previousState: 'ACCEPTED' }), 'REMOVED');
  await act(() => tab.flow());
  const one = stores.watching.session.interactions().find(({ id }) => id === '1') ?? expect.fail('no chat');
  const draw = (Tab: typeof OwnMessages, shown = one) =>
    act(() =>
      render(
        <PanelProvider value={stores}>
          <Tab key={shown.key} one={shown} />
        </PanelProvider>,
        stage.root,
      ),
    );
  return { stores, draw, tab, page };
}

test('lists the messages of one interaction alone, and a click opens one in Messages', async () => {
  const { stores, draw } = await start();
  draw(OwnMessages);
  const rows = [...stage.root.querySelectorAll<HTMLElement>('[data-message]')];
  expect(rows.map((row) => row.querySelector('.cell-name')?.textContent)).toEqual([
    'ADDED interaction',
    'REMOVED interaction',
  ]);
  act(() => rows[1]?.click());
  expect([stores.view.value, stores.messages.selected.value]).toEqual(['messages', rows[1]?.dataset.message]);
});

test('those of another WWE’s interaction with the same id are not among them', async () => {
  const { stores, draw, tab, page } = await start();
  const evil = tab.open('evil', { path: 'top/1', target: null, origin: 'https://evil.example.com' });
  const child = tab.open('child', { path: 'top/1/0', target: 'top/1', origin: 'https://evil.example.com' });
  const host = tab.open('host', { path: 'top', target: null });
  const from = { peer: 'top/1', origin: 'https://evil.example.com' };
  const data = { eventType: 'REPEATED', interaction: chat('1') };
  child.add(2_000, { ...SERVER, event: 'interaction', data }, from);
  const ask = { ...CLIENT, parameters: ['1'], referenceId: '0' };
  evil.add(2_001, { ...ask, request: 'interaction.markdone' }, { peer: 'top/1/0', origin: child.info.origin });
  host.add(2_002, { ...ask, request: 'interaction.blockMarkdone' }, { peer: 'top/0', origin: page.info.origin });
  stores.watching.hello();
  await act(() => tab.flow());
  const named = (key: string) => {
    const one = stores.watching.session.interactions().find(({ id, wwe }) => id === '1' && wwe.key.includes(key));
    draw(OwnMessages, one);
    return [...stage.root.querySelectorAll('[data-message] .cell-name')].map(({ textContent }) => textContent);
  };
  expect(named('wwe.example.com')).toEqual(['ADDED interaction', 'REMOVED interaction', 'interaction.blockMarkdone']);
  expect(named('evil.example.com')).toEqual(['REPEATED interaction', 'interaction.markdone']);
});

test('the cause of a transition opens its row', async () => {
  const { stores, draw } = await start();
  draw(StateTab);
  act(() => [...stage.root.querySelectorAll<HTMLElement>('.transitions .link')].at(-1)?.click());
  await vi.waitFor(() => expect(stores.view.value).toBe('messages'));
  const key = stores.messages.selected.value ?? '';
  expect([stores.view.value, stores.watching.session.messages().get(key)?.detail]).toEqual(['messages', 'REMOVED']);
});
