// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, test, vi } from 'vitest';
import { MessagesView } from '../features/messages/MessagesView.tsx';
import { InteractionsView } from '../shell/InteractionsView.tsx';
import { PanelProvider } from '../shell/PanelProvider.tsx';
import { startPanel } from '../shell/start.ts';
import { surroundingsOf } from '../stores/testdata/commands.ts';
import { chat, FakeTab } from '../stores/testdata/tab.ts';
import { useStage } from '../testdata/stage.ts';

const stage = useStage();

/** A view over a tab with four events of three interactions, the first two equal. */
async function open(View: typeof MessagesView) {
  const tab = new FakeTab();
  const page = tab.open('page', { title: 'My page' });
  const copy = vi.fn<(text: string) => void>();
  const stores = await startPanel(surroundingsOf(tab, { copy }), stage.signal);
  stores.view.value = View === MessagesView ? 'messages' : 'interactions';
  page.event(1_000.5, chat('1', { phone: '=1+1' }, { caseId: 'A' }), 'RINGING');
  page.event(1_100, chat('1', {}, { caseId: 'A' }), 'RINGING');
  page.event(1_200, chat('2', {}, { caseId: 'A' }), 'ADDED');
  page.event(1_300, chat('3', {}, { caseId: 'B' }), 'ADDED');
  await act(async () => {
    render(
      <PanelProvider value={stores}>
        <View />
      </PanelProvider>,
      stage.root,
    );
    await tab.flow();
  });
  return { stores, copy, page, flow: () => act(() => tab.flow()) };
}

const find = (selector: string) =>
  stage.root.querySelector<HTMLElement>(selector) ?? expect.fail(`there is no ${selector}`);
const all = (selector: string) => [...stage.root.querySelectorAll<HTMLElement>(selector)];
const rows = () => all('[data-message], [data-interaction]');
const selected = () => rows().map((row) => row.getAttribute('aria-selected') === 'true');
const titles = () => all('.header-button').map(({ dataset }) => dataset.column);
/** A menu is loaded when one is first opened. */
const menuOpen = () => vi.waitFor(() => expect(all('[role=menu]')).toHaveLength(1), { timeout: 30_000, interval: 1 });
const items = () => all('[role^=menuitem]').map(({ textContent }) => textContent);
function item(text: string): HTMLElement {
  return all('[role^=menuitem]').find(({ textContent }) => textContent?.includes(text)) ?? expect.fail(`no ${text}`);
}
function press(key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  act(() => void document.activeElement?.dispatchEvent(event));
  return event;
}
const click = (element: HTMLElement | undefined, more: MouseEventInit = {}) =>
  act(() => void element?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...more })));
const focus = (element: HTMLElement | undefined) => act(() => element?.focus());

describe.each([
  ['Messages', MessagesView, 'messages'],
  ['Interactions', InteractionsView, 'interactions'],
] as const)('the columns of %s', (_, View, table) => {
  test('the menu of a header is there by key, hides and moves a column, and gives the focus back', async () => {
    const { stores } = await open(View);
    const before = titles();
    const [first, second] = before;
    focus(find(`[data-column="${second}"]`));
    expect(press('F10', { shiftKey: true }).defaultPrevented).toBe(true);
    await menuOpen();
    expect(document.activeElement?.getAttribute('role')).toMatch(/^menuitem/);
    click(item('Move left'));
    expect(titles().slice(0, 2)).toEqual([second, first]);
    expect(document.activeElement).toBe(find(`[data-column="${second}"]`));
    press('ContextMenu');
    press('Escape');
    expect(all('[role=menu]')).toEqual([]);
    expect(document.activeElement).toBe(find(`[data-column="${second}"]`));
    press('ContextMenu');
    expect(item('Reset columns').getAttribute('aria-disabled')).toBe('false');
    const shown = all('[role=menuitemcheckbox][aria-checked=true]');
    expect(shown.length).toBe(before.length);
    click(shown[0]);
    expect(titles()).toEqual([first, ...before.slice(2)]);
    expect(stores.settings.settings.value.columnOrder[table]?.slice(0, 2)).toEqual([second, first]);
    click(find('.choose-columns'));
    click(item('Reset columns'));
    expect(titles()).toEqual(before);
  });

  test('Shift and an arrow key make one wider, and the others give it; sorting is told', async () => {
    const { stores } = await open(View);
    const widths = () =>
      (find('.table').style.getPropertyValue('--columns').match(/\d+px/g) ?? []).map((one) => Number.parseInt(one, 10));
    const sum = () => widths().reduce((total, one) => total + one, 0);
    const [wide, before] = [widths(), sum()];
    const [name] = titles();
    focus(find(`[data-column="${name}"]`));
    press('ArrowRight', { shiftKey: true });
    expect([widths()[0], sum()]).toEqual([(wide[0] ?? 0) + 8, before]);
    expect(Object.keys(stores.settings.settings.value.columnWidths).length).toBe(titles().length);
    click(find(`[data-column="${name}"]`));
    expect(find('[role=columnheader]').getAttribute('aria-sort')).toBe('ascending');
  });

  test('beside open details only what names a row and how it ended is left', async () => {
    await open(View);
    click(rows()[0]);
    expect(titles()).toEqual(table === 'messages' ? ['direction', 'name', 'status'] : ['id', 'who', 'state', 'block']);
    click(find('.details [aria-label="Close details"]'));
    expect(titles().length).toBeGreaterThan(5);
  });
});

describe('several rows', () => {
  test('are selected by click, Ctrl and Shift; the sum is told; Escape ends it', async () => {
    const { stores } = await open(MessagesView);
    expect(find('[role=grid]').getAttribute('aria-multiselectable')).toBe('true');
    click(rows()[1], { ctrlKey: true });
    expect(stores.messages.selected.value).toBeNull();
    click(rows()[3], { shiftKey: true });
    expect(selected()).toEqual([false, true, true, true]);
    expect(find('.selection-bar [role=status]').textContent).toBe(
      '3 rows selected · 200.0 ms from the first to the last',
    );
    click(rows()[2], { ctrlKey: true });
    expect(selected()).toEqual([false, true, false, true]);
    focus(rows()[0]);
    press('Escape');
    expect(selected()).toEqual([false, false, false, false]);
    expect(all('.selection-bar')).toEqual([]);
  });

  test('are selected by Shift and the arrows, by Space, and all by Ctrl+A; Ctrl+C copies them as JSON', async () => {
    const { copy } = await open(MessagesView);
    focus(rows()[0]);
    press('ArrowDown');
    press('ArrowDown', { shiftKey: true });
    expect(selected()).toEqual([false, true, true, false]);
    press('ArrowUp', { shiftKey: true });
    press('ArrowUp', { shiftKey: true });
    expect(selected()).toEqual([true, true, false, false]);
    press(' ');
    expect(selected()).toEqual([false, true, false, false]);
    press('a', { ctrlKey: true });
    expect(selected()).toEqual([true, true, true, true]);
    press('c', { ctrlKey: true });
    const copied: unknown = JSON.parse(copy.mock.lastCall?.[0] ?? '');
    expect(copied).toHaveLength(4);
    expect(copied).toMatchObject([
      {
        number: 1,
        kind: 'event',
        name: 'interaction',
        detail: 'RINGING',
        interactionId: '1',
        time: expect.any(String),
      },
      {},
      {},
      { message: { data: { interaction: { interactionId: '3' } } } },
    ]);
  });

  test('are copied from the menu of one of them, with exact times, whatever the columns show', async () => {
    const { copy } = await open(MessagesView);
    focus(rows()[0]);
    press('ArrowDown', { shiftKey: true });
    press('ContextMenu');
    const copying = ['Copy 2 rows as JSON', 'Copy 2 rows as Markdown', 'Copy 2 rows as TSV'];
    expect(items()).toEqual(['Export…', 'Compare', ...copying]);
    click(item('TSV'));
    const [head, first, second, third] = (copy.mock.lastCall?.[0] ?? '').split('\n').map((line) => line.split('\t'));
    expect(head?.slice(0, 5)).toEqual(['Number', 'Time', 'Way', 'Kind', 'Name']);
    expect(first?.slice(1, 6)).toEqual(['1970-01-01T00:00:01.000Z', 'in', 'Event', 'interaction', 'RINGING']);
    expect(second?.[1]).toBe('1970-01-01T00:00:01.100Z');
    expect(third).toBeUndefined();
    expect(document.activeElement).toBe(rows()[1]);
    // The menu of a row that is not among them is about that row.
    act(() => void rows()[3]?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })));
    expect(items()).toContain('Copy row as Markdown');
  });

  test('of Interactions too, where a folded case stands for all of its own', async () => {
    const { copy, stores } = await open(InteractionsView);
    focus(rows()[0]);
    press('a', { ctrlKey: true });
    expect(find('.selection-bar [role=status]').textContent).toBe('3 rows selected');
    await vi.waitFor(() => expect(all('.selection-bar button')).not.toEqual([]), { timeout: 30_000, interval: 1 });
    click(all('.selection-bar button').find(({ textContent }) => textContent === 'Markdown'));
    await vi.waitFor(() => expect(copy).toHaveBeenCalled(), { timeout: 30_000, interval: 1 });
    const lines = (copy.mock.lastCall?.[0] ?? '').split('\n');
    expect(lines.length).toBe(5);
    expect(lines[0]).toMatch(/^\| Id \| Medium \| .* \| In this state \(ms\) \|/);
    expect(lines[2]).toMatch(/^\| 1 \| .*1970-01-01T00:00:01\.000Z/);
    act(() => find('.case-row').focus());
    press('ArrowLeft');
    press('a', { ctrlKey: true });
    expect(find('.selection-bar [role=status]').textContent).toBe('3 rows selected');
    press('Escape');
    expect(stores.selected.value).toBeNull();
  });

  test('an interaction has a menu by key, and a case has one of its own', async () => {
    const { copy, stores } = await open(InteractionsView);
    focus(rows()[0]);
    press('F10', { shiftKey: true });
    await menuOpen();
    click(item('Copy case id'));
    expect(copy).toHaveBeenLastCalledWith('A');
    expect(document.activeElement).toBe(rows()[0]);
    // What was chosen there beside the text would hide some of them.
    stores.messageChoice.kinds.value = ['failed'];
    stores.messageChoice.inverted.value = true;
    press('ContextMenu');
    click(item('Show its messages'));
    await vi.waitFor(() => expect([stores.messageFilter.value, stores.view.value]).toEqual(['id:1', 'messages']), {
      timeout: 30_000,
    });
    expect([stores.messageChoice.kinds.value, stores.messageChoice.inverted.value]).toEqual([[], false]);
    act(() => find('.case-row').focus());
    press('ContextMenu');
    click(item('Fold this case'));
    expect(find('.case-row').getAttribute('aria-expanded')).toBe('false');
  });
});

test('equal neighbours are one row on wish, opened by click or key, and selected and copied as what they are', async () => {
  const { copy, stores, page, flow } = await open(MessagesView);
  click(all('.message-bar button').find(({ textContent }) => textContent === 'Fold equal'));
  expect(stores.settings.settings.value.foldEqual).toBe(true);
  expect(rows()).toHaveLength(3);
  expect(find('[role=treegrid]').getAttribute('aria-rowcount')).toBe('4');
  expect(rows()[0]?.getAttribute('aria-expanded')).toBe('false');
  expect(find('.fold').textContent).toBe('▸ ×2');
  focus(rows()[0]);
  press(' ');
  expect(find('.selection-bar [role=status]').textContent).toContain('2 rows selected');
  press('c', { ctrlKey: true });
  press('ContextMenu');
  click(item('Copy 2 rows as JSON'));
  expect(JSON.parse(copy.mock.lastCall?.[0] ?? '')).toHaveLength(2);
  press('ArrowRight');
  expect(rows().map((row) => row.getAttribute('aria-level'))).toEqual(['1', '2', '1', '1']);
  press('ArrowDown');
  press('ArrowLeft');
  expect(rows()).toHaveLength(3);
  expect(document.activeElement).toBe(rows()[0]);
  click(find('.fold'));
  expect(rows()).toHaveLength(4);
  expect(stores.messages.selected.value).toBeNull();
  stores.messageFilter.value = 'id:1';
  page.event(1_400, chat('1', {}, { caseId: 'A' }), 'RINGING');
  await flow();
  await vi.waitFor(() => expect(find('.fold').textContent).toBe('▾ ×3'), { timeout: 30_000 });
});
