/** Whether a row passes a filter, as far as its own fields tell. */
import type { MessageRow } from '../../session/messages-model.ts';
import { statusOf } from '../../session/status.ts';
import type { Filter, Test } from './filter.ts';
import { fits, fold } from './glob.ts';
import { type NameField, rowIs } from './words.ts';

/** What a filter needs to know beside the row. */
export interface FilterFacts {
  /** ms since the epoch. */
  readonly now: number;
  /** The number of a client as the views show it; null for a document that has none. */
  clientNumber(document: string): number | null;
  /** The names of a client that plain words search: title and origin. Without it they search none. */
  clientNames?(document: string): readonly string[];
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
  let verdict: Verdict = 'yes';
  for (const { negated, test } of filter.terms) {
    const own = judgeTest(test, row, about);
    const holds = own === 'body' ? found(test) : own === 'yes';
    if (holds === null) verdict = 'body';
    else if (holds === negated) return 'no';
  }
  return verdict;
}

/** Judges one test, as if it stood without a minus. */
export function judgeTest(test: Test, row: MessageRow, about: FilterFacts): Verdict {
  switch (test.by) {
    case 'text':
      return namesOf(row, about).some((name) => fold(name).includes(test.folded)) ? 'yes' : 'body';
    case 'pattern':
      return namesOf(row, about).some((name) => test.matcher.test(name)) ? 'yes' : 'body';
    case 'name':
      return judgeName(test.field, test.folded, row);
    case 'is':
      return yes(rowIs(row, test.word, statusOf(row, about.now)));
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

/** All names of a row. Headers are cut to 200 characters, so none is long. */
function namesOf(row: MessageRow, about: FilterFacts): readonly string[] {
  const names = [row.name, row.detail, row.interactionId ?? '', row.request?.ref ?? ''];
  if (row.client !== null && about.clientNames) names.push(...about.clientNames(row.client));
  return names.filter((name) => name !== '');
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
    case 'state':
    case 'key':
      // A text and a frame's id hold neither.
      return row.is === 'string' || row.is === 'frame' ? 'no' : 'body';
  }
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
