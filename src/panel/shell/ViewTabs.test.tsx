// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { FakeTab } from '../stores/testdata/tab.ts';
import { useStage } from '../testdata/stage.ts';
import { PanelProvider } from './PanelProvider.tsx';
import { startPanel } from './start.ts';
import { ViewTabs } from './ViewTabs.tsx';

const stage = useStage();

test('arrow keys go round the views, one of which is chosen and found by Tab', async () => {
  const { transport, soon } = new FakeTab();
  const storage = { get: async () => ({}), set: async () => {} };
  const around = { transport, storage, onNavigated() {}, reload() {}, soon, copy() {} };
  const stores = await startPanel(around, stage.signal);
  act(() =>
    render(
      <PanelProvider value={stores}>
        <ViewTabs />
      </PanelProvider>,
      stage.root,
    ),
  );
  const tabs = () => [...stage.root.querySelectorAll<HTMLElement>('[role=tab]')];
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
