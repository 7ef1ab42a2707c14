import { expect, test, vi } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import type { Fact } from '../../entry/fact.ts';
import { createHeader, type RecordingHeader } from '../../recording/format.ts';
import { type WriteOptions, writeRecording } from '../../recording/write.ts';
import { feedFacts } from '../../session/feed-facts.ts';
import { createSession } from '../../session/session.ts';
import { annotationsOf } from '../features/messages/annotations.ts';
import { withAnnotations } from '../features/messages/recorded-annotations.ts';
import { chooseFacts } from '../features/recordings/export-file.ts';
import { type Choose, createExportStore, type TypedSpan } from '../features/recordings/export-store.ts';
import type { ExportScope } from '../stores/choices.ts';
import { LOAD } from '../stores/commands.ts';
import { rowsOf } from '../stores/message-rows.ts';
import { surroundingsOf } from '../stores/testdata/commands.ts';
import { CLIENT, chat, FakeTab, SERVER } from '../stores/testdata/tab.ts';
import { isoTime } from '../text/format.ts';
import { installTexts, messagesLookup } from '../text/i18n.ts';
import { chosenEntries } from './exported-entries.ts';
import type { AllStores } from './PanelProvider.tsx';
import type { PanelSurroundings } from './start.ts';
import { startPanel } from './start.ts';

installTexts(messagesLookup(english));

/** Waits as long as a slow computer needs. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 60_000 });

/** A panel over a tab with two interactions; one has data of a customer, and a token. */
async function openPanel(more: Partial<PanelSurroundings> = {}) {
  const tab = new FakeTab();
  const page = tab.open('page');
  tab.open('wwe', { path: 'top', target: null });
  page.event(500, chat('1', { Name: 'Ada Zwick', Session: 'Bearer abcdefghijklmnopqrstuvwx' }));
  page.event(600, chat('2', { Name: 'Bo Quitt' }));
  page.event(700, chat('1', { Name: 'Ada Zwick' }, { state: 'LEFT', previousState: 'ACCEPTED' }));
  const life = new AbortController();
  const saved: { file: Blob; name: string }[] = [];
  const stores = await startPanel(
    surroundingsOf(tab, { version: '0.2.0', save: (file, name) => void saved.push({ file, name }), ...more }),
    life.signal,
  );
  await tab.flow();
  return { tab, page, stores, saved, life };
}

async function fileOf(facts: Iterable<Fact>, header: RecordingHeader = createHeader({}), options: WriteOptions = {}) {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of writeRecording(header, facts, options)) chunks.push(chunk.slice());
  return new File(chunks, 'a.ndjson.gz');
}

/** Opens a file, and waits until it is shown. */
async function show({ recordings }: AllStores, file: File): Promise<AllStores> {
  recordings.open(file);
  await until(() => expect(recordings.opening.value).toBeNull());
  return recordings.shown.value ?? expect.fail('nothing is shown');
}

/** What the dialog makes of a panel. */
function exporting(stores: AllStores, wall = () => 0) {
  const choose: Choose = (...about) => chosenEntries(stores, ...about);
  const life = new AbortController();
  const annotated = (facts: Iterable<Fact>) => withAnnotations(facts, stores);
  return { store: createExportStore({ stores, choose, annotated, userAgent: '', wall }, life.signal), life };
}
const ready = (store: ReturnType<typeof exporting>['store']) =>
  until(() => expect(['ready', 'nothing']).toContain(store.work.value.is));
const WORK = { signal: new AbortController().signal };
const textOf = async ({ file }: { readonly file: Blob } = expect.fail('nothing was saved')) => file.text();

test('a recording shows what the tab showed; the tab is watched meanwhile, and is there again afterwards', async () => {
  const { tab, page, stores } = await openPanel();
  const header = createHeader({ tool: '0.2.0', made: '2026-11-30T09:00:00.000Z' });
  const shown = await show(stores, await fileOf(stores.watching.session.keptFacts(), header, { gzip: true }));
  expect(shown.watching.session.interactions()).toEqual(stores.watching.session.interactions());
  expect(shown.recorded).toMatchObject({
    file: { name: 'a.ndjson.gz' },
    header: { tool: '0.2.0' },
    findings: { total: 0 },
  });
  expect(shown.clock.value).toBe(700);

  page.event(800, chat('3'));
  await tab.flow();
  expect(stores.watching.session.interaction('U3') ?? stores.watching.session.ids.named('3')[0]).toBeDefined();
  expect(shown.watching.session.interactions()).toHaveLength(2);
  stores.recordings.close();
  expect(stores.recordings.shown.value).toBeNull();
});

test('nothing can be sent from a recording, whatever asks for it', async () => {
  const { tab, page, stores } = await openPanel();
  const { commands, watching } = await show(stores, await fileOf(stores.watching.session.keptFacts()));
  const [one] = watching.session.interactions();
  expect(commands.blockedBare()).toBe(english.recorded_off.message);
  expect(commands.blocked(one)).toBe(english.recorded_off.message);
  const ref = commands.send({ name: 'interaction.blockMarkdone', parameters: ['1'] }, one);
  expect(commands.outcome(ref)).toMatchObject({ state: 'refused', text: english.recorded_off.message });
  commands.send(LOAD);
  await tab.flow();
  expect(page.commands).toEqual([]);
});

test('times of a recording are those of its own clocks; closed, those of the tab count again', async () => {
  const { tab, page, stores } = await openPanel();
  page.add(900, { ...SERVER, event: 'agent', data: null }, { ahead: 3_600_000 });
  await tab.flow();
  const file = await fileOf(stores.watching.session.keptFacts());
  const other = await openPanel();
  expect(isoTime(900)).toBe('1970-01-01T00:00:00.900Z');
  await show(other.stores, file);
  expect(isoTime(900)).toBe('1970-01-01T01:00:00.900Z');
  other.stores.recordings.close();
  expect(isoTime(900)).toBe('1970-01-01T00:00:00.900Z');
});

test('settings that are changed in a recording are those of the tab, too', async () => {
  const { stores } = await openPanel();
  const shown = await show(stores, await fileOf(stores.watching.session.keptFacts()));
  shown.settings.change({ foldEqual: true });
  expect([shown.settings.settings.value.foldEqual, stores.settings.settings.value.foldEqual]).toEqual([true, true]);
});

test.each([
  ['no recording', ['hello\n'], 'The file is no recording of wwe-devtools.'],
  ['empty', [''], 'The file is empty.'],
])('a file that is %s is refused in words, and what was shown stays', async (_, parts, why) => {
  const { stores } = await openPanel();
  stores.recordings.open(new File(parts, 'x'));
  await until(() => expect(stores.recordings.opening.value).toEqual({ is: 'refused', name: 'x', why, file: null }));
  expect(stores.recordings.shown.value).toBeNull();
  stores.recordings.cancel();
  expect(stores.recordings.opening.value).toBeNull();
});

test('a file of a newer version can be read as far as it is understood', async () => {
  const { stores } = await openPanel();
  const text = await (await fileOf(stores.watching.session.keptFacts())).text();
  stores.recordings.open(new File([text.replace('"version":1', '"version":9')], 'new'));
  await until(() => expect(stores.recordings.opening.value?.is).toBe('refused'));
  const { opening } = stores.recordings;
  const file = opening.value?.is === 'refused' ? opening.value.file : null;
  stores.recordings.open(file ?? expect.fail('no file'), true);
  await until(() => expect(stores.recordings.shown.value?.watching.session.interactions()).toHaveLength(2));
});

test('of a file that is damaged and cut off, what can be read is shown, and the rest is told', async () => {
  const { stores } = await openPanel();
  const lines = (await (await fileOf(stores.watching.session.keptFacts())).text()).trimEnd().split('\n');
  const damaged = [...lines.slice(0, -2), '{"what":"entry","n":-1}', '\u0000\u0000', '[[[['].join('\n');
  const { recorded, watching } = await show(stores, new File([damaged], 'x'));
  expect(watching.session.interactions()).toHaveLength(2);
  expect(recorded?.findings.all.map(({ code }) => code)).toEqual(['wrong value', 'NUL', 'not JSON', 'cut off']);
});

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
  const lines = (await (await fileOf(stores.watching.session.keptFacts())).text()).trimEnd().split('\n');
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
  const file = await fileOf(stores.watching.session.keptFacts());
  const lines = (await file.text()).trimEnd().split('\n');
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
  const lines = (await (await fileOf(stores.watching.session.keptFacts())).text()).trimEnd().split('\n');
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
  const lines = (await (await fileOf(stores.watching.session.keptFacts())).text()).trimEnd().split('\n');
  recordings.open(longFile(lines, (given) => (given < 3 ? null : new Error('gone'))));
  await until(() => expect(recordings.opening.value).toBeNull());
  const { recorded, watching } = recordings.shown.value ?? expect.fail('nothing is shown');
  expect(watching.session.interactions()).toHaveLength(2);
  expect(recorded?.findings.all.map(({ words }) => words)).toContain('The file could not be read to its end.');
  expect(failures.count.value).toBe(1);
});

test('a recording that is exported again has the same bytes', async () => {
  const { stores, saved } = await openPanel();
  const first = exporting(stores);
  stores.settings.change({ exportGzip: false });
  await ready(first.store);
  await first.store.save();
  const before = await textOf(saved[0]);
  const shown = await show(stores, new File([before], 'again.ndjson'));
  const again = exporting(shown);
  expect(again.store.wasRedacted).toBe(true);
  await ready(again.store);
  await again.store.save();
  expect(await textOf(saved[1])).toBe(before);
});

test('marks, pins and notes go along without what was written, and stand in the recording; so again, with the same bytes', async () => {
  const { stores, saved } = await openPanel();
  stores.settings.change({ exportGzip: false });
  const list = rowsOf(stores.watching.session);
  const [first, second] = [list.at(0) ?? expect.fail(), list.at(1) ?? expect.fail()];
  const annotations = annotationsOf(stores);
  annotations.addMark(650, 'Ada calls again');
  annotations.pin(first, true);
  annotations.note(second, 'ask Bo');
  const { store } = exporting(stores);
  await ready(store);
  expect(store.looked.value?.preview.samples.map(({ before }) => before)).toEqual(
    expect.arrayContaining(['Ada calls again', 'ask Bo']),
  );
  await store.save();
  const before = await textOf(saved[0]);
  expect(before).not.toMatch(/Ada|Bo\b/);

  const shown = await show(stores, new File([before], 'again.ndjson'));
  expect(shown.recorded?.findings.total).toBe(0);
  const there = annotationsOf(shown);
  expect(there.marks.value).toMatchObject([{ by: 'user', t: 650, name: expect.stringMatching(/^[a-z]+-\d/) }]);
  const rows = [0, 1].map((at) => rowsOf(shown.watching.session).at(at) ?? expect.fail());
  expect(rows.map((row) => [there.isPinned(row), there.noteOf(row) !== ''])).toEqual([
    [true, false],
    [false, true],
  ]);
  expect(there.noteOf(rows[1] ?? second)).toMatch(/^[a-z]+-\d/);
  const again = exporting(shown);
  await ready(again.store);
  await again.store.save();
  expect(await textOf(saved[1])).toBe(before);
});

test('of some messages, what stands on others stays here, and marks too', async () => {
  const { stores, saved } = await openPanel();
  stores.settings.change({ exportGzip: false });
  const list = rowsOf(stores.watching.session);
  const [first, second] = [list.at(0) ?? expect.fail(), list.at(1) ?? expect.fail()];
  const annotations = annotationsOf(stores);
  annotations.addMark(650, 'here');
  for (const row of [first, second]) annotations.pin(row, true);
  stores.exportScope.value = { is: 'messages', keys: [first.key] };
  const { store } = exporting(stores);
  await ready(store);
  await store.save();
  const lines = (await textOf(saved[0])).trim().split('\n');
  const found = lines.map((line): { what: string; n?: number } => JSON.parse(line));
  expect(found.flatMap(({ what, n }) => (/^(?:mark|annotation)$/.test(what) ? [[what, n]] : []))).toEqual([
    ['annotation', first.entry.n],
  ]);
});

test('what leaves is shown before: counts, size, what is replaced; nothing of the customer is in the file', async () => {
  const { stores, saved } = await openPanel();
  const { store } = exporting(stores);
  stores.settings.change({ exportGzip: false });
  await ready(store);
  const { preview, lines } = store.looked.value ?? expect.fail('it was not looked at');
  expect([preview.entries, lines.length]).toEqual([3, 8]);
  expect(preview.samples.map(({ before }) => before)).toContain('Ada Zwick');
  expect(lines.join()).not.toContain('Zwick');
  await store.save();
  const text = await textOf(saved[0]);
  expect(text).not.toMatch(/Zwick|Quitt|abcdefghij/);
  expect(Math.abs(preview.bytes - text.length)).toBeLessThan(50);
  expect(store.work.value).toEqual({ is: 'saved', name: expect.stringMatching(/^wwe-\d+-\d+\.ndjson$/) });
});

test('without redaction it asks first, and tokens go all the same', async () => {
  const { stores, saved } = await openPanel();
  const { store } = exporting(stores);
  store.isRedacted.value = false;
  stores.settings.change({ exportGzip: false });
  await ready(store);
  await until(() => expect(store.blocked.value).toBe(english.export_not_sure.message));
  await store.save();
  expect(saved).toEqual([]);
  store.isSure.value = true;
  expect(store.blocked.value).toBeNull();
  await store.save();
  const text = await textOf(saved[0]);
  expect(text).toContain('Ada Zwick');
  expect(text).not.toContain('abcdefghij');
});

const managed = (fixed: object): Partial<PanelSurroundings> => ({
  rules: {
    managed: { get: async () => ({ ...fixed }) },
    local: { get: async () => ({}), set: async () => {} },
    onChanged: { addListener() {}, removeListener() {} },
  },
});

test('an organisation forbids exports', async () => {
  const { stores, saved } = await openPanel(managed({ exporting: false }));
  const { store } = exporting(stores);
  expect(store.blocked.value).toBe(english.export_off_fixed.message);
  await store.save();
  expect([saved, store.looked.value]).toEqual([[], null]);
});

test('an organisation has files redacted by its own rules, which come before the user’s', async () => {
  const rules = [{ key: 'name', action: 'drop' }];
  const { stores, saved } = await openPanel(managed({ unredacted: false, redactionRules: rules }));
  stores.settings.change({ redactionRules: [{ key: 'Name', action: 'keep' }], exportGzip: false });
  const { store } = exporting(stores);
  store.isRedacted.value = false;
  await ready(store);
  await store.save();
  const [header = '', ...lines] = (await textOf(saved[0])).split('\n');
  expect(JSON.parse(header).redacted.rules).toEqual([...rules, { key: 'Name', action: 'keep' }]);
  expect(lines.join()).not.toMatch(/Zwick|"Name"/);
});

test('an interaction is exported with all that concerns it, and shows the same life', async () => {
  const { stores } = await openPanel();
  const { session } = stores.watching;
  const [one, other] = session.interactions();
  const choice = await chosenEntries(
    stores,
    { is: 'interactions', keys: [one?.key ?? ''] },
    { from: '', to: '' },
    WORK,
  );
  if (typeof choice !== 'function') expect.fail('nothing is chosen');
  const { facts, entries, omitted } = await chooseFacts([...session.keptFacts()], choice);
  expect([entries, omitted]).toEqual([2, 1]);
  const again = createSession();
  await feedFacts(again, facts);
  expect(again.interaction(one?.key ?? '')?.transitions).toEqual(one?.transitions);
  expect(again.interaction(other?.key ?? '')).toBeUndefined();
});

test('what the filter shows, some messages, and a span of time are exported', async () => {
  const { stores } = await openPanel();
  const all = [...stores.watching.session.keptFacts()];
  const times = async (...given: [ExportScope, TypedSpan]) => {
    const choice = await chosenEntries(stores, ...given, WORK);
    if (typeof choice === 'string') return choice;
    const { facts } = await chooseFacts(all, choice);
    return facts.flatMap((fact) => (fact.what === 'entry' ? fact.entry.t : []));
  };
  const open = { from: '', to: '' };
  stores.filter.value = 'id:2';
  expect(await times({ is: 'filter' }, open)).toEqual([600]);
  const [first] = stores.watching.session.messages().table.rows;
  expect(await times({ is: 'messages', keys: [first?.key ?? ''] }, open)).toEqual([500]);
  stores.settings.change({ times: 'utc' });
  expect(await times({ is: 'span' }, { from: '1970-01-01T00:00:00.600', to: '' })).toEqual([600, 700]);
  expect(await times({ is: 'span' }, { from: '', to: '1970-01-01T00:00:00.600Z' })).toEqual([500]);
  expect(await times({ is: 'span' }, { from: 'noon', to: '' })).toContain('noon');
  expect(await times({ is: 'all' }, open)).toEqual([500, 600, 700]);
});

test('subscriptions are always in it: an event that is exported is not said to have come before them', async () => {
  const { tab, page, stores } = await openPanel();
  const subscribe = { ...CLIENT, event: 'subscribe', referenceId: '0', data: ['interaction'] };
  for (const document of tab.present) {
    if (document.info.path === 'top') {
      document.add(750, subscribe, { peer: 'top/0', origin: 'https://page.example.com' });
    }
  }
  page.answer(760, '0', { data: { subscriptionId: 1 } });
  page.event(800, chat('3'));
  await tab.flow();
  const { session } = stores.watching;
  const key = session.ids.named('3')[0]?.key ?? '';
  const choice = await chosenEntries(stores, { is: 'interactions', keys: [key] }, { from: '', to: '' }, WORK);
  if (typeof choice !== 'function') expect.fail('nothing is chosen');
  const { facts } = await chooseFacts([...session.keptFacts()], choice);
  expect(facts.flatMap((fact) => (fact.what === 'entry' ? fact.entry.t : []))).toEqual([750, 760, 800]);
});

test('in a large session, what belongs to an interaction is looked for in steps; that can be ended', async () => {
  const { tab, page, stores } = await openPanel();
  for (let n = 0; n < 600; n += 1) page.event(1_000 + n, chat(`${n}`));
  await tab.flow();
  const { session } = stores.watching;
  const scope = { is: 'interactions', keys: [session.ids.named('7')[0]?.key ?? ''] } as const;
  let now = 0;
  const shares: number[] = [];
  const choose = (pause: () => Promise<void>, signal: AbortSignal) => {
    const pauses = { now: () => (now += 100), pause };
    return chosenEntries(
      stores,
      scope,
      { from: '', to: '' },
      { signal, pauses, onProgress: (one) => shares.push(one) },
    );
  };
  const life = new AbortController();
  await expect(choose(async () => life.abort(), life.signal)).rejects.toThrow('abort');
  expect(() => session.messages()).toThrow('attach');
  // What comes between two steps is there, too.
  const more = async () => {
    if (shares.length === 1) page.event(2_000, chat('7'));
    await tab.flow();
  };
  shares.length = 0;
  const choice = await choose(more, new AbortController().signal);
  if (typeof choice !== 'function') expect.fail('nothing is chosen');
  expect(shares.length).toBeGreaterThan(3);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  const { facts } = await chooseFacts([...session.keptFacts()], choice);
  expect(facts.flatMap((fact) => (fact.what === 'entry' ? fact.entry.t : []))).toEqual([1_007, 2_000]);
});
