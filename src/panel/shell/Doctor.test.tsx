// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { CLIENT, FakeTab } from '../stores/testdata/tab.ts';
import { useStage } from '../testdata/stage.ts';
import { Doctor } from './Doctor.tsx';
import { PanelProvider } from './PanelProvider.tsx';
import { startPanel } from './start.ts';

const stage = useStage();

test('two requests of one window under one id, both open: the doctor says so without Messages, and leads to the rows', async () => {
  const tab = new FakeTab();
  const storage = { get: async () => ({}), set: async () => {} };
  const around = { transport: tab.transport, storage, onNavigated() {}, reload() {}, soon: tab.soon, copy() {} };
  const host = tab.open('host', { path: 'top', target: null, origin: 'https://wwe.example.com' });
  const page = tab.open('page');
  for (const [at, request] of ['agent.get', 'agent.getState'].entries())
    host.add(500 + at, { ...CLIENT, request, referenceId: '0' }, { peer: 'top/0', origin: page.info.origin });
  const stores = await startPanel(around, stage.signal);
  await act(() => tab.flow());
  const onClose = vi.fn();
  const show = () =>
    render(
      <PanelProvider value={stores}>
        <Doctor onClose={onClose} />
      </PanelProvider>,
      stage.root,
    );
  act(show);
  expect(stage.root.textContent).toContain('2 requests of the page at top/0 were open at once');
  expect(() => stores.watching.session.messages()).toThrow();
  stores.client.value = 'page';
  const button = [...stage.root.querySelectorAll('button')].find(
    (one) => one.textContent === english.hop_show_rows.message,
  );
  act(() => button?.click());
  expect([stores.view.value, stores.messageFilter.value, stores.client.value]).toEqual([
    'messages',
    'is:id-shared',
    null,
  ]);
  expect(onClose).toHaveBeenCalledOnce();
});
