/** One line as what it says, or what is wrong with it. */
import * as v from 'valibot';
import type { EntryHeader } from '../entry/entry.ts';
import type { Fact } from '../entry/fact.ts';
import { checkHeader, type HeaderFields } from '../entry/header.ts';
import { isRecord } from '../protocol/kind.ts';
import { isDeep } from './depth.ts';
import type { FindingCode } from './findings.ts';
import { MOST_DEPTH, MOST_NAME, MOST_TEXT, type RecordingEnd, type RecordingHeader } from './format.ts';
import { documentFactSchemas, endSchema, headerSchema } from './schema.ts';

/** The fields of an entry's line, unchecked. */
type LineFields = HeaderFields & { readonly document?: unknown; readonly body?: unknown; readonly text?: unknown };

/** What is wrong with a line. */
export interface LineProblem {
  readonly what: 'problem';
  readonly code: FindingCode;
  readonly words: string;
}

/** What a line says. */
export type LineContent = Fact | RecordingHeader | RecordingEnd | LineProblem;

/** How the body of an entry begins in the lines that we write: only what is no text can hold these characters. */
const BODY = ',"body":';

/**
 * Reads a line. Never throws.
 * @param before the entry before, with which texts are shared
 * @param restFrom the line from a place on, without its last character, as a text of its own: one that is cut out of the
 *   line would keep all of it in memory
 */
export function readLine(
  line: string,
  before: EntryHeader | undefined,
  restFrom: (place: number) => string,
): LineContent {
  if (isDeep(line, MOST_DEPTH)) return problem('too deep', `The JSON is more than ${MOST_DEPTH} levels deep.`);
  return readWrittenEntry(line, before, restFrom) ?? readAny(line, before);
}

function problem(code: FindingCode, words: string): LineProblem {
  return { what: 'problem', code, words };
}

/** The quick way for entries as we write them: the body is taken as it stands. Null for everything else. */
function readWrittenEntry(
  line: string,
  before: EntryHeader | undefined,
  restFrom: (place: number) => string,
): Fact | null {
  if (!line.startsWith('{"what":"entry",') || !line.endsWith('}')) return null;
  const end = line.indexOf(BODY);
  if (end < 0) return null;
  const body = restFrom(end + BODY.length);
  const head = parsed(`${line.slice(0, end)}}`);
  if (!isRecord(head) || parsed(body) === undefined) return null;
  const fact = entryOf(head, body, before);
  return fact.what === 'entry' ? fact : null;
}

function readAny(line: string, before: EntryHeader | undefined): LineContent {
  const value = parsed(line);
  if (value === undefined) return problem('not JSON', 'The line is not JSON.');
  if (!isRecord(value)) return problem('unknown line', 'The line is not of a recording.');
  const { what } = value;
  switch (what) {
    case 'recording':
      return checked(headerSchema, value);
    case 'end':
      return checked(endSchema, value);
    case 'entry':
      return readEntry(value, before);
    case 'document': {
      const read = checked(documentFactSchemas.document, value);
      if (read.what === 'problem') return read;
      const { what: _, ...info } = read;
      return { what: 'document', info };
    }
    case 'clock':
      return checked(documentFactSchemas.clock, value);
    case 'lost':
      return checked(documentFactSchemas.lost, value);
    case 'skipped':
      return checked(documentFactSchemas.skipped, value);
    case 'mark':
      return checked(documentFactSchemas.mark, value);
    case 'annotation':
      return checked(documentFactSchemas.annotation, value);
    case 'seen':
    case 'ended': {
      const read = checked(documentFactSchemas[what], value);
      return read.what === 'problem' ? read : { ...read, t: read.t ?? Number.NaN };
    }
    default:
      return problem('unknown line', 'Nobody knows what this line is: its "what" is of no known kind.');
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function checked<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> | LineProblem {
  const { success, output, issues } = v.safeParse(schema, value);
  if (success) return output;
  const path = issues[0].path?.map(({ key }) => String(key)).join('.') ?? '';
  return wrong(path);
}

function wrong(field: string): LineProblem {
  return problem('wrong value', `The line has no valid "${field.slice(0, 40)}".`);
}

function readEntry(value: LineFields, before: EntryHeader | undefined): Fact | LineProblem {
  const { body, text } = value;
  if (body !== undefined) return entryOf(value, JSON.stringify(body), before);
  return typeof text === 'string' ? entryOf(value, text, before) : wrong('body');
}

function entryOf(fields: LineFields, body: string, before: EntryHeader | undefined): Fact | LineProblem {
  const { document } = fields;
  const header = checkHeader(fields, before);
  if (!header || header.n < 1 || typeof document !== 'string' || !isShort(document, header)) {
    return wrong(wrongField(fields));
  }
  // In one piece: a million are made.
  const { n, t, sort, kind, name, ref, peer, origin, path, ahead } = header;
  const entry = { n, t, sort, kind, name, ref, peer, origin, path, body };
  return { what: 'entry', document, entry: ahead === undefined ? entry : { ...entry, ahead } };
}

function isShort(document: string, { name, ref, peer, origin, path }: EntryHeader): boolean {
  return (
    name.length <= MOST_NAME &&
    ref.length <= MOST_NAME &&
    document.length + peer.length + origin.length + path.length <= MOST_TEXT
  );
}

/** Which field of an entry is wrong: only asked for where one is. */
function wrongField({ document, n, t, name, ref, peer, origin, path }: LineFields): string {
  if (!Number.isSafeInteger(n) || Number(n) < 1) return 'n';
  if (!Number.isFinite(t)) return 't';
  const isText = (most: number) => (text: unknown) => typeof text === 'string' && text.length <= most;
  const isName = isText(MOST_NAME);
  if (!isName(name) || !isName(ref)) return isName(name) ? 'ref' : 'name';
  const texts = Object.entries({ document, peer, origin, path });
  return texts.find(([, text]) => !isText(MOST_TEXT / texts.length)(text))?.[0] ?? 'kind';
}
