// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import english from '../../../../public/_locales/en/messages.json' with { type: 'json' };
import type { Reach } from '../../../transport/link-messages.ts';
import { PanelProvider } from '../../shell/PanelProvider.tsx';
import { startPanel } from '../../shell/start.ts';
import { fakeAccess } from '../../stores/testdata/access.ts';
import { surroundingsOf } from '../../stores/testdata/commands.ts';
import { FakeTab } from '../../stores/testdata/tab.ts';
import { installTexts, messagesLookup } from '../../text/i18n.ts';
import { EmptyState } from './EmptyState.tsx';

let life = new AbortController();
beforeEach(() => {
  life = new AbortController();
  installTexts(messagesLookup(english));
});
afterEach(() => life.abort());

/** The empty state of a panel whose hello showed `reach`. */
async function show(reach: Reach, documents?: readonly string[]) {
  const tab = new FakeTab();
  tab.reach = reach;
  const reload = vi.fn();
  const access = documents ? { access: fakeAccess({ documents }).transport } : {};
  const stores = await startPanel(surroundingsOf(tab, { ...access, reload }), life.signal);
  await tab.flow();
  await tab.passTime();
  const root = document.createElement('div');
  render(
    <PanelProvider value={stores}>
      <EmptyState filtered={false} isSearching={false} />
    </PanelProvider>,
    root,
  );
  const texts = (selector: string) => [...root.querySelectorAll(selector)].map(({ textContent }) => textContent);
  return { root, texts, reload };
}

test('no bridge in the tab: the page is to be reloaded', async () => {
  const { texts } = await show({ reached: false });
  expect([texts('h2'), texts('p')[0]]).toEqual([
    [english.empty_unreachable.message],
    english.hop_bridge_none_fix.message,
  ]);
});

test('the page is not watched: the way to watch it, and no button that would change nothing', async () => {
  const { root, texts } = await show({ reached: false }, ['https://wwe.example.com/']);
  expect([texts('h2'), texts('p')[0]]).toEqual([
    [english.empty_unwatched.message],
    english.empty_unwatched_text.message,
  ]);
  expect(root.querySelector('button')).toBeNull();
});

test('nothing of WWE', async () => {
  const { texts } = await show({ reached: true });
  expect([texts('h2'), texts('.note')]).toEqual([[english.empty_no_wwe.message], []]);
});
