import { expect, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { feedFacts } from '../../session/feed-facts.ts';
import { createSession } from '../../session/session.ts';
import { annotationsOf } from '../features/messages/annotations.ts';
import { chooseFacts } from '../features/recordings/export-file.ts';
import type { TypedSpan } from '../features/recordings/export-store.ts';
import type { ExportScope } from '../stores/choices.ts';
import { rowsOf } from '../stores/message-rows.ts';
import { CLIENT, chat } from '../stores/testdata/tab.ts';
import { chosenEntries } from './exported-entries.ts';
import type { PanelSurroundings } from './start.ts';
import { exporting, openPanel, ready, show, textOf, until, WORK } from './testdata/recordings.ts';

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
