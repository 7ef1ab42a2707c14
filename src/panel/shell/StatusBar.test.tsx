// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { chat, FakeTab } from '../stores/testdata/tab.ts';
import { useStage } from '../testdata/stage.ts';
import { clockTime } from '../text/format.ts';
import { PanelProvider } from './PanelProvider.tsx';
import { StatusBar } from './StatusBar.tsx';
import { startPanel } from './start.ts';

const stage = useStage();
const LATE = 3_600_000;

/**
 * The status bar of a tab, once all that its pages say has come.
 * @param say has its pages say something
 * @param then the same, once the panel is connected
 */
async function statusOf(say: (tab: FakeTab) => void, then?: () => void): Promise<string | null> {
  const tab = new FakeTab();
  const storage = { get: async () => ({}), set: async () => {} };
  const around = { transport: tab.transport, storage, onNavigated() {}, reload() {}, soon: tab.soon, copy() {} };
  say(tab);
  const stores = await startPanel(around, stage.signal);
  await act(() => tab.flow());
  then?.();
  await act(() => tab.flow());
  act(() =>
    render(
      <PanelProvider value={stores}>
        <StatusBar />
      </PanelProvider>,
      stage.root,
    ),
  );
  return stage.root.textContent;
}

test.each<[string, (number | undefined)[], string]>([
  ['from its first moment', [undefined], english.status_since_load.message],
  ['late', [LATE], english.status_since.message.replace('$1', clockTime(LATE))],
  ['late, and others not', [undefined, LATE, 2], english.status_since.message.replace('$1', clockTime(LATE))],
])('a client that is watched %s: the status bar says so', async (_, begun, text) => {
  const shown = await statusOf((tab) => {
    for (const [index, since] of begun.entries()) tab.open(`page ${index}`, { since }).event(LATE + 1, chat('1'));
  });
  expect(shown).toContain(text);
});

test.each([
  [1, true],
  [0, false],
])('a frame that went and tells of %i entries more than came: the status bar says so', async (more, isSaid) => {
  let leave = () => {};
  const shown = await statusOf(
    (tab) => {
      const page = tab.open('page');
      leave = () => page.bye(LATE, more);
    },
    () => leave(),
  );
  expect(shown?.includes(english.count_cut_off_one.message.replace('$1', '1'))).toBe(isSaid);
});
