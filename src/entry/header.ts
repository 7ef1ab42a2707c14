/** An entry as text and back: see `entry.ts` for the form. */
import { KINDS } from '../scapi/kind.ts';
import type { Entry, EntryHeader } from './entry.ts';

const SORTS: ReadonlySet<unknown> = new Set(['wire', 'command']);
const KNOWN_KINDS: ReadonlySet<unknown> = new Set(KINDS);
/** A page chooses names and ids: a megabyte of them must not stand in every row. */
const LONGEST = 200;

/** Cuts a name or an id to what a header carries. The body has it whole. */
export function short(text: string): string {
  return text.length > LONGEST ? text.slice(0, LONGEST) : text;
}

/** A header before its entry has a number. */
export type Unnumbered = Omit<EntryHeader, 'n'>;

/** Writes entries as text: header line, line feed, body line (text from `encode`). In a burst all but number and time stay the same: that part is written once. */
export function createEntryWriter(): (n: number, header: Unnumbered, body: string) => string {
  let last: Unnumbered | null = null;
  let rest = '';
  return (n, header, body) => {
    if (!last || !sameRest(last, header)) {
      const { sort, kind, name, ref, peer, origin, path } = header;
      rest = JSON.stringify([sort, kind, name, ref, peer, origin, path]).slice(1);
      last = header;
    }
    return `[${n},${header.t},${rest}\n${body}`;
  };
}

function sameRest(a: Unnumbered, b: Unnumbered): boolean {
  return (
    a.ref === b.ref &&
    a.name === b.name &&
    a.kind === b.kind &&
    a.peer === b.peer &&
    a.origin === b.origin &&
    a.path === b.path &&
    a.sort === b.sort
  );
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
    const header = readHeader(lines[i] ?? '');
    const body = lines[i + 1];
    if (header && body !== undefined) entries.push({ ...header, body });
    else unreadable += 1;
  }
  return { entries, unreadable };
}

function readHeader(line: string): EntryHeader | null {
  let fields: unknown;
  try {
    fields = JSON.parse(line);
  } catch {
    return null;
  }
  if (!Array.isArray(fields)) return null;
  const [n, t, sort, kind, name, ref, peer, origin, path] = fields as unknown[];
  if (!Number.isSafeInteger(n) || !Number.isFinite(t) || !SORTS.has(sort) || !KNOWN_KINDS.has(kind)) return null;
  if (![name, ref, peer, origin, path].every((field) => typeof field === 'string')) return null;
  // Each field was checked above; the tuple's type cannot say so.
  return { n, t, sort, kind, name, ref, peer, origin, path } as EntryHeader;
}
