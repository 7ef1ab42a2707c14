/** An entry as text and back: see `entry.ts` for the form. */
import { KINDS } from '../protocol/kind.ts';
import { NOTE_KINDS } from '../protocol/notes.ts';
import type { Entry, EntryHeader, EntryKind, EntrySort } from './entry.ts';

/** The kinds of each sort. The bridge, which only writes, is built without them. */
const KNOWN_KINDS: Readonly<Record<EntrySort, readonly EntryKind[]>> = {
  wire: KINDS,
  command: KINDS,
  probe: NOTE_KINDS,
};
/** A page chooses names and ids: a megabyte of them must not stand in every row. */
const LONGEST = 200;

/** Cuts a name or an id to what a header carries. The body has it whole. */
export function short(text: string): string {
  return text.slice(0, LONGEST);
}

/** A header before its entry has a number. */
export type Unnumbered = Omit<EntryHeader, 'n'>;

/** Writes an entry as text: header line, line feed, body line (text from `encode`). */
export function writeEntry(n: number, header: Unnumbered, body: string): string {
  const { t, sort, kind, name, ref, peer, origin, path, ahead } = header;
  const fields = [n, t, sort, kind, name, ref, peer, origin, path];
  if (ahead) fields.push(ahead);
  return `${JSON.stringify(fields)}\n${body}`;
}

/** What a piece of the record holds: its entries in order, and how many could not be read. */
export interface PieceContent {
  readonly entries: readonly Entry[];
  readonly unreadable: number;
}

/** Reads a piece: entries joined by line feeds. Bodies stay text. Never throws. */
export function readPiece(text: string): PieceContent {
  if (text === '') return { entries: [], unreadable: 0 };
  const entries: Entry[] = [];
  let unreadable = 0;
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i += 2) {
    const header = readHeader(lines[i] ?? '', entries.at(-1));
    const body = lines[i + 1];
    if (header && body !== undefined) entries.push({ ...header, body });
    else unreadable += 1;
  }
  return { entries, unreadable };
}

/** The same text, as the entry before has it where it is alike: most are, and there may be 200,000 copies. */
function shared(text: string, before: string | undefined): string {
  return text === before ? before : text;
}

function readHeader(line: string, before: EntryHeader | undefined): EntryHeader | null {
  let fields: unknown;
  try {
    fields = JSON.parse(line);
  } catch {
    return null;
  }
  if (!Array.isArray(fields)) return null;
  const [n, t, sort, kind, name, ref, peer, origin, path, ahead] = fields as unknown[];
  return checkHeader({ n, t, sort, kind, name, ref, peer, origin, path, ahead }, before);
}

/** The fields of a header, unchecked. */
export type HeaderFields = { readonly [Field in keyof EntryHeader]?: unknown };

/** A header of its fields; null if one of them is wrong. @param before the entry before, with which texts are shared */
export function checkHeader(fields: HeaderFields, before: EntryHeader | undefined): EntryHeader | null {
  const { n, t, sort, kind, name, ref, peer, origin, path, ahead } = fields;
  if (typeof n !== 'number' || !Number.isSafeInteger(n) || typeof t !== 'number' || !Number.isFinite(t)) return null;
  if (typeof name !== 'string' || typeof ref !== 'string' || typeof peer !== 'string') return null;
  if (typeof origin !== 'string' || typeof path !== 'string' || !isKnown(sort, kind)) return null;
  const header = {
    n,
    t,
    // As was checked above; the pair's type cannot say so.
    sort: sort as EntrySort,
    kind: kind as EntryKind,
    name: shared(name, before?.name),
    ref,
    peer: shared(peer, before?.peer),
    origin: shared(origin, before?.origin),
    path: shared(path, before?.path),
  };
  // Records that were made before this field was know nothing of it.
  return typeof ahead === 'number' && Number.isSafeInteger(ahead) ? { ...header, ahead } : header;
}

function isKnown(sort: unknown, kind: unknown): boolean {
  const kinds: readonly unknown[] = sort === 'wire' || sort === 'command' || sort === 'probe' ? KNOWN_KINDS[sort] : [];
  return kinds.includes(kind);
}
