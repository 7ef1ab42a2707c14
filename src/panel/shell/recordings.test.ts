import { expect, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { createHeader } from '../../recording/format.ts';
import { LOAD } from '../stores/commands.ts';
import { chat, SERVER } from '../stores/testdata/tab.ts';
import { isoTime } from '../text/format.ts';
import { fileOf, openPanel, show, until } from './testdata/recordings.ts';

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
