// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { CLIENT, chat, FakeTab } from '../../stores/testdata/tab.ts';
import { showPanel } from '../../testdata/frame.tsx';
import { useStage } from '../../testdata/stage.ts';

const stage = useStage();

/** The Messages view over two chats of one client, with two events of the first and one of the other between them. */
async function show() {
  const tab = new FakeTab();
  const page = tab.open('page');
  const host = tab.open('host', { path: 'top', target: null });
  page.event(500, chat('1', { Segment: 'Gold', Note: 'a' }));
  page.event(600, chat('2', { Segment: 'Silver' }));
  page.event(700, chat('1', { Segment: 'Gold', Note: 'b', Added: 1 }));
  const more = { peer: 'top/0', origin: 'https://page.example.com' };
  host.add(800, { ...CLIENT, request: 'interaction.accept', referenceId: '0', parameters: ['1'] }, more);
  host.add(900, { ...CLIENT, request: 'interaction.accept', referenceId: '1', parameters: ['2'] }, more);
  const stores = await showPanel(stage, tab);
  await act(async () => {
    stores.view.value = 'messages';
  });
  await vi.waitFor(() => expect(rows()).toHaveLength(5), { timeout: 10_000, interval: 1 });
  return stores;
}
const all = (selector: string) => [...stage.root.querySelectorAll<HTMLElement>(selector)];
const find = (selector: string) => stage.root.querySelector<HTMLElement>(selector);
const rows = () => all('.message-row');
const button = (name: string) => all('button').find((one) => one.textContent === name);
const click = (element: HTMLElement | undefined, more: MouseEventInit = {}) =>
  act(() => void element?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...more })));
/** Presses it as soon as it is there: it is loaded with the first bar. */
async function compare(): Promise<void> {
  await vi.waitFor(() => expect(button('Compare')).toBeDefined(), { timeout: 10_000, interval: 1 });
  click(button('Compare'));
}
const press = (key: string) =>
  act(() => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  });
/** Each line: how the two stand to each other, and both. */
const lines = () =>
  all('.compare-line').map((line) => {
    const [sign, ...sides] = line.querySelectorAll('[role=gridcell]');
    const word = sign?.querySelector('[role=img]')?.getAttribute('aria-label') ?? '';
    return [word, ...sides.map(({ textContent }) => textContent)].join(' | ');
  });

test('two selected messages are compared side by side, the earlier one first, and Escape closes it', async () => {
  await show();
  click(rows()[4]);
  expect(button('Compare')).toBeUndefined();
  click(rows()[3], { ctrlKey: true });
  await compare();
  expect(find('.details')?.getAttribute('aria-label')).toBe('Compare');
  expect(
    all('[role=columnheader]')
      .map(({ textContent }) => textContent)
      .filter((text) => text?.startsWith('#')),
  ).toEqual([expect.stringContaining('#4 interaction.accept'), expect.stringContaining('#5 interaction.accept')]);
  expect(find('.compare-bar [role=status]')?.textContent).toBe('1 changed');
  expect(lines().filter((line) => !line.startsWith(' |') && line !== '')).toEqual([
    'differs by its nature, not counted | referenceId: "0" | referenceId: "1"',
    'changed | 0: "1" | 0: "2"',
  ]);
  click(find('.compare-bar input') ?? undefined);
  expect(find('.compare-bar [role=status]')?.textContent).toBe('2 changed');
  act(() => find('.compare-line')?.focus());
  for (const [key, text] of [
    ['n', 'referenceId'],
    ['n', '0: "1"'],
    ['p', 'referenceId'],
  ] as const) {
    press(key);
    await act(async () => {});
    expect(document.activeElement?.textContent).toContain(text);
  }
  press('Escape');
  expect(find('.details')).toBeNull();
});

test('the search in a comparison finds what is equal and folded, and opens it', async () => {
  await show();
  click(rows()[3]);
  click(rows()[4], { ctrlKey: true });
  await compare();
  act(() => find('.compare-line')?.focus());
  act(() => {
    const key = { key: 'f', ctrlKey: true, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', key));
  });
  const field = stage.root.querySelector<HTMLInputElement>('.find-bar input') ?? expect.fail('no field');
  expect(find('.compare')?.textContent).not.toContain('interaction.accept"');
  field.value = '"interaction.accept"';
  act(() => void field.dispatchEvent(new Event('input', { bubbles: true })));
  await vi.waitFor(() => expect(find('.compare')?.textContent).toContain('request: "interaction.accept"'));
  await vi.waitFor(() => expect(find('.find-count')?.textContent).toBe('1 of 1'));
  press('Escape');
  expect([find('.find-bar'), find('.compare') !== null]).toEqual([null, true]);
});

test('two states of an interaction are compared from its own messages', async () => {
  const stores = await show();
  const [one] = stores.watching.session.interactions();
  await act(async () => {
    stores.settings.change({ detailsTab: 'messages' });
    stores.view.value = 'interactions';
    stores.selected.value = one?.key ?? null;
  });
  await vi.waitFor(() => expect(all('.own-messages .message-row').length).toBeGreaterThan(1), { timeout: 10_000 });
  const own = () => all('.own-messages .message-row');
  click(own()[1], { ctrlKey: true });
  click(own()[0], { ctrlKey: true });
  await compare();
  await vi.waitFor(() => expect(find('.compare-bar [role=status]')?.textContent).toBe('1 changed, 1 added'));
  expect(stores.view.value).toBe('messages');
});

test('three selected messages are not compared, and it says so', async () => {
  await show();
  click(rows()[0]);
  click(rows()[2], { shiftKey: true });
  await vi.waitFor(() => expect(button('Compare')?.getAttribute('aria-disabled')).toBe('true'), { timeout: 10_000 });
  click(button('Compare'));
  expect(find('.compare')).toBeNull();
});

test('an event says what it changed: beside the event before it of the same interaction', async () => {
  const stores = await show();
  stores.settings.change({ messageTab: 'changes' });
  click(rows()[2]);
  expect(find('.compare-bar [role=status]')?.textContent).toBe('1 changed, 1 added');
  expect(lines().filter((line) => !line.startsWith(' |'))).toEqual(
    expect.arrayContaining(['changed | Note: "a" | Note: "b"', 'added |  | Added: 1']),
  );
  click(rows()[1]);
  expect(find('.details')?.textContent).toContain('No event of this interaction is kept that this client heard before');
});
