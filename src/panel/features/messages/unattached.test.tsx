// @vitest-environment happy-dom
/** Whatever is opened first: nothing asks for rows before they are made, and what needs none does not make them. */

import type { ComponentType } from 'preact';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { posted } from '../../../protocol/notes.ts';
import { type AllStores, PanelProvider } from '../../shell/PanelProvider.tsx';
import { StatusBar } from '../../shell/StatusBar.tsx';
import { startPanel } from '../../shell/start.ts';
import { rowOf } from '../../stores/message-rows.ts';
import { CLIENT, FakeTab } from '../../stores/testdata/tab.ts';
import { useStage } from '../../testdata/stage.ts';
import { knownNames } from './known-names.ts';
import { MessagesView } from './MessagesView.tsx';
import { ToolbarFilter } from './ToolbarFilter.tsx';

const stage = useStage();

/** A panel on the view Interactions, over a page that asked WWE for something; nobody wanted rows yet. */
async function start() {
  const tab = new FakeTab();
  const page = tab.open('page');
  const host = tab.open('host', { path: 'top', target: null });
  const storage = { get: async () => ({}), set: async () => {} };
  const around = { transport: tab.transport, storage, onNavigated() {}, reload() {}, soon: tab.soon, copy() {} };
  const stores = await startPanel(around, stage.signal);
  const message = { ...CLIENT, request: 'agent.get', parameters: [], referenceId: '0' };
  host.add(1_000, message, { peer: 'top/0', origin: 'https://page.example.com' });
  page.answer(1_005, '0', { data: 'found me' });
  page.add(1_010, posted({ note: 'dropped', at: 1_009, client: 0, count: 1_234 }), { sort: 'probe', kind: 'dropped' });
  await act(() => tab.flow());
  expect(() => stores.watching.session.messages()).toThrow('attach');
  return { tab, stores };
}

function draw(stores: AllStores, View: ComponentType): void {
  act(() =>
    render(
      <PanelProvider value={stores}>
        <View />
      </PanelProvider>,
      stage.root,
    ),
  );
}

test('the status bar needs no rows, and says how many notes the probe dropped', async () => {
  const { stores } = await start();
  draw(stores, StatusBar);
  const text = stage.root.textContent ?? '';
  expect(text).toContain(`${(1_234).toLocaleString()} notes of the probe dropped`);
  expect(text).toContain('2 messages');
  expect(() => stores.watching.session.messages()).toThrow('attach');
});

test('the toolbar’s filter, written into before Messages was ever opened', async () => {
  const { stores } = await start();
  draw(stores, ToolbarFilter);
  const input = stage.root.querySelector('input') ?? expect.fail('no input');
  act(() => {
    input.focus();
    input.value = 'service:';
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  expect(stores.messageFilter.value).toBe('service:');
  expect(knownNames(stores.watching.session).values.service).toContain('agent.get');
});

test('Messages, opened first with a filter that searches payloads, a row picked and its subscriptions shown', async () => {
  const { tab, stores } = await start();
  stores.messageFilter.value = '"found me"';
  stores.messages.selected.value = 'host 1';
  stores.messages.subscriptions.value = true;
  stores.view.value = 'messages';
  draw(stores, MessagesView);
  await act(() => tab.flow());
  await expect.poll(() => stage.root.querySelectorAll('[data-message]').length).toBe(1);
  act(() => {
    stores.messages.subscriptions.value = false;
  });
  expect(stage.root.querySelector('.details')?.textContent).toContain('agent.get');
});

test('an entry’s row, wanted first', async () => {
  const { stores } = await start();
  const { session } = stores.watching;
  expect(rowOf(session, { document: 'page', n: 1 })?.key).toBe('host 1');
  expect(rowOf(session, { document: 'page', n: 99 })).toBeUndefined();
});
