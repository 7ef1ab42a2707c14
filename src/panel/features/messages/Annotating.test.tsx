// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { PanelProvider } from '../../shell/PanelProvider.tsx';
import { startPanel } from '../../shell/start.ts';
import type { PanelStores } from '../../stores/panel.ts';
import { surroundingsOf } from '../../stores/testdata/commands.ts';
import { chat, FakeTab } from '../../stores/testdata/tab.ts';
import { useStage } from '../../testdata/stage.ts';
import { annotationsOf } from './annotations.ts';
import { MessagesView } from './MessagesView.tsx';

const stage = useStage();

/** The view over two events. */
async function open() {
  const tab = new FakeTab();
  const page = tab.open('page');
  const copy = vi.fn<(text: string) => void>();
  const stores = await startPanel(surroundingsOf(tab, { copy }), stage.signal);
  stores.view.value = 'messages';
  page.event(1_000, chat('7'), 'ADDED');
  page.event(2_000, chat('7'), 'ACCEPTED');
  act(() =>
    render(
      <PanelProvider value={stores}>
        <MessagesView />
      </PanelProvider>,
      stage.root,
    ),
  );
  await act(() => tab.flow());
  return { tab, page, stores, copy, flow: () => act(() => tab.flow()) };
}

function press(key: string, more: KeyboardEventInit = {}): void {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  act(() => void (document.activeElement ?? document.body).dispatchEvent(event));
}
function find<Found extends HTMLElement>(selector: string): Found {
  return stage.root.querySelector<Found>(selector) ?? expect.fail(selector);
}
const lines = () =>
  [...stage.root.querySelectorAll<HTMLElement>('.table-body [role=row]')].map(
    ({ dataset, textContent }) =>
      dataset.mark ?? `${dataset.name} ${/note: .*?(?=A)|pinned/.exec(textContent ?? '') ?? ''}`.trim(),
  );
function write(text: string): void {
  find<HTMLInputElement>('.annotation-field input').value = text;
  act(() => void find('.annotation-field').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
}
const row = (detail: string) =>
  [...stage.root.querySelectorAll<HTMLElement>('[data-message]')].find((one) => one.textContent?.includes(detail)) ??
  expect.fail(detail);

function filter({ messageFilter }: Pick<PanelStores, 'messageFilter'>, text: string): void {
  act(() => {
    messageFilter.value = text;
  });
}

test('M puts a mark at the moment of the key, with a name or without; it is renamed and removed', async () => {
  const { page, flow, stores } = await open();
  press('m');
  write('before the hold');
  expect(lines()).toEqual(['interaction', 'interaction', 'mark 1']);
  expect(find('[data-mark]').textContent).toContain('before the hold');
  page.event(20_000, chat('7'), 'HELD');
  await flow();
  expect(lines()).toEqual(['interaction', 'interaction', 'mark 1', 'interaction']);

  act(() => find('[data-mark]').focus());
  press('F2');
  expect(find<HTMLInputElement>('.annotation-field input').value).toBe('before the hold');
  write('');
  expect(find('[data-mark]').textContent).toContain('Mark');
  press('m');
  press('Escape');
  expect(stage.root.querySelector('.annotation-field')).toBeNull();
  expect(annotationsOf(stores).marks.value).toHaveLength(1);
  act(() => find('[data-mark]').focus());
  press('Delete');
  expect(lines()).toEqual(['interaction', 'interaction', 'interaction']);
});

test('a letter that is typed somewhere puts no mark', async () => {
  await open();
  const input = document.createElement('input');
  stage.root.append(input);
  input.focus();
  press('m');
  input.remove();
  expect(stage.root.querySelector('.annotation-field')).toBeNull();
});

test('P pins a row and N writes a note on it; the filter finds both, and Clear takes all away', async () => {
  const { stores, flow } = await open();
  act(() => row('ADDED').focus());
  press('p');
  press('n');
  write('odd');
  expect(row('ADDED').textContent).toContain('note: odd');
  filter(stores, 'is:pinned');
  await flow();
  expect(lines()).toHaveLength(1);
  filter(stores, '-is:noted');
  await flow();
  expect(stage.root.textContent).toContain('ACCEPTED');
  expect(lines()).toHaveLength(1);
  filter(stores, 'is:pinned');
  act(() => row('ADDED').focus());
  press('p');
  await flow();
  expect(lines()).toHaveLength(0);
  filter(stores, '');
  press('m');
  write('here');
  act(() => stores.watching.clear());
  await flow();
  expect([lines(), annotationsOf(stores).marks.value]).toEqual([[], []]);
});

test('they are in what is copied', async () => {
  const { copy } = await open();
  act(() => row('ADDED').focus());
  press('p');
  press('n');
  write('odd');
  press('m');
  write('here');
  act(() => row('ADDED').focus());
  press('a', { ctrlKey: true });
  press('c', { ctrlKey: true });
  const [first, second, mark] = JSON.parse(copy.mock.lastCall?.[0] ?? '[]');
  expect(first).toMatchObject({ detail: 'ADDED', pinned: true, note: 'odd' });
  expect(second).not.toHaveProperty('note');
  expect(mark).toMatchObject({ kind: 'mark', name: 'here' });
  press('F10', { shiftKey: true });
  const item = [...stage.root.querySelectorAll<HTMLElement>('[role=menuitem]')];
  act(() => item.find(({ textContent }) => textContent?.includes('as TSV'))?.click());
  expect(copy.mock.lastCall?.[0].split('\n').at(-1)).toContain('\tMark\there');
  // The buttons are loaded with the first bar.
  const markdown = () =>
    [...stage.root.querySelectorAll<HTMLElement>('.selection-bar button')].find(
      ({ textContent }) => textContent === 'Markdown',
    );
  await vi.waitFor(() => expect(markdown()).toBeDefined(), { timeout: 30_000, interval: 1 });
  act(() => markdown()?.click());
  const table = copy.mock.lastCall?.[0].split('\n') ?? [];
  expect(table[0]).toMatch(/\| pinned \| Note \|$/);
  expect(table[2]).toMatch(/\| pinned \| odd \|$/);
  expect(table.at(-1)).toMatch(/\| Mark \| here \|/);
});
