// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { installTexts, messagesLookup } from '../i18n.ts';
import { PanelProvider } from '../stores/panel.ts';
import { startPanel } from '../stores/start.ts';
import { FakeTab } from '../stores/testdata/tab.ts';
import { ViewTabs } from './ViewTabs.tsx';

const life = new AbortController();
let root: HTMLElement;
beforeEach(() => {
  installTexts(messagesLookup(english));
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  life.abort();
  render(null, root);
  root.remove();
});

test('arrow keys go round the views, one of which is chosen and found by Tab', async () => {
  const { road, soon } = new FakeTab();
  const storage = { get: async () => ({}), set: async () => {} };
  const around = { road, storage, onNavigated() {}, reload() {}, soon, copy() {} };
  const stores = await startPanel(around, life.signal);
  act(() =>
    render(
      <PanelProvider value={stores}>
        <ViewTabs />
      </PanelProvider>,
      root,
    ),
  );
  const tabs = () => [...root.querySelectorAll<HTMLElement>('[role=tab]')];
  const press = (key: string) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    act(() => void document.activeElement?.dispatchEvent(event));
    return event.defaultPrevented;
  };
  tabs()[0]?.focus();
  expect(press('ArrowLeft')).toBe(true);
  expect([stores.view.value, document.activeElement?.textContent]).toEqual(['compose', 'Compose']);
  press('ArrowRight');
  press('ArrowRight');
  expect(tabs().map((tab) => [tab.textContent, tab.getAttribute('aria-selected'), tab.tabIndex])).toEqual([
    ['Interactions', 'false', -1],
    ['Messages', 'true', 0],
    ['Compose', 'false', -1],
  ]);
  expect(press('x')).toBe(false);
});
