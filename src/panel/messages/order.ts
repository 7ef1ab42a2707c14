/** Rows in another order than the wire's. */
import type { MessageRow, MessageStatus } from '../../session/messages-model.ts';
import { statusOf } from '../../session/rows/status.ts';
import type { Sorting } from '../table/Header.tsx';
import type { ClientNumbers } from './clients.ts';
import { isMessageColumn, type MessageColumnId } from './columns.tsx';
import { latencyOf, seenText } from './words.ts';

/** What sorting needs beside the rows. */
export interface OrderFacts {
  readonly clients: ClientNumbers;
  /** ms since the epoch. */
  readonly now: number;
  /** The line of the page that a row comes from, in words. */
  initiator(row: MessageRow): string;
}

const compareTexts = new Intl.Collator(undefined, { numeric: true }).compare;
const STATUS_ORDER: readonly (MessageStatus | null)[] = [
  'failed',
  'threw',
  'never arrived',
  'timeout',
  'late',
  'pending',
  'unseen',
  'unmatched',
  'no answer asked',
  'ok',
  null,
];

type Value = string | number | null;

function sortValue(column: MessageColumnId, row: MessageRow, { clients, now, initiator }: OrderFacts): Value {
  switch (column) {
    case 'number':
    case 'time':
      return row.t;
    case 'direction':
      return row.direction;
    case 'name':
      return `${row.name} ${row.detail}`;
    case 'interaction':
      return row.interactionId;
    case 'status':
      return STATUS_ORDER.indexOf(statusOf(row, now));
    case 'latency':
      return latencyOf(row);
    case 'size':
      return row.size;
    case 'client':
      return row.client === null ? null : (clients.get(row.client)?.number ?? null);
    case 'initiator':
      return initiator(row) || null;
    case 'seen':
      return seenText(row);
  }
}

/** A row with what it is sorted by, and where it stands in the wire's order. */
interface Placed {
  readonly row: MessageRow;
  readonly place: number;
  readonly value: Value;
  /** A text of digits as the number that it is sorted as: a comparison of texts costs much more. NaN for others. */
  readonly digits: number;
}

/** Sorts rows by a column; equal ones stay in the wire's order, those without a value come last. */
export type RowOrder = (rows: readonly MessageRow[], sort: Sorting | null, facts: OrderFacts) => readonly MessageRow[];

/** Makes an order that remembers: what came at the end since the last time is put in, and not everything sorted anew. */
export function createRowOrder(): RowOrder {
  let last: { rows: readonly MessageRow[]; sort: Sorting; clients: ClientNumbers; now: number } | null = null;
  let placed: readonly Placed[] = [];
  let sorted: readonly MessageRow[] = [];

  return (rows, sort, facts) => {
    if (!sort || !isMessageColumn(sort.column)) return rows;
    const { column, descending } = sort;
    const { clients } = facts;
    // Only a status depends on the time.
    const now = column === 'status' ? facts.now : 0;
    const isSame = last?.sort === sort && last.clients === clients && last.now === now;
    const from = isSame ? firstOther(last?.rows ?? [], rows) : 0;
    if (isSame && from === rows.length && from === last?.rows.length) return sorted;
    const compare = comparing(descending);
    const added = rows.slice(from).map((row, index) => placedAs(row, from + index, sortValue(column, row, facts)));
    const kept = from === last?.rows.length ? placed : placed.filter(({ place }) => place < from);
    placed = merged(isSame ? kept : [], added.sort(compare), compare);
    sorted = placed.map(({ row }) => row);
    last = { rows, sort, clients, now };
    return sorted;
  };
}

function placedAs(row: MessageRow, place: number, value: Value): Placed {
  const isDigits = typeof value === 'string' && /^\d{1,15}$/.test(value);
  return { row, place, value, digits: isDigits ? Number(value) : Number.NaN };
}

/** Puts sorted rows in among sorted ones, behind their equals. Few of them cost few comparisons, whatever there is. */
function merged(
  kept: readonly Placed[],
  added: readonly Placed[],
  compare: (a: Placed, b: Placed) => number,
): readonly Placed[] {
  if (kept.length === 0) return added;
  // Two runs in order: sorting them is merging them.
  if (added.length > kept.length / 16) return kept.concat(added).sort(compare);
  const parts: (readonly Placed[])[] = [];
  let done = 0;
  for (const one of added) {
    let low = done;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = kept[middle];
      if (other && compare(other, one) <= 0) low = middle + 1;
      else high = middle;
    }
    parts.push(kept.slice(done, low), [one]);
    done = low;
  }
  parts.push(kept.slice(done));
  return parts.flat();
}

function firstOther(before: readonly MessageRow[], after: readonly MessageRow[]): number {
  const most = Math.min(before.length, after.length);
  let at = 0;
  while (at < most && before[at] === after[at]) at += 1;
  return at;
}

function comparing(descending: boolean): (a: Placed, b: Placed) => number {
  const sign = descending ? -1 : 1;
  return (a, b) => {
    if (a.value === b.value) return 0;
    if (a.value === null || b.value === null) return a.value === null ? 1 : -1;
    if (typeof a.value === 'number' && typeof b.value === 'number') return sign * (a.value - b.value);
    const byDigits = a.digits - b.digits;
    return sign * (Number.isNaN(byDigits) ? compareTexts(String(a.value), String(b.value)) : byDigits);
  };
}
