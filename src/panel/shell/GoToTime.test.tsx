// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { FakeTab } from '../stores/testdata/tab.ts';
import { showPanel } from '../testdata/frame.tsx';
import { useStage } from '../testdata/stage.ts';

const stage = useStage();
/** Views and sheets are loaded when they are first shown. */
const SLOW = { timeout: 60_000, interval: 5 };

/** The panel, with events each of which came a minute after the one before. */
async function open(view: 'interactions' | 'messages') {
  const tab = new FakeTab();
  const page = tab.open('page', { title: 'My page' });
  tab.open('host', { path: 'top', target: null });
  const stores = await showPanel(stage, tab);
  for (const [index, interactionId] of ['1', '2', '3'].entries()) {
    page.event(60_000 * (index + 1), { interactionId, interactionUUID: `U${interactionId}`, state: 'TALKING' });
  }
  await act(() => tab.flow());
  stores.times.choose('utc');
  await act(async () => {
    stores.view.value = view;
  });
  return stores;
}

async function jump(to: string): Promise<string> {
  const key = new KeyboardEvent('keydown', { key: 'g', ctrlKey: true, bubbles: true, cancelable: true });
  act(() => void stage.root.dispatchEvent(key));
  expect(key.defaultPrevented).toBe(true);
  const field = await vi.waitFor(
    () => stage.root.querySelector<HTMLInputElement>('.go-to input') ?? expect.fail(),
    SLOW,
  );
  act(() => {
    field.value = to;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  act(() => stage.root.querySelector<HTMLElement>('.go-to button')?.click());
  return stage.root.querySelector('#go-to-told')?.textContent ?? '';
}

test('the nearest interaction gets selected; what is outside is said', async () => {
  const stores = await open('interactions');
  const idOf = () => stores.watching.session.interaction(stores.selected.value ?? '')?.id;
  expect(await jump('1970-01-01T00:02')).toBe('');
  expect(idOf()).toBe('2');
  expect(stores.sheet.value).toBeNull();
  expect(await jump('+02:01')).toContain('This is after all rows that are shown. The last one, of ');
  expect(idOf()).toBe('3');
  act(() => {
    stores.sheet.value = null;
  });
  expect(await jump('1969-12-31')).toContain('This is before all rows');
  expect(idOf()).toBe('1');
});

test('the nearest message that the filter shows gets selected', async () => {
  const stores = await open('messages');
  await vi.waitFor(() => expect(stage.root.querySelector('[data-message]')).not.toBeNull(), SLOW);
  expect(await jump('1970-01-01T00:02')).toBe('');
  expect(stores.watching.session.messages().get(stores.messages.selected.value ?? '')?.interactionId).toBe('2');
  act(() => {
    stores.messageFilter.value = '-id:2';
  });
  expect(await jump('1970-01-01T00:02:10')).toBe('');
  expect(stores.watching.session.messages().get(stores.messages.selected.value ?? '')?.interactionId).toBe('3');
});

test('what is no time is explained, and a list without rows', async () => {
  const stores = await open('messages');
  await vi.waitFor(() => expect(stage.root.querySelector('[data-message]')).not.toBeNull(), SLOW);
  expect(await jump('noon')).toContain('noon is no time.');
  act(() => {
    stores.sheet.value = null;
    stores.messageFilter.value = 'nowhere';
  });
  expect(await jump('14:05')).toBe('No row is shown.');
});
