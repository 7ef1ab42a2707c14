/** Whether a row passes a filter, as far as its own fields tell. */
import { REQUEST_TIMEOUT_MS } from '../../protocol/messages.ts';
import type { MessageRow } from '../../session/messages-model.ts';
import { statusOf } from '../../session/rows/status.ts';
import type { Filter, Test } from './filter.ts';
import { type NameField, rowIs } from './filter-fields.ts';
import { fits, fold } from './glob.ts';
import { isOfKinds } from './kinds.ts';
import { wasThen } from './moments.ts';

/** What a filter needs to know beside the row. */
export interface FilterFacts {
  /** ms since the epoch. */
  readonly now: number;
  /** The number of a client as the views show it; null for a document that has none. */
  clientNumber(document: string): number | null;
  /** The names of a client that plain words search: title and origin. Without it they search none. */
  clientNames?(document: string): readonly string[];
  /** What the user noted on a row. Without it no row is pinned, and none has a note. */
  isAnnotated?(row: MessageRow, as: 'pinned' | 'noted'): boolean;
}

/** `body`: only the payload can tell. */
export type Verdict = 'yes' | 'no' | 'body';

/** Judges a row. Cheap: it reads no payload. */
export function judge(filter: Filter, row: MessageRow, about: FilterFacts): Verdict {
  return judgeWith(filter, row, about, () => null);
}

/**
 * Judges a row with what is known of its payload.
 * @param found whether a test was found there; null while nobody knows
 */
export function judgeWith(
  filter: Filter,
  row: MessageRow,
  about: FilterFacts,
  found: (test: Test) => boolean | null,
): Verdict {
  const { terms, kinds, inverted = false } = filter;
  if (kinds && !isOfKinds(kinds, (word) => rowIs(row, word, statusOf(row, about.now)))) return 'no';
  let verdict: Verdict = yes(!inverted || terms.length === 0);
  for (const { negated, test } of terms) {
    const own = judgeTest(test, row, about);
    const holds = own === 'body' ? found(test) : own === 'yes';
    if (holds === null) verdict = 'body';
    else if (holds === negated) return yes(inverted);
  }
  return verdict;
}

/** Judges one test, as if it stood without a minus. */
export function judgeTest(test: Test, row: MessageRow, about: FilterFacts): Verdict {
  switch (test.by) {
    case 'text':
      return hasName(test, row, about, (name) => fold(name).includes(test.folded)) ? 'yes' : 'body';
    case 'pattern':
      // What takes too long to be told at once, the search tells.
      return hasName(test, row, about, (name) => test.matcher.test(name)) ? 'yes' : 'body';
    case 'name':
      return judgeName(test.field, test.folded, row);
    case 'data':
      return hasPayload(row) ? 'body' : 'no';
    case 'is':
      if (test.word === 'pinned' || test.word === 'noted') return yes(about.isAnnotated?.(row, test.word) ?? false);
      return yes(rowIs(row, test.word, statusOf(row, about.now)));
    case 'time':
      return yes(wasThen(test, row.t, row.t));
    case 'client':
      return yes(row.client !== null && about.clientNumber(row.client) === test.number);
    case 'amount':
      if (test.field === 'larger') return yes(row.size > test.limit);
      if (test.field === 'smaller') return yes(row.size < test.limit);
      return judgeTime(test.field, test.limit, row, about.now);
  }
}

function yes(holds: boolean): Verdict {
  return holds ? 'yes' : 'no';
}

/** What a test says of names that many rows share, for so many names: each is asked once. */
const MOST_SHARED = 1_000;
const shared = new WeakMap<Test, Map<string, boolean>>();

/** The names of a row in which words and patterns are looked for. Headers are cut to 200 characters, so none is long. */
export function namesOf(row: MessageRow, about: FilterFacts): readonly string[] {
  const clients = row.client === null ? [] : (about.clientNames?.(row.client) ?? []);
  return [row.name, row.detail, row.interactionId ?? '', row.request?.ref ?? '', ...clients].filter(Boolean);
}

/** Tells whether a name is what is looked for; null where that takes too long. */
type NameTest = (name: string) => boolean | null;

/** Whether a name of a row is known to be what is looked for. */
function hasName(test: Test, row: MessageRow, about: FilterFacts, is: NameTest): boolean {
  let known = shared.get(test);
  if (!known) {
    known = new Map();
    shared.set(test, known);
  }
  if (isOfShared(known, row.name, is) || isOfShared(known, row.detail, is)) return true;
  if ((row.interactionId && is(row.interactionId)) || (row.request?.ref && is(row.request.ref))) return true;
  if (row.client === null || !about.clientNames) return false;
  for (const name of about.clientNames(row.client)) if (isOfShared(known, name, is)) return true;
  return false;
}

function isOfShared(known: Map<string, boolean>, name: string, is: NameTest): boolean {
  if (name === '') return false;
  const before = known.get(name);
  if (before !== undefined) return before;
  const holds = is(name);
  if (holds !== null && known.size < MOST_SHARED) known.set(name, holds);
  return holds === true;
}

function judgeName(field: NameField, glob: string, row: MessageRow): Verdict {
  const is = (name: string | null | undefined) => yes(!!name && fits(fold(name), glob));
  switch (field) {
    case 'service':
      return row.is === 'request' || row.is === 'answer' ? is(row.name) : 'no';
    case 'event':
      return row.is === 'event' ? is(row.name) : 'no';
    case 'type':
      return row.is === 'event' ? is(row.detail) : 'no';
    case 'id':
      return is(row.interactionId);
    case 'ref':
      return refFits(row.request?.ref ?? '', glob) ? 'yes' : 'no';
    case 'who':
    case 'wwe':
      return 'no';
    default:
      return hasPayload(row) ? 'body' : 'no';
  }
}

/** A text and a frame's id hold no interaction and no user data. */
function hasPayload({ is }: MessageRow): boolean {
  return is !== 'string' && is !== 'frame';
}

/** A numeric id is written `#7`; `ref:7` finds both. */
function refFits(ref: string, glob: string): boolean {
  if (ref === '') return false;
  const folded = fold(ref);
  return fits(folded, glob) || (folded.startsWith('#') && fits(folded.slice(1), glob));
}

/** How long an answer took, or how long one is awaited already; null where neither can be said. */
function judgeTime(field: 'slower' | 'faster', limit: number, row: MessageRow, now: number): Verdict {
  const sent = row.request?.sentAt ?? null;
  const answered = row.request?.answeredAt ?? null;
  if (sent === null) return 'no';
  if (answered !== null) return yes(field === 'slower' ? answered - sent > limit : answered - sent < limit);
  const status = statusOf(row, now);
  const waits = status === 'pending' || status === 'timeout';
  return yes(field === 'slower' && waits && now - sent > limit);
}

/** For how long after it was sent, in ms, a request can pass a filter or cease to by the clock alone; 0: never. */
export function opensFor({ terms, kinds = [] }: Filter): number {
  let span = kinds.some(({ is }) => is.includes('timeout')) ? REQUEST_TIMEOUT_MS : 0;
  for (const { test } of terms) {
    const isTimed = test.by === 'is' && (test.word === 'pending' || test.word === 'timeout');
    if (isTimed) span = Math.max(span, REQUEST_TIMEOUT_MS);
    else if (test.by === 'amount' && test.field === 'slower') span = Math.max(span, test.limit);
  }
  return span;
}
