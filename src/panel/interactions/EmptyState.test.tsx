// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import type { Reach } from '../../link/messages.ts';
import { installTexts, messagesLookup } from '../i18n.ts';
import { PanelProvider } from '../stores/panel.ts';
import { startPanel } from '../stores/start.ts';
import { FakeTab } from '../stores/testdata/tab.ts';
import { EmptyState } from './EmptyState.tsx';

let life = new AbortController();
beforeEach(() => {
  life = new AbortController();
  installTexts(messagesLookup(english));
});
afterEach(() => life.abort());

/** The empty state of a panel whose hello showed `reach`. */
async function show(reach: Reach) {
  const tab = new FakeTab();
  tab.reach = reach;
  const reload = vi.fn();
  const stores = await startPanel(
    {
      road: tab.road,
      storage: { get: async () => ({}), set: async () => {} },
      onNavigated() {},
      reload,
      soon: tab.soon,
      copy() {},
    },
    life.signal,
  );
  await tab.flow();
  await tab.passTime();
  const root = document.createElement('div');
  render(
    <PanelProvider value={stores}>
      <EmptyState filtered={false} />
    </PanelProvider>,
    root,
  );
  const texts = (selector: string) => [...root.querySelectorAll(selector)].map(({ textContent }) => textContent);
  return { root, texts, reload };
}

test('no bridge in the tab: the page is to be reloaded', async () => {
  const { texts } = await show({ reached: false, allowed: true });
  expect([texts('h2'), texts('p')[0]]).toEqual([
    [english.empty_unreachable.message],
    english.hop_bridge_none_fix.message,
  ]);
});

test('the user withholds the permission: how to grant it, and then the page is to be reloaded', async () => {
  const { root, texts, reload } = await show({ reached: false, allowed: false });
  expect([texts('h2'), texts('p')[0]]).toEqual([[english.hop_withheld.message], english.hop_withheld_fix.message]);
  root.querySelector('button')?.click();
  expect(reload).toHaveBeenCalledOnce();
});

test('nothing of WWE, and frames that may not be watched: that is said too', async () => {
  const { texts } = await show({ reached: true, allowed: false });
  expect(texts('h2')).toEqual([english.empty_no_wwe.message]);
  expect(texts('.note')).toEqual([`${english.hop_some_withheld.message} ${english.hop_withheld_fix.message}`]);
});

test('nothing of WWE, and every frame is watched: nothing is said of permissions', async () => {
  const { texts } = await show({ reached: true, allowed: true });
  expect([texts('h2'), texts('.note')]).toEqual([[english.empty_no_wwe.message], []]);
});
