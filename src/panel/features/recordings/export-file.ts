/** What goes into a file: the facts of a session, those that were chosen, and the header that tells of them. */
import type { Entry } from '../../../entry/entry.ts';
import type { Fact } from '../../../entry/fact.ts';
import { createHeader, type RecordingHeader } from '../../../recording/format.ts';
import { selectFacts } from '../../../recording/select.ts';
import type { Session } from '../../../session/api.ts';
import { nextTask } from '../../values/next-task.ts';

/** Whether an entry is to be in the file. Asked once for each, in the order of the file. */
export type IsChosen = (entry: Entry, document: string) => boolean;

/** What long work needs of the browser. */
export interface Pauses {
  /** ms, for measuring. */
  readonly now: () => number;
  /** Settles after the browser had its turn. */
  readonly pause: () => Promise<void>;
}

/** Those of the browser. */
export const PAUSES: Pauses = {
  now: () => performance.now(),
  pause: nextTask,
};

/** ms that the work may take between two pauses. */
const SLICE = 12;

/** Facts, or steps of other work, with pauses in which the panel can be drawn and used. @throws the signal's reason */
export async function* paced<One>(
  steps: Iterable<One>,
  signal?: AbortSignal,
  { now, pause }: Pauses = PAUSES,
): AsyncGenerator<One, void> {
  let begun = now();
  for (const step of steps) {
    if (now() - begun >= SLICE) {
      await pause();
      signal?.throwIfAborted();
      begun = now();
    }
    yield step;
  }
}

/** Facts that were chosen. */
export interface ChosenFacts {
  readonly facts: readonly Fact[];
  readonly entries: number;
  /** Entries that were not chosen. */
  readonly omitted: number;
}

/** Those of all facts whose entries were chosen. @param isChosen null: all @throws the signal's reason */
export async function chooseFacts(
  all: readonly Fact[],
  isChosen: IsChosen | null,
  signal?: AbortSignal,
  pauses: Pauses = PAUSES,
): Promise<ChosenFacts> {
  const count = (facts: readonly Fact[]) => facts.reduce((sum, { what }) => sum + (what === 'entry' ? 1 : 0), 0);
  if (!isChosen) return { facts: all, entries: count(all), omitted: 0 };
  const facts: Fact[] = [];
  for await (const fact of selectFacts(paced(all, signal, pauses), isChosen)) {
    // A mark is of no message: nobody can say whether it belongs to those that were chosen.
    if (fact.what !== 'mark') facts.push(fact);
  }
  const entries = count(facts);
  return { facts, entries, omitted: count(all) - entries };
}

/** What is known beside the facts. */
export interface AboutExport {
  readonly session: Pick<Session, 'counts'>;
  /** The tool's version. */
  readonly version: string;
  readonly userAgent: string;
  /** ms since the epoch. */
  readonly now: number;
  readonly settings: RecordingHeader['settings'];
  /** The header of the recording that is written again; null: the facts are of the tab. */
  readonly header: RecordingHeader | null;
}

/** The header of a file. That of a recording that was opened stays, but for what is left out now. */
export function headerOf({ facts, omitted }: ChosenFacts, about: AboutExport): RecordingHeader {
  const { session, version, userAgent, now, settings, header } = about;
  if (header) {
    const { missing } = header;
    // A session on the disk has all that the browser says of itself, and of the computer.
    const isWhole = header.browser.startsWith('Mozilla/');
    const kept = isWhole ? { ...header, browser: browserName(header.browser) } : header;
    return omitted === 0 ? kept : { ...kept, missing: { ...missing, omitted: missing.omitted + omitted } };
  }
  const origins = new Set(facts.flatMap((fact) => (fact.what === 'document' ? fact.info.origin : [])));
  const { lost, dropped, droppedNotes } = session.counts();
  return createHeader({
    tool: version,
    made: new Date(now).toISOString(),
    browser: browserName(userAgent),
    origins: [...origins],
    missing: { lost, dropped, notes: droppedNotes, omitted },
    settings,
  });
}

/** Name and version, as far as the header of a page's requests tells them, without the computer's. */
export function browserName(userAgent: string): string {
  const [, name = '', version = ''] =
    /\b(Firefox|Edg|Chrome)\/(\d+)/.exec(userAgent.replace(/Chrome\S+(?=.*Edg\/)/, '')) ?? [];
  return name === '' ? '' : `${name === 'Edg' ? 'Edge' : name} ${version}`;
}

/** The name of a file: when it was made, by the computer's clock, and nothing of whom it is about. @param now ms since the epoch */
export function fileName(now: number, isGzip: boolean): string {
  const at = new Date(now);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  const time = `${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
  return `wwe-${day}-${time}.ndjson${isGzip ? '.gz' : ''}`;
}

/** So many bytes are put together at once: the browser can keep such pieces outside of the panel's memory. */
const PIECE = 4 * 1024 * 1024;

/** A file of chunks. It never is one text, nor one piece of memory. @throws what the chunks throw */
export async function blobOf(chunks: AsyncIterable<Uint8Array>, type: string): Promise<Blob> {
  const pieces: Blob[] = [];
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk.slice());
    bytes += chunk.length;
    if (bytes < PIECE) continue;
    pieces.push(new Blob(waiting));
    waiting = [];
    bytes = 0;
  }
  return new Blob([...pieces, ...waiting], { type });
}
