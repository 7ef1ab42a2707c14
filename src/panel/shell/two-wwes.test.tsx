// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { LoadButton } from '../shared/requests.tsx';
import { chat, FakeTab, SERVER } from '../stores/testdata/tab.ts';
import { useStage } from '../testdata/stage.ts';
import { ClientPicker } from './ClientPicker.tsx';
import { InteractionsView } from './InteractionsView.tsx';
import { PanelProvider } from './PanelProvider.tsx';
import { StatusBar } from './StatusBar.tsx';
import { startPanel } from './start.ts';

const stage = useStage();
const EVIL = 'https://evil.example.com';

/** The panel of a tab with WWE, and with a hostile frame that repeats WWE's events to a frame of its own, changed. */
async function open() {
  const tab = new FakeTab();
  const storage = { get: async () => ({}), set: async () => {} };
  const around = { transport: tab.transport, storage, onNavigated() {}, reload() {}, soon: tab.soon, copy() {} };
  const child = tab.open('child', { title: 'Inner', path: 'top/1/0', target: 'top/1', origin: EVIL, timeOrigin: 1 });
  const page = tab.open('page', { title: 'CRM', path: 'top/0', timeOrigin: 2 });
  const data = { eventType: 'X', interaction: chat('1', { Segment: 'stolen' }, { caseId: 'c' }) };
  page.event(500, chat('1', { Segment: 'Gold' }, { caseId: 'c' }));
  child.add(501, { ...SERVER, event: 'interaction', data }, { peer: 'top/1', origin: EVIL });
  const stores = await startPanel(around, stage.signal);
  await act(() => tab.flow());
  act(() =>
    render(
      <PanelProvider value={stores}>
        <ClientPicker />
        <LoadButton />
        <InteractionsView />
        <StatusBar />
      </PanelProvider>,
      stage.root,
    ),
  );
  const select = stage.root.querySelector('select') ?? expect.fail('no picker');
  const options = () => [...select.options].map(({ text }) => text);
  const pick = (text: string) =>
    act(() => {
      select.selectedIndex = options().indexOf(text);
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
  const button = (text: string) =>
    [...stage.root.querySelectorAll('button')].find(({ textContent }) => textContent?.includes(text)) ??
    expect.fail(`no button ${text}`);
  /** The WWE that each row names. */
  const named = () => [...stage.root.querySelectorAll('[data-interaction] .cell-wwe')].map((one) => one.textContent);
  return { tab, stores, child, page, options, select, pick, button, named };
}
const CRM = 'CRM · https://page.example.com · top/0';
const INNER = `Inner · ${EVIL} · top/1/0`;
const OWN = 'https://wwe.example.com';

test('two WWEs are named by their origins wherever it matters, and one is picked with its clients', async () => {
  const { tab, page, child, options, select, pick, button, named, stores } = await open();
  expect(stage.root.querySelector('.status-connection.outcome-warn')?.textContent).toContain(
    `2 WWEs: ${EVIL}, ${OWN}: pick one`,
  );
  expect([...select.querySelectorAll('optgroup')].map(({ label }) => label)).toEqual([
    `WWE at ${EVIL}`,
    `WWE at ${OWN}`,
  ]);
  expect(options()).toEqual([
    'All clients',
    `All clients of WWE at ${EVIL}`,
    INNER,
    `All clients of WWE at ${OWN}`,
    CRM,
  ]);
  expect(named()).toEqual([OWN, EVIL]);
  const load = button('Load interactions');
  expect([load.getAttribute('aria-disabled'), load.title]).toEqual(['true', expect.stringContaining(EVIL)]);
  act(() => load.click());
  await act(() => tab.flow());
  expect([page.commands, child.commands]).toEqual([[], []]);

  pick(`All clients of WWE at ${OWN}`);
  expect([stores.wwe.value, stores.client.value]).toEqual([`["top","${OWN}"]`, null]);
  expect([load.getAttribute('aria-disabled'), load.title]).toEqual([
    'false',
    expect.stringContaining(`goes to WWE at ${OWN}`),
  ]);
  expect(named()).toEqual([OWN]);
  expect(stage.root.querySelector('.status-connection')?.textContent).toContain(`you picked ${OWN}`);
  expect(stage.root.querySelector('.outcome-warn.status-connection')).toBeNull();
  act(() => load.click());
  await act(() => tab.flow());
  expect([page.commands.map(({ origin }) => origin), child.commands]).toEqual([[OWN], []]);

  pick(INNER);
  expect([stores.wwe.value, stores.client.value]).toEqual([`["top/1","${EVIL}"]`, 'child']);
  pick(CRM);
  act(() => stage.root.querySelector<HTMLElement>('[data-interaction]')?.click());
  // What is loaded apart takes its time.
  await vi.waitFor(() => expect(stage.root.querySelector('.details-wwe')?.textContent).toBe(`WWE at ${OWN}`), {
    timeout: 30_000,
  });
});

test('the WWE that was picked is gone: that is said, and what to do', async () => {
  const { tab, page, options, pick, button, stores } = await open();
  pick(CRM);
  page.bye(600);
  await act(() => tab.flow());
  expect(options()).toContain('The WWE that you picked (gone)');
  expect(button('Load interactions').title).toContain('not in this tab any more');
  pick('All clients');
  expect([stores.wwe.value, stores.client.value]).toEqual([null, null]);
  // One is left, and nobody has said that it is meant instead.
  expect(stage.root.querySelector('.status-connection.outcome-warn')?.textContent).toContain(
    `WWE at ${EVIL}, before also ${OWN}: pick it if you mean it`,
  );
  expect(button('Load interactions').getAttribute('aria-disabled')).toBe('true');
  pick(`All clients of WWE at ${EVIL}`);
  expect(button('Load interactions').title).toContain(`goes to WWE at ${EVIL}`);
});
