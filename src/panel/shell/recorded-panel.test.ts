import { expect, test, vi } from 'vitest';
import type { AllStores } from './PanelProvider.tsx';
import { exporting, fileOf, openPanel, ready, show, textOf, until } from './testdata/recordings.ts';

test('what is being opened can be cancelled, and another file takes its place', async () => {
  const { stores } = await openPanel();
  const file = await fileOf(stores.watching.session.keptFacts());
  stores.recordings.open(new File(['x'], 'first'));
  const shown = await show(stores, file);
  expect(shown.recorded?.file.name).toBe('a.ndjson.gz');
  stores.recordings.open(file);
  stores.recordings.cancel();
  await new Promise((resolve) => setImmediate(resolve));
  expect([stores.recordings.opening.value, stores.recordings.shown.value === shown]).toEqual([null, true]);
});

/** The lines of a recording of all that the panel keeps. */
async function linesOf({ watching }: AllStores): Promise<readonly string[]> {
  const file = await fileOf(watching.session.keptFacts());
  return (await file.text()).trimEnd().split('\n');
}

/** A file of which the beginning is given again and again, each time with other numbers, until its end is asked for. */
function longFile(lines: readonly string[], end: (given: number) => readonly string[] | Error | null) {
  const encoder = new TextEncoder();
  const [header = '', ...rest] = lines;
  async function* stream() {
    yield encoder.encode(`${header}\n`);
    for (let given = 0; ; given += 1) {
      const last = end(given);
      if (last instanceof Error) throw last;
      const text =
        last ?? rest.slice(0, -1).map((line) => line.replace(/"n":(\d+)/, (_, n) => `"n":${given * 100 + Number(n)}`));
      yield encoder.encode(`${text.join('\n')}\n`);
      if (last) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return { name: 'long', size: 1e9, stream };
}

test('the beginning of a long file is shown while the rest is read; then all of it is there', async () => {
  const { stores } = await openPanel();
  const { recordings } = stores;
  const lines = await linesOf(stores);
  let isEnough = false;
  recordings.open(longFile(lines, () => (isEnough ? lines.slice(-1) : null)));
  await until(() => expect(recordings.opening.value).toMatchObject({ is: 'reading', isShown: true }));
  const shown = recordings.shown.value ?? expect.fail('nothing is shown');
  const { length: first } = [...shown.watching.session.keptFacts()];
  expect(first).toBeGreaterThan(0);
  const { value: version } = shown.watching.version;
  await until(() => expect(shown.watching.version.value).toBeGreaterThan(version));
  isEnough = true;
  await until(() => expect(recordings.opening.value).toBeNull());
  expect(recordings.shown.value).toBe(shown);
  expect([...shown.watching.session.keptFacts()].length).toBeGreaterThan(first);
  expect(shown.clock.value).toBe(700);
});

test('a reading that is ended takes away the part that was shown; so does another file', async () => {
  const { stores } = await openPanel();
  const { recordings } = stores;
  const lines = await linesOf(stores);
  const isPartShown = () =>
    until(() => expect(recordings.opening.value).toMatchObject({ is: 'reading', isShown: true }));
  for (const end of [recordings.cancel, recordings.close]) {
    recordings.open(longFile(lines, () => null));
    await isPartShown();
    end();
    expect([recordings.opening.value, recordings.shown.value]).toEqual([null, null]);
  }
  recordings.open(longFile(lines, () => null));
  await isPartShown();
  recordings.open(new File(['x'], 'no recording'));
  expect(recordings.shown.value).toBeNull();
  await until(() => expect(recordings.opening.value?.is).toBe('refused'));
  expect(recordings.shown.value).toBeNull();
});

test('in a page that is hidden, where timers hardly run, a long file is read all the same, and written again', async () => {
  const { stores, saved } = await openPanel();
  const { recordings } = stores;
  const lines = await linesOf(stores);
  stores.settings.change({ exportGzip: false });
  vi.stubGlobal('setTimeout', () => expect.fail('a timer is waited for'));
  try {
    // Until it was drawn, there was more than one slice of work.
    recordings.open(longFile(lines, () => (recordings.shown.value ? lines.slice(-1) : null)));
    await until(() => expect(recordings.shown.value).not.toBeNull());
    await until(() => expect(recordings.opening.value).toBeNull());
    const shown = recordings.shown.value ?? expect.fail('nothing is shown');
    const { store } = exporting(shown);
    await ready(store);
    await store.save();
    expect(await textOf(saved[0])).toContain('"what":"end"');
    expect(shown.failures.list.value).toEqual([]);
  } finally {
    vi.unstubAllGlobals();
  }
});

test('what was read before a file fails is shown, and the recording says that it is cut off', async () => {
  const { stores } = await openPanel();
  const { recordings, failures } = stores;
  const lines = await linesOf(stores);
  recordings.open(longFile(lines, (given) => (given < 3 ? null : new Error('gone'))));
  await until(() => expect(recordings.opening.value).toBeNull());
  const { recorded, watching } = recordings.shown.value ?? expect.fail('nothing is shown');
  expect(watching.session.interactions()).toHaveLength(2);
  expect(recorded?.findings.all.map(({ words }) => words)).toContain('The file could not be read to its end.');
  expect(failures.count.value).toBe(1);
});
