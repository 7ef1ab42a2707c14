/** One fact as one line. The same fact always gives the same line. */
import { MARK } from '../entry/encode.ts';
import type { Entry } from '../entry/entry.ts';
import type { Fact } from '../entry/fact.ts';
import { isDeep } from './depth.ts';
import { MOST_DEPTH, MOST_LINE_BYTES } from './format.ts';

/** A UTF-16 unit can take three bytes of UTF-8. */
const BYTES_OF_UNIT = 3;
/** What a line has beside the body, at most, in UTF-16 units: five texts, escaped. */
const REST = 4 * 1024 * 1024;
/** A body of more units would not surely fit. */
const MOST_BODY = Math.floor(MOST_LINE_BYTES / BYTES_OF_UNIT) - REST / BYTES_OF_UNIT;
/** How much of a body that does not fit is kept, as by `encode`. */
const HEAD = 2_000;

/** Half of a character, which UTF-8 cannot carry. JSON that we wrote has it escaped. */
const HALF_CHARACTER = /[\ud800-\udfff]/u;

/** The last entry whose body is surely JSON in one line. Entries are mostly written one by one, as soon as they are made. */
let proved: Entry | null = null;

/** Spares an entry the proof that its body is JSON: for whoever wrote the body, part by part, and proved each part. */
export function markAsJson(entry: Entry): void {
  proved = entry;
}

/** The line of a fact, without its line feed. */
export function lineOf(fact: Fact): string {
  switch (fact.what) {
    case 'entry':
      return entryLine(fact.document, fact.entry);
    case 'document': {
      const { document, url, origin, title, path, target, timeOrigin, since } = fact.info;
      return JSON.stringify({ what: 'document', document, url, origin, title, path, target, timeOrigin, since });
    }
    case 'clock':
      return JSON.stringify({ what: 'clock', document: fact.document, offset: fact.offset });
    case 'lost':
      return JSON.stringify({ what: 'lost', document: fact.document, count: fact.count });
    case 'skipped':
      return JSON.stringify({ what: 'skipped', document: fact.document, through: fact.through });
    case 'mark':
      return JSON.stringify({ what: 'mark', t: fact.t, name: fact.name });
    case 'annotation': {
      const { document, n, pinned, note } = fact;
      return JSON.stringify({ what: 'annotation', document, n, pinned, note });
    }
    default:
      return JSON.stringify({ what: fact.what, document: fact.document, t: fact.t });
  }
}

function entryLine(document: string, entry: Entry): string {
  const { n, t, sort, kind, name, ref, peer, origin, path, ahead, body } = entry;
  const head = JSON.stringify({ what: 'entry', document, n, t, sort, kind, name, ref, peer, origin, path, ahead });
  return `${head.slice(0, -1)},${bodyField(body, proved === entry)}}`;
}

/** The body last: whoever reads the line takes it as it stands, and the file is the same when it is written again. */
function bodyField(body: string, isJson: boolean): string {
  if (body.length > MOST_BODY) return cut(body);
  if (isJson || isLineOfJson(body)) return `"body":${body}`;
  const text = JSON.stringify(body);
  return text.length > MOST_BODY ? cut(body) : `"text":${text}`;
}

function cut(body: string): string {
  return `"body":{"${MARK}":"oversize","n":${body.length},"v":${JSON.stringify(body.slice(0, HEAD))}}`;
}

/** Bodies come from bridges, which live in the processes of pages: the file must be whole whatever they say. */
function isLineOfJson(body: string): boolean {
  if (body.includes('\n') || HALF_CHARACTER.test(body) || isDeep(body, MOST_DEPTH - 1)) return false;
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}
