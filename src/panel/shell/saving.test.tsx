// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { deleteSavedSessions, openSavedSessions } from '../../saved/index.ts';
import { createSession } from '../../session/session.ts';
import type { Layers } from '../../transport/rules.ts';
import { bytesText } from '../features/recordings/texts.ts';
import type { Handed } from '../stores/recordings.ts';
import { createSaving } from '../stores/saving.ts';
import { DEFAULT_SETTINGS } from '../stores/settings.ts';
import { watchingOf } from '../stores/testdata/commands.ts';
import { chat, FakeTab } from '../stores/testdata/tab.ts';
import { showPanel } from '../testdata/frame.tsx';
import { useStage } from '../testdata/stage.ts';
import { findSaved } from './saved-recording.ts';

const stage = useStage();
afterEach(async () => {
  render(null, stage.root);
  await deleteSavedSessions();
});

const text = () => stage.root.textContent ?? '';
const button = (name: string) =>
  [...stage.root.querySelectorAll('button')].find((one) => one.textContent === name) ?? expect.fail(`no ${name}`);
/** What is on the disk, once the second of the writer has passed. */
const stored = async (tab?: FakeTab) => {
  if (tab) await act(() => tab.passTime());
  const sessions = await openSavedSessions();
  const list = await sessions.list();
  sessions.close();
  return list;
};

async function show(openInTab?: (what: Handed) => void) {
  const tab = new FakeTab();
  const page = tab.open('page');
  page.event(500, chat('1', { Segment: 'Gold' }));
  const stores = await showPanel(stage, tab, openInTab && { openInTab });
  return { tab, page, stores };
}

test('off by default: nothing is written, and no database is made', async () => {
  const { stores } = await show();
  expect(stores.saving.state.value.is).toBe('off');
  expect(await indexedDB.databases()).toEqual([]);
  expect(text()).not.toContain('Saving');
});

test('switched on in the middle: what the panel holds is saved, and what comes; it is listed, named and deleted', async () => {
  const handed: { readonly saved: number }[] = [];
  const { stores, tab, page } = await show(
    (what) => void handed.push(what instanceof File ? expect.fail('a file') : what),
  );
  stores.settings.change({ saveSessions: true });
  await vi.waitFor(() => expect(stores.saving.state.value.is).toBe('on'));
  page.event(600, chat('2', { Segment: 'Silver' }));
  await act(() => tab.flow());
  expect(text()).toContain('Saving');
  await vi.waitFor(async () => expect((await stored(tab))[0]?.entries).toBe(2), { timeout: 5_000 });

  act(() => button('Saving').click());
  await vi.waitFor(() => expect(text()).toContain('2 entries'), { timeout: 30_000 });
  expect(text()).toContain('This session is being saved.');
  const name = stage.root.querySelector<HTMLInputElement>('.saved-line input') ?? expect.fail('no name');
  act(() => {
    name.value = 'Tuesday';
    name.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await vi.waitFor(async () => expect((await stored())[0]?.name).toBe('Tuesday'));
  // Its buttons name it, though nothing was written since.
  await vi.waitFor(() => expect(stage.root.querySelector('[aria-label="Open: Tuesday"]')).not.toBeNull());
  // A tab of its own is told its id, and reads it there.
  act(() => button('Open in a tab').click());
  expect(handed).toEqual([{ saved: (await stored())[0]?.id }]);
  const file = await findSaved(handed[0]?.saved ?? -1);
  const decoder = new TextDecoder();
  let lines = '';
  for await (const chunk of file.stream()) lines += decoder.decode(chunk);
  expect([file.name, lines.match(/"what":"entry"/g)?.length]).toEqual(['Tuesday', 2]);
  act(() => button('Delete').click());
  expect(await stored()).toHaveLength(1);
  act(() => button('Really delete?').click());
  await vi.waitFor(() => expect(text()).toContain('There are none.'));
  await expect(findSaved(handed[0]?.saved ?? -1)).rejects.toThrow('not on the disk any more');
  page.event(700, chat('3', {}));
  await act(() => tab.flow());
  await act(() => tab.passTime());
  await vi.waitFor(() => expect(text()).toContain('this session was deleted'), { timeout: 5_000 });
  act(() => button('Save again').click());
  await vi.waitFor(async () => expect((await stored(tab))[0]?.entries).toBe(3), { timeout: 5_000 });
});

test('a panel that sees nothing leaves no session behind; switched off, nothing more is written', async () => {
  const tab = new FakeTab();
  const stores = await showPanel(stage, tab);
  stores.settings.change({ saveSessions: true });
  expect(stores.saving.state.value.is).toBe('waiting');
  const page = tab.open('page');
  page.announce();
  page.event(500, chat('1', {}));
  await act(() => tab.flow());
  await vi.waitFor(() => expect(stores.saving.state.value.is).toBe('on'));
  await vi.waitFor(async () => expect((await stored(tab))[0]?.entries).toBe(1), { timeout: 5_000 });
  stores.settings.change({ saveSessions: false });
  page.event(600, chat('2', {}));
  await act(() => tab.flow());
  await stores.saving.end();
  expect(stores.saving.state.value.is).toBe('off');
  expect((await stored(tab))[0]?.entries).toBe(1);
});

test('what may not be watched any more does not stay in the session that is being saved', async () => {
  const { stores, tab } = await show();
  stores.settings.change({ saveSessions: true });
  await vi.waitFor(async () => expect((await stored(tab))[0]?.entries).toBe(1), { timeout: 5_000 });
  stores.watching.forbid(() => true);
  await vi.waitFor(async () => expect(await stored(tab)).toEqual([]), { timeout: 5_000 });
  expect(stores.saving.state.value.is).toBe('waiting');
});

test('where rules do not allow keeping anything, it is off, with the reason, and what was saved is removed', async () => {
  const { stores, tab } = await show();
  stores.settings.change({ saveSessions: true });
  await vi.waitFor(async () => expect((await stored(tab))[0]?.entries).toBe(1), { timeout: 5_000 });
  const layers = signal<Layers | null>(null);
  const settings = signal({ ...DEFAULT_SETTINGS, saveSessions: true });
  const watching = watchingOf(createSession(), {
    version: signal(0),
    connections: signal([]),
    refused: signal(new Map()),
    send() {},
  });
  const parts = {
    settings: { settings },
    rules: { layers },
    watching,
    transport: new FakeTab().transport,
    about: { tool: '', browser: '' },
    report: (error: unknown) => expect.fail(String(error)),
  };
  const saving = createSaving({ ...parts, isPrivate: false }, stage.signal);
  // Nobody knows the rules yet.
  expect(saving.off.value).not.toBeNull();
  layers.value = [{ keeping: false }, {}];
  expect(saving.off.value).toContain('organisation');
  expect(saving.state.value.is).toBe('off');
  await vi.waitFor(async () => expect(await stored()).toEqual([]));
  layers.value = [{}, {}];
  expect(saving.state.value.is).toBe('waiting');
  const secret = createSaving({ ...parts, isPrivate: true }, stage.signal);
  expect(secret.off.value).toContain('private');
});

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_000, '1.0 kB'],
  [99_940, '99.9 kB'],
  [123_456, '123 kB'],
  [3_400_000, '3.4 MB'],
  [2_000_000_000_000, '2000 GB'],
])('%d bytes read %s', (bytes, words) => {
  expect(bytesText(bytes)).toBe(words);
});
