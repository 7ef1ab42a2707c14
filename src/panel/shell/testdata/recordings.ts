/** A panel over a tab, its recordings, and what the dialog makes of them. */
import { expect, vi } from 'vitest';
import english from '../../../../public/_locales/en/messages.json' with { type: 'json' };
import type { Fact } from '../../../entry/fact.ts';
import { createHeader, type RecordingHeader } from '../../../recording/format.ts';
import { type WriteOptions, writeRecording } from '../../../recording/write.ts';
import { withAnnotations } from '../../features/messages/recorded-annotations.ts';
import { type Choose, createExportStore } from '../../features/recordings/export-store.ts';
import { surroundingsOf } from '../../stores/testdata/commands.ts';
import { chat, FakeTab } from '../../stores/testdata/tab.ts';
import { installTexts, messagesLookup } from '../../text/i18n.ts';
import { chosenEntries } from '../exported-entries.ts';
import type { AllStores } from '../PanelProvider.tsx';
import type { PanelSurroundings } from '../start.ts';
import { startPanel } from '../start.ts';

installTexts(messagesLookup(english));

/** Waits as long as a slow computer needs. */
export const until = (check: () => void) => vi.waitFor(check, { timeout: 60_000 });

/** A panel over a tab with two interactions; one has data of a customer, and a token. */
export async function openPanel(more: Partial<PanelSurroundings> = {}) {
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

/** A recording of these facts. */
export async function fileOf(
  facts: Iterable<Fact>,
  header: RecordingHeader = createHeader({}),
  options: WriteOptions = {},
) {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of writeRecording(header, facts, options)) chunks.push(chunk.slice());
  return new File(chunks, 'a.ndjson.gz');
}

/** Opens a file, and waits until it is shown. */
export async function show({ recordings }: AllStores, file: File): Promise<AllStores> {
  recordings.open(file);
  await until(() => expect(recordings.opening.value).toBeNull());
  return recordings.shown.value ?? expect.fail('nothing is shown');
}

/** What the dialog makes of a panel. */
export function exporting(stores: AllStores, wall = () => 0) {
  const choose: Choose = (...about) => chosenEntries(stores, ...about);
  const life = new AbortController();
  const annotated = (facts: Iterable<Fact>) => withAnnotations(facts, stores);
  return { store: createExportStore({ stores, choose, annotated, userAgent: '', wall }, life.signal), life };
}

/** Waits until the dialog knows what would leave. */
export const ready = (store: ReturnType<typeof exporting>['store']) =>
  until(() => expect(['ready', 'nothing']).toContain(store.work.value.is));

/** For work that nobody ends. */
export const WORK = { signal: new AbortController().signal };

/** The text of a file that was saved. */
export const textOf = async ({ file }: { readonly file: Blob } = expect.fail('nothing was saved')) => file.text();
