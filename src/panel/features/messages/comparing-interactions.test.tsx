// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { createHeader } from '../../../recording/format.ts';
import { writeRecording } from '../../../recording/write.ts';
import { Root } from '../../shell/Root.tsx';
import { startViewer } from '../../shell/start-viewer.ts';
import { ViewerStart } from '../../shell/ViewerStart.tsx';
import type { PanelStores } from '../../stores/panel.ts';
import { CLIENT, chat, FakeTab } from '../../stores/testdata/tab.ts';
import { showPanel } from '../../testdata/frame.tsx';
import { useStage } from '../../testdata/stage.ts';

const stage = useStage();
const PAGE = { peer: 'top/0', origin: 'https://page.example.com' };

/** The Interactions view over three chats: what happens to the second is not all that happens to the first. */
async function show() {
  const tab = new FakeTab();
  const page = tab.open('page');
  const host = tab.open('host', { path: 'top', target: null });
  const ask = (t: number, referenceId: string, request: string, parameters: unknown[]) =>
    host.add(t, { ...CLIENT, request, parameters, referenceId }, PAGE);
  const to = (state: string, previousState: string) => ({ state, previousState });
  page.event(1_000, chat('1', { Segment: 'Gold', Link: '1' }, { state: 'INVITED' }), 'INVITED');
  ask(1_100, '0', 'interaction.accept', ['1']);
  page.answer(1_150, '0', { data: null });
  page.event(3_000, chat('1', { Segment: 'Gold', Link: '1' }, to('ACCEPTED', 'INVITED')), 'ACCEPTED');
  page.event(11_000, chat('2', { Segment: 'Silver', Link: '2' }, { state: 'INVITED' }), 'INVITED');
  ask(11_100, '1', 'interaction.accept', ['2']);
  page.answer(11_200, '1', { errorMessage: 'Not allowed' });
  page.event(15_000, chat('2', { Segment: 'Silver', Link: '2' }, to('REVOKED', 'INVITED')), 'REVOKED');
  page.event(16_000, chat('3'), 'ACCEPTED');
  const stores = await showPanel(stage, tab);
  await vi.waitFor(() => expect(all('[data-interaction]')).toHaveLength(3), { timeout: 10_000, interval: 1 });
  return { stores, page, tab };
}
const all = (selector: string) => [...stage.root.querySelectorAll<HTMLElement>(selector)];
const find = (selector: string) => stage.root.querySelector<HTMLElement>(selector);
const row = (id: string) => find(`[data-interaction="${id}"]`) ?? expect.fail(id);
const button = (name: string) => all('button').find((one) => one.textContent === name);
const click = (element: HTMLElement | undefined, more: MouseEventInit = {}) =>
  act(() => void element?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...more })));
const press = (key: string) =>
  act(async () => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  });
const drawn = () => vi.waitFor(() => expect(find('.compare-bar')).not.toBeNull(), { timeout: 10_000, interval: 1 });
/** Each line: its sign in words, and what stands on both sides. */
const lines = () =>
  all('.compare-line').map((line) => {
    const word = line.querySelector('[role=img]')?.getAttribute('aria-label') ?? '';
    const sides = [...line.querySelectorAll('.compare-cell')].map(({ textContent }) =>
      textContent.replaceAll(/[\u2066-\u2069]/g, '').trim(),
    );
    return [word, ...sides].join(' | ');
  });

test('two selected interactions are compared by what happened and by their user data, the first seen on the left', async () => {
  const { stores } = await show();
  click(row('2'));
  click(row('1'), { ctrlKey: true });
  await vi.waitFor(() => expect(button('Compare')).toBeDefined(), { timeout: 10_000, interval: 1 });
  click(button('Compare'));
  await drawn();
  expect(stores.comparedInteractions.value).toHaveLength(2);
  expect(find('.compare-bar [role=status]')?.textContent).toBe('3 differ, 1 only left, 1 only right');
  expect(lines()).toEqual([
    ' | +0 ms in INVITED | +0 ms in INVITED',
    ' | +0 ms INVITED 2 s | +0 ms INVITED 4 s',
    expect.stringMatching(/^another state or outcome \| .*accept.* ok 50 ms \| .*accept.*Not allowed.* failed 100 ms$/),
    expect.stringMatching(/^only left.*\+2 s in ACCEPTED.* \| $/),
    expect.stringMatching(/^only right.* \| {2}\| \+4 s in REVOKED/),
    expect.stringMatching(/^another state or outcome \| \+2 s ACCEPTED .*\| \+4 s REVOKED /),
    '',
    'changed | Segment: "Gold" | Segment: "Silver"',
    'differs by its nature, not counted | Link: "1" | Link: "2"',
  ]);
});

test('by keyboard: N and P lead through what differs, Escape closes and the focus is in the table again', async () => {
  const { stores } = await show();
  click(row('1'));
  click(row('2'), { ctrlKey: true });
  await vi.waitFor(() => expect(button('Compare')).toBeDefined(), { timeout: 10_000, interval: 1 });
  click(button('Compare'));
  await drawn();
  const focused = () => document.activeElement?.textContent;
  for (const [key, text] of [
    ['n', 'Not allowed'],
    ['n', 'ACCEPTED'],
    ['p', 'Not allowed'],
    ['p', 'Segment'],
  ] as const) {
    await press(key);
    expect(focused()).toContain(text);
  }
  await press('Escape');
  expect([find('.compare'), stores.comparedInteractions.value]).toEqual([null, null]);
  expect(document.activeElement).toBe(row('2'));
});

test('it follows what comes, and gives way to the details of one', async () => {
  const { stores, page, tab } = await show();
  click(row('1'));
  click(row('2'), { ctrlKey: true });
  await vi.waitFor(() => expect(button('Compare')).toBeDefined(), { timeout: 10_000, interval: 1 });
  click(button('Compare'));
  await drawn();
  page.event(20_000, chat('2', { Segment: 'Gold', Link: '2' }, { state: 'REVOKED' }), 'USER_DATA_UPDATED');
  await act(() => tab.flow());
  await vi.waitFor(() => expect(lines().join('\n')).toContain('USER_DATA_UPDATED'));
  expect(find('.compare-bar [role=status]')?.textContent).toBe('2 differ, 1 only left, 2 only right');
  click(row('3'));
  await vi.waitFor(() => expect(find('.compare')).toBeNull());
  expect(stores.comparedInteractions.value).toBeNull();
});

test('three are not compared, and it says so', async () => {
  const { stores } = await show();
  for (const id of ['1', '2', '3']) click(row(id), { ctrlKey: true });
  await vi.waitFor(() => expect(button('Compare')?.title).toBe('Two interactions can be compared. Select two.'));
  click(button('Compare'));
  expect(stores.comparedInteractions.value).toBeNull();
});

/** What a session keeps, as a file. */
async function recordingOf(stores: Pick<PanelStores, 'watching'>, name: string): Promise<File> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const header = createHeader({ made: '2026-11-30T09:00:00.000Z', tool: '0.2.0' });
  for await (const chunk of writeRecording(header, stores.watching.session.keptFacts())) chunks.push(chunk.slice());
  return new File(chunks, name);
}

/** Drops a file on the panel, and waits for its rows. */
async function drop(file: File, on: string) {
  act(() => {
    const dataTransfer = { types: ['Files'], files: [file] };
    find(on)?.dispatchEvent(Object.assign(new Event('drop', { bubbles: true, cancelable: true }), { dataTransfer }));
  });
  await vi.waitFor(
    () => {
      const shown = all('.recording-bar').find((bar) => bar.querySelector('strong'));
      expect(shown?.textContent).toContain(file.name);
      expect(all('[data-interaction]')).toHaveLength(3);
    },
    { timeout: 10_000, interval: 1 },
  );
}

/** Opens the menu of a row by the keyboard, and chooses an item of it. */
async function choose(id: string, item: RegExp) {
  click(row(id));
  await press('Escape');
  row(id).focus();
  act(() => void row(id).dispatchEvent(new KeyboardEvent('keydown', { key: 'ContextMenu', bubbles: true })));
  const items = () => all('[role=menuitem]');
  await vi.waitFor(() => expect(items()).not.toEqual([]), { timeout: 10_000, interval: 1 });
  const at = items().findIndex(({ textContent }) => item.test(textContent));
  for (let step = 0; step < at; step += 1) await press('ArrowDown');
  await press('Enter');
}

test('one of the tab and one of a recording are compared, one after the other chosen by the keyboard', async () => {
  const { stores, page, tab } = await show();
  act(() => render(<Root stores={stores} />, stage.root));
  const file = await recordingOf(stores, 'tuesday.ndjson');
  await choose('1', /^Compare with…/);
  await vi.waitFor(() => expect(find('.recording-bar')?.textContent).toMatch(/^.*1.* is to be compared\./));
  await drop(file, '.frame');
  await choose('2', /^Compare with .*1/);
  await drawn();
  expect(find('.compare-bar [role=status]')?.textContent).toBe('3 differ, 1 only left, 1 only right');
  const titles = find('.compare-titles')?.textContent;
  expect(titles).toContain(' · this tab');
  expect(titles).toContain(' · tuesday.ndjson');
  expect(stores.compareWith.value).toBeNull();
  // The one of the tab goes on.
  page.event(20_000, chat('1', { Segment: 'Silver', Link: '1' }, { state: 'ACCEPTED' }), 'USER_DATA_UPDATED');
  await act(() => tab.flow());
  await vi.waitFor(() => expect(lines().join('\n')).toContain('USER_DATA_UPDATED'));
  await press('Escape');
  expect(find('.compare')).toBeNull();
});

test('one that waits is not named any more when it was forgotten', async () => {
  const { stores, tab, page } = await show();
  act(() => render(<Root stores={stores} />, stage.root));
  await choose('1', /^Compare with…/);
  await vi.waitFor(() => expect(find('.recording-bar')?.textContent).toContain('is to be compared'));
  page.bye(20_000);
  act(() => stores.watching.navigated());
  await act(() => tab.flow());
  await vi.waitFor(() => expect(find('.recording-bar')).toBeNull());
  expect(stores.compareWith.value).toBeNull();
});

test('one of a recording waits while another recording is opened, and can be given up', async () => {
  const { stores } = await show();
  act(() => render(<Root stores={stores} />, stage.root));
  await drop(await recordingOf(stores, 'monday.ndjson'), '.frame');
  await choose('1', /^Compare with…/);
  await drop(await recordingOf(stores, 'tuesday.ndjson'), '.frame');
  await choose('1', /^Compare with .*1/);
  await drawn();
  expect(find('.compare-bar [role=status]')?.textContent).toBe('Nothing differs');
  expect(find('.compare-titles')?.textContent).toMatch(/ · monday.ndjson.* · tuesday.ndjson/);
  await choose('3', /^Compare with…/);
  expect(stores.compareWith.value?.title).toContain('3');
  click(button('Cancel'));
  expect(stores.compareWith.value).toBeNull();
});

test('in a recording, too', async () => {
  const { stores } = await show();
  const file = await recordingOf(stores, 'calls.ndjson');
  const storage = { get: async () => ({}), set: async () => {} };
  const viewer = await startViewer({ storage, copy() {}, save() {}, version: '0.2.0' }, stage.signal);
  act(() => render(<Root stores={viewer} Start={ViewerStart} />, stage.root));
  await drop(file, '.viewer-start');
  click(row('1'));
  click(row('2'), { ctrlKey: true });
  await vi.waitFor(() => expect(button('Compare')).toBeDefined(), { timeout: 10_000, interval: 1 });
  click(button('Compare'));
  await drawn();
  expect(find('.compare-bar [role=status]')?.textContent).toBe('3 differ, 1 only left, 1 only right');
});
