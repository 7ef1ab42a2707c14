/** Rows in another order than the wire's. */
import { compareRows, type MessageRow, type MessageStatus } from '../../../session/messages-model.ts';
import { statusOf } from '../../../session/rows/status.ts';
import { DerivedTable } from '../../../table/table.ts';
import type { ClientNumbers } from '../../shared/clients.ts';
import type { Sorting } from '../../ui/Header.tsx';
import { isMessageColumn, type MessageColumnId } from './columns.tsx';
import { latencyOf, seenText } from './labels.ts';
import { type FollowedRows, type RowSeries, seriesOf } from './series.ts';

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
const PENDING = STATUS_ORDER.indexOf('pending');

type Value = string | number | null;

function sortValue(column: MessageColumnId, row: MessageRow, { clients, now, initiator }: OrderFacts): Value {
  switch (column) {
    case 'number':
    case 'time':
    case 'waterfall':
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

/** Whether a column is sorted by time alone. */
export function isTimeColumn(column: string): boolean {
  return column === 'number' || column === 'time' || column === 'waterfall';
}

/** A row with what it is sorted by. */
interface Placed {
  readonly key: string;
  readonly row: MessageRow;
  readonly value: Value;
  /** A text of digits as the number that it is sorted as: a comparison of texts costs much more. NaN for others. */
  readonly digits: number;
}

/** Sorts rows by a column; equal ones stay in the wire's order, those without a value come last. */
export type RowOrder = (rows: FollowedRows, sort: Sorting | null, facts: OrderFacts) => RowSeries;

/** Makes an order that remembers: what changed since the last time is put in its place, and not everything sorted anew. */
export function createRowOrder(): RowOrder {
  let present: Order | null = null;

  return (rows, sort, facts) => {
    if (!sort || !isMessageColumn(sort.column)) {
      present = null;
      return rows;
    }
    if (!present?.isOf(rows, sort, facts)) present = new Order(rows.table, sort, sort.column);
    return present.follow(rows, facts);
  };
}

/** Rows by one column. */
class Order {
  private readonly sorted: DerivedTable<MessageRow, Placed>;
  /** Keys of those whose value the clock alone can change. */
  private readonly timed = new Set<string>();
  private last: OrderFacts | null = null;
  private series: RowSeries | null = null;

  constructor(
    private readonly source: FollowedRows['table'],
    private readonly sort: Sorting,
    private readonly column: MessageColumnId,
  ) {
    this.sorted = new DerivedTable(source, comparing(sort.descending));
  }

  /** Whether what is sorted already can stay as it is. */
  isOf({ table }: FollowedRows, sort: Sorting, { clients, now }: OrderFacts): boolean {
    if (this.source !== table || this.sort !== sort) return false;
    if (this.column === 'client') return this.last?.clients === clients;
    // A clock that was set back makes open again what was over.
    return this.column !== 'status' || now >= (this.last?.now ?? now);
  }

  follow(rows: FollowedRows, facts: OrderFacts): RowSeries {
    const { sorted, timed } = this;
    const { version } = sorted;
    for (const key of timed) if (!this.source.get(key)) timed.delete(key);
    sorted.follow((row) => this.place(row, facts), facts.now === this.last?.now ? [] : [...timed]);
    this.last = facts;
    if (!this.series || sorted.version !== version)
      this.series = seriesOf(
        sorted,
        ({ row }) => row,
        (key) => rows.at(rows.indexOf(key)),
      );
    return this.series;
  }

  private place(row: MessageRow, facts: OrderFacts): Placed {
    const { key } = row;
    const placed = placedAs(row, sortValue(this.column, row, facts));
    if (this.column === 'status' && placed.value === PENDING) this.timed.add(key);
    else this.timed.delete(key);
    const before = this.sorted.get(key);
    return before?.row === row && before.value === placed.value ? before : placed;
  }
}

/** What is compared of a text, in characters: a page may make it a megabyte long. */
const LONGEST_COMPARED = 300;

function placedAs(row: MessageRow, whole: Value): Placed {
  const value = typeof whole === 'string' ? whole.slice(0, LONGEST_COMPARED) : whole;
  const isDigits = typeof value === 'string' && /^\d{1,15}$/.test(value);
  return { key: row.key, row, value, digits: isDigits ? Number(value) : Number.NaN };
}

function comparing(descending: boolean): (a: Placed, b: Placed) => number {
  const sign = descending ? -1 : 1;
  return (a, b) => {
    if (a.value === b.value) return compareRows(a.row, b.row);
    if (a.value === null || b.value === null) return a.value === null ? 1 : -1;
    if (typeof a.value === 'number' && typeof b.value === 'number') return sign * (a.value - b.value);
    const byDigits = a.digits - b.digits;
    const byValue = Number.isNaN(byDigits) ? compareTexts(String(a.value), String(b.value)) : byDigits;
    return byValue === 0 ? compareRows(a.row, b.row) : sign * byValue;
  };
}
