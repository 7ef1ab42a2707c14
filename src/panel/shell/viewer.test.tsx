// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { createHeader } from '../../recording/format.ts';
import { writeRecording } from '../../recording/write.ts';
import { surroundingsOf } from '../stores/testdata/commands.ts';
import { chat, FakeTab } from '../stores/testdata/tab.ts';
import { expectOwn } from '../testdata/inspect.ts';
import { useStage } from '../testdata/stage.ts';
import { Root } from './Root.tsx';
import { startPanel } from './start.ts';
import { startViewer } from './start-viewer.ts';
import { ViewerStart } from './ViewerStart.tsx';

const stage = useStage();
const EVIL = '<img src=x onerror=alert(1)>\u202e';

/** Waits as long as a slow computer needs. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 60_000 });

/** The file of a session with one interaction. */
async function fileOf(name: string, header = createHeader({ made: '2026-11-30T09:00:00.000Z', tool: '0.2.0' })) {
  const tab = new FakeTab();
  tab.open('page', { title: EVIL }).event(500, chat(EVIL, { Name: EVIL }));
  const { watching } = await startPanel(surroundingsOf(tab), stage.signal);
  await tab.flow();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of writeRecording(header, watching.session.keptFacts())) chunks.push(chunk.slice());
  return new File(chunks, name);
}

async function openViewer() {
  const storage = { get: async () => ({}), set: async () => {} };
  const stores = await startViewer({ storage, copy() {}, save() {}, version: '0.2.0' }, stage.signal);
  act(() => render(<Root stores={stores} Start={ViewerStart} />, stage.root));
  const drop = (file: File) =>
    act(() => {
      const event = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), {
        dataTransfer: { types: ['Files'], files: [file] },
      });
      stage.root.querySelector('.viewer-start, .frame')?.dispatchEvent(event);
      expect(event.defaultPrevented).toBe(true);
    });
  const press = (text: string) =>
    act(() => [...stage.root.querySelectorAll('button')].find(({ textContent }) => textContent === text)?.click());
  const text = () => stage.root.textContent ?? '';
  return { stores, drop, press, text };
}

test('it asks for a file; dropped, the recording is shown; closed, it asks again', async () => {
  const { drop, press, text } = await openViewer();
  expect(text()).toContain('Drop the file of a recording here');
  await drop(await fileOf('first.ndjson'));
  await until(() => expect(text()).toContain('Recording, not live'));
  await until(() => expect(stage.root.querySelectorAll('[data-interaction]')).toHaveLength(1));
  expect(document.title).toBe('first.ndjson');
  expect(text()).toContain('Recording: no page is connected');
  expect(text()).not.toContain('Open in a tab');
  await press('Close recording');
  await until(() => expect(text()).toContain('Drop the file of a recording here'));
});

test('while a file is read, what there is of it is shown, and nobody exports it or says what it has not', async () => {
  const { stores, press, text } = await openViewer();
  const file = await fileOf('long.ndjson');
  let goOn = () => {};
  const isWaiting = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const encoder = new TextEncoder();
  const [header] = (await file.text()).split('\n');
  async function* stream() {
    yield encoder.encode(`${header}\n`);
    // Marks alone: no interaction comes of them.
    for (let n = 0; stores.recordings.shown.value === null; n += 250) {
      const lines = Array.from({ length: 250 }, (_, at) => JSON.stringify({ what: 'mark', t: n + at, name: 'm' }));
      yield encoder.encode(`${lines.join('\n')}\n`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await isWaiting;
    yield encoder.encode((await file.text()).slice((header ?? '').length));
  }
  await act(() => stores.recordings.open({ name: 'long.ndjson', size: file.size, stream }));
  await until(() => expect(stage.root.querySelector('.empty')?.textContent).toBe('The rest is being read…'));
  expect(stage.root.querySelectorAll('progress')).toHaveLength(1);
  const shown = stores.recordings.shown.value ?? expect.fail('nothing is shown');
  await act(() => {
    shown.sheet.value = 'export';
  });
  await until(() => expect(stage.root.querySelector('dialog')?.textContent).toContain('The rest is being read…'));
  expect(text()).not.toContain('What leaves this computer');
  await act(goOn);
  await until(() => expect(text()).toContain('What leaves this computer'));
  expect(text()).not.toContain('The rest is being read…');
  expect(stage.root.querySelectorAll('[data-interaction]')).toHaveLength(1);
  await press('Close recording');
  await until(() => expect(text()).toContain('Drop the file of a recording here'));
});

test('a file that is none is explained, and the page asks on', async () => {
  const { drop, text } = await openViewer();
  await drop(new File(['hello\n'], 'notes.txt'));
  await until(() => expect(text()).toContain('notes.txt cannot be opened. The file is no recording'));
  expect(text()).toContain('Drop the file of a recording here');
});

test('no text of a hostile file becomes more than text, in its name, its header or its findings', async () => {
  const { stores, drop, text } = await openViewer();
  const header = createHeader({ tool: EVIL, made: EVIL, browser: EVIL, origins: [EVIL] });
  await drop(await fileOf(`${EVIL}.ndjson`, header));
  await until(() => expect(text()).toContain('Recording, not live'));
  const shown = stores.recordings.shown.value ?? expect.fail('nothing is shown');
  await act(() => {
    shown.sheet.value = 'recording';
  });
  await until(() => expect(text()).toContain('What is wrong with the file'));
  await until(() => expect(stage.root.querySelectorAll('[data-interaction]')).toHaveLength(1));
  expectOwn(stage.root);
  await act(() => {
    shown.sheet.value = 'export';
  });
  await until(() => expect(text()).toContain('What leaves this computer'));
  expectOwn(stage.root);
});

test.each([1e300, -1e300, 8.64e15, 1e-300])('times that no clock shows (%d) stop no view', async (odd) => {
  const { stores, drop, text } = await openViewer();
  const made = await (await fileOf('odd.ndjson', createHeader({ made: '+275760-09-13T00:00:00.001Z' }))).text();
  const lines = made.replace('"t":500', `"t":${odd},"ahead":${odd}`).split('\n');
  const document = JSON.parse(lines[1] ?? '').document;
  lines.splice(2, 0, JSON.stringify({ what: 'clock', document, offset: odd }));
  await drop(new File([lines.join('\n')], 'odd.ndjson'));
  await until(() => expect(text()).toContain('Recording, not live'));
  const shown = stores.recordings.shown.value ?? expect.fail('nothing is shown');
  for (const view of ['interactions', 'messages', 'compose'] as const) {
    await act(() => {
      shown.view.value = view;
    });
    await until(() => expect(stage.root.querySelector('.empty-line')).toBeNull());
  }
  expect(shown.failures.list.value).toEqual([]);
  expect(stage.root.querySelector('.failed-part')).toBeNull();
});
