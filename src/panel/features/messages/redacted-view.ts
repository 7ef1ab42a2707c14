/**
 * What a report may say of a session: the entries that it names without personal data and tokens, by the same rules as a
 * recording that is redacted (docs/recording.md#redaction). Whatever stands in no entry is put into one, so that nothing
 * reaches a report by another way.
 */
import { encode } from '../../../entry/encode.ts';
import type { Entry, EntryHeader } from '../../../entry/entry.ts';
import type { Fact } from '../../../entry/fact.ts';
import { contentIn } from '../../../entry/note.ts';
import { isRecord, type MessageRecord } from '../../../protocol/kind.ts';
import { Redactor } from '../../../recording/redact/redactor.ts';
import type { Session } from '../../../session/api.ts';
import type { MessageRow } from '../../../session/messages-model.ts';
import type { EntryRef, SessionInteraction } from '../../../session/model.ts';
import { keyOf } from '../../../session/rows/row-slot.ts';

/** A session, as far as reports need it. */
export type ReportSession = Pick<Session, 'entry' | 'documents'>;

/** What is to be redacted together: the same value has the same pseudonym in all of it. */
export interface ToRedact {
  readonly rows: readonly MessageRow[];
  readonly one: SessionInteraction | null;
  /** Further entries. */
  readonly entries?: readonly EntryRef[];
  /** What the user wrote beside it. It stays, but for what is replaced elsewhere, and for numbers and addresses. */
  readonly notes?: readonly string[];
}

/** What is left of it. */
export interface RedactedView {
  entry(ref: EntryRef): Entry | undefined;
  /** The address of a document. */
  addressOf(document: string): string;
  row(row: MessageRow): MessageRow;
  /** An interaction as it was seen last. */
  raw(): MessageRecord;
  /** A state of it. */
  state(state: string): string;
  /** An id that it has, or had. */
  id(id: string): string;
  origin(): string;
  note(text: string): string;
}

/** Of what was made for the redaction alone. */
const MADE: Omit<EntryHeader, 'n' | 'name' | 'ref' | 'origin'> = {
  t: 0,
  sort: 'wire',
  kind: 'event',
  peer: 'top',
  path: 'top',
};
/** The document of such entries. */
const MADE_DOCUMENT = 'report';

/** Redacts. */
export function redactedView(session: ReportSession, { rows, one, entries = [], notes = [] }: ToRedact): RedactedView {
  // No page can know it: what it names stays.
  const noteKey = crypto.randomUUID();
  const redactor = new Redactor({ rules: [{ key: noteKey, action: 'keep' }] });
  const facts = new Map<string, Fact>();
  for (const { info } of session.documents()) facts.set(`document ${info.document}`, { what: 'document', info });

  const refs = rows.flatMap(({ entry, answer, call, moreAnswers }) => [entry, answer, call, ...moreAnswers]);
  for (const ref of [...refs, ...entries]) {
    const entry = ref && session.entry(ref);
    if (ref && entry) facts.set(keyOf(ref), { what: 'entry', document: ref.document, entry });
  }
  const make = (key: string, body: unknown, more: Partial<EntryHeader> = {}) =>
    facts.set(`made ${key}`, {
      what: 'entry',
      document: MADE_DOCUMENT,
      entry: { ...MADE, n: facts.size + 1, name: 'interaction', ref: '', origin: '', ...more, body: encode(body) },
    });
  for (const row of rows) make(`row ${row.key}`, bodyOf(row), { name: row.name, ref: row.request?.ref ?? '' });
  if (one) {
    const { transitions, id, formerIds, wwe } = one;
    make('raw', one.raw, { origin: wwe.origin });
    for (const other of [id, ...formerIds]) make(`id ${other}`, { interactionId: other });
    const states = transitions.flatMap(({ from, to, gap }) => [from, to, gap].filter((state) => state !== null));
    for (const state of new Set(states)) make(`state ${state}`, { interactionId: id, state });
  }
  for (const note of notes) make(`note ${note}`, { [noteKey]: note });

  for (const fact of facts.values()) redactor.collect(fact);
  const left = new Map<string, Fact>([...facts].map(([key, fact]) => [key, redactor.redact(fact)]));
  const entryAt = (key: string) => {
    const fact = left.get(key);
    return fact?.what === 'entry' ? fact.entry : undefined;
  };
  const madeAt = (key: string): MessageRecord => {
    const entry = entryAt(`made ${key}`);
    const body = entry && contentIn(entry);
    return isRecord(body) ? body : {};
  };

  return {
    entry: (ref) => entryAt(keyOf(ref)),
    addressOf(document) {
      const fact = left.get(`document ${document}`);
      return fact?.what === 'document' ? fact.info.url : '';
    },
    row: (row) => rowOf(row, madeAt(`row ${row.key}`), entryAt(`made row ${row.key}`)),
    raw: () => madeAt('raw'),
    state: (state) => textOf(madeAt(`state ${state}`).state),
    id: (id) => textOf(madeAt(`id ${id}`).interactionId),
    origin: () => entryAt('made raw')?.origin ?? '',
    note: (text) => textOf(madeAt(`note ${text}`)[noteKey]),
  };
}

/** What a row says, where the redaction finds it: each under the key that tells what it is. */
function bodyOf({ is, detail, interactionId, request, runs }: MessageRow): object {
  return {
    eventType: is === 'event' ? detail : '',
    listed: is === 'event' ? [] : detail.split(', '),
    interactionId,
    errorMessage: request?.error ?? null,
    threw: runs.map(({ threw }) => threw),
  };
}

function rowOf(row: MessageRow, body: MessageRecord, entry: Entry | undefined): MessageRow {
  const { request, runs, is } = row;
  const listed = Array.isArray(body.listed) ? body.listed.map(textOf) : [];
  const threw: readonly unknown[] = Array.isArray(body.threw) ? body.threw : [];
  return {
    ...row,
    name: entry?.name ?? '',
    detail: is === 'event' ? textOf(body.eventType) : listed.join(', '),
    interactionId: row.interactionId === null ? null : textOf(body.interactionId),
    request: request && {
      ...request,
      service: entry?.name ?? '',
      ref: entry?.ref ?? '',
      parameters: [],
      error: request.error === null ? null : textOf(body.errorMessage),
    },
    // The page chose how its functions are called.
    runs: runs.map((run, index) => ({
      ...run,
      name: run.handler === null ? run.name : '',
      threw: run.threw === null ? null : textOf(threw[index]),
    })),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
