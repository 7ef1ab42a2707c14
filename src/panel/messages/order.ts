/** Rows in another order than the wire's. Pure. */
import type { MessageRow, MessageStatus } from '../../session/messages-model.ts';
import { statusOf } from '../../session/status.ts';
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

const compare = new Intl.Collator(undefined, { numeric: true }).compare;
const STATUS_ORDER: readonly (MessageStatus | null)[] = [
  'failed',
  'threw',
  'never arrived',
  'timeout',
  'late',
  'pending',
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

/** Rows sorted by a column; equal ones stay in the wire's order, those without a value come last. */
export function sortRows(rows: readonly MessageRow[], sort: Sorting | null, facts: OrderFacts): readonly MessageRow[] {
  if (!sort || !isMessageColumn(sort.column)) return rows;
  const { column, descending } = sort;
  const sign = descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: sortValue(column, row, facts) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      const isNumbers = typeof a.value === 'number' && typeof b.value === 'number';
      return sign * (isNumbers ? Number(a.value) - Number(b.value) : compare(String(a.value), String(b.value)));
    })
    .map(({ row }) => row);
}
