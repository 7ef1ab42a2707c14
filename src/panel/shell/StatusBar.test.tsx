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
  expect(shown?.includes(english.count_incomplete_one.message.replace('$1', '1'))).toBe(isSaid);
});

test.each([
  [20, true],
  [19, false],
])(
  'a client that sent %i requests in the last minute: the status bar says so if those are many',
  async (count, isSaid) => {
    const shown = await statusOf((tab) => {
      const host = tab.open('host', { path: 'top', target: null });
      const { info } = tab.open('page', { title: 'Orders' });
      const ask = (n: number, t: number) => {
        const message = { userAgent: 'WWE Client', protocolVersion: 2, request: 'agent.get', referenceId: `${n}` };
        host.add(t, message, { peer: info.path, origin: info.origin });
      };
      // Before the last minute.
      for (let n = 0; n < 30; n += 1) ask(n, 9_999 - 60_000 - n);
      for (let n = 100; n < 100 + count; n += 1) ask(n, 9_000);
    });
    const text = english.count_rate_other.message.replace('$1', String(count));
    expect(shown?.includes(text)).toBe(isSaid);
    const title = [...stage.root.querySelectorAll('[title]')]
      .find((one) => one.textContent === text)
      ?.getAttribute('title');
    expect(title).toBe(isSaid ? `${english.rate_hint.message}\n1 Orders: ${count}` : undefined);
  },
);
