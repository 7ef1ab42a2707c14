// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { InteractionsView } from '../shell/InteractionsView.tsx';
import { PanelProvider } from '../shell/PanelProvider.tsx';
import { startPanel } from '../shell/start.ts';
import { CLIENT, chat, FakeTab } from '../stores/testdata/tab.ts';
import { useStage } from '../testdata/stage.ts';
import { LoadButton } from './requests.tsx';

const stage = useStage();

/** The panel after Load interactions was pressed and answered. @returns what it says of that, and the rows */
async function loaded(data: unknown) {
  const tab = new FakeTab();
  const page = tab.open('page');
  page.event(400, chat('9'), 'REMOVED');
  const storage = { get: async () => ({}), set: async () => {} };
  const around = { transport: tab.transport, storage, onNavigated() {}, reload() {}, soon: tab.soon, copy() {} };
  const stores = await startPanel(around, stage.signal);
  await act(() => tab.flow());
  act(() =>
    render(
      <PanelProvider value={stores}>
        <LoadButton />
        <InteractionsView />
      </PanelProvider>,
      stage.root,
    ),
  );
  const said = () => [...stage.root.querySelectorAll('[role=status].outcome')].map((one) => one.textContent);
  expect(said()).toEqual([]);
  await act(async () => stage.root.querySelector('button')?.click());
  await act(() => tab.flow());
  const { ref = '', name } = page.commands[0] ?? {};
  page.add(1_000, { ...CLIENT, request: name, referenceId: ref }, { sort: 'command' });
  page.answer(1_001, ref, { data });
  await act(() => tab.flow());
  const live = stores.watching.session.interactions().filter(({ ended }) => ended === null);
  return { said, live: live.map(({ id }) => id), tab, page, stores };
}

test('an empty list says that there is none, until there is one', async () => {
  const { said, live, tab, page } = await loaded([]);
  expect([said(), live]).toEqual([['WWE has no interactions.'], []]);
  page.event(2_000, chat('3'));
  await act(() => tab.flow());
  expect(said()).toEqual([]);
});

test('what can be read of a list is shown, the rest is counted', async () => {
  const odd = [null, { state: 'TALKING' }, { interactionId: { v: 1 } }];
  const { said, live } = await loaded([chat('1'), ...odd, chat('2', { when: new Date(0) })]);
  expect(live).toEqual(['1', '2']);
  expect(said()).toEqual(['3 of WWE’s list could not be read: they have no interactionId. 2 were read.']);
});

test.each([{ data: 'none' }, { data: null }, { data: undefined }])(
  '$data is no list, which is said',
  async ({ data }) => {
    expect((await loaded(data)).said()).toEqual(['WWE’s answer is no list of interactions.']);
  },
);

test('of a whole list it says how many came, and when', async () => {
  const { said, live } = await loaded([chat('1'), chat('2')]);
  expect(live).toEqual(['1', '2']);
  expect(said()).toEqual([expect.stringMatching(/^✓ 2 interactions, 00:00:01$/)]);
});

test('Clear after the list came: nothing is awaited any more, however long one looks', async () => {
  const { said, stores, tab } = await loaded([null]);
  expect(said()).toHaveLength(1);
  await act(async () => {
    stores.watching.clear();
    await tab.flow();
  });
  expect(said()).toEqual([]);
  await act(() => tab.passTime());
  expect(said()).toEqual([]);
});
