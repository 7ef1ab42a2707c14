/** Rows in another order than the wire's. */
import type { MessageRow, MessageStatus } from '../../session/messages-model.ts';
import { statusOf } from '../../session/rows/status.ts';
import { Sorted } from '../../table/sorted.ts';
import type { Sorting } from '../table/Header.tsx';
import type { ClientNumbers } from './clients.ts';
import { isMessageColumn, type MessageColumnId } from './columns.tsx';
import { latencyOf, seenText } from './labels.ts';
import type { FollowedRows, RowSeries } from './series.ts';

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

/** A row with what it is sorted by, and where it stands in the wire's order, counted from the first row ever. */
interface Placed {
  readonly row: MessageRow;
  readonly place: number;
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
    if (!present?.isOf(sort, facts)) present = new Order(sort, sort.column);
    return present.follow(rows, facts);
  };
}

/** Rows by one column. */
class Order {
  private readonly sorted: Sorted<Placed>;
  /** In the wire's order. */
  private readonly placed: Placed[] = [];
  /** Those whose value the clock alone can change. */
  private readonly timed = new Set<Placed>();
  private base = 0;
  private version = -1;
  private last: OrderFacts | null = null;
  private series: RowSeries | null = null;

  constructor(
    private readonly sort: Sorting,
    private readonly column: MessageColumnId,
  ) {
    this.sorted = new Sorted(comparing(sort.descending));
  }

  /** Whether what is sorted already can stay as it is. */
  isOf(sort: Sorting, { clients, now }: OrderFacts): boolean {
    if (this.sort !== sort) return false;
    if (this.column === 'client') return this.last?.clients === clients;
    // A clock that was set back makes open again what was over.
    return this.column !== 'status' || now >= (this.last?.now ?? now);
  }

  follow(rows: FollowedRows, facts: OrderFacts): RowSeries {
    const { placed, timed } = this;
    const isFirst = this.version < 0;
    const cut = isFirst ? 0 : rows.cutSince(this.version);
    const from = isFirst ? 0 : rows.changedSince(this.version);
    this.version = rows.version;
    this.base += cut;
    const gone = [...placed.splice(0, cut), ...placed.splice(from)];
    const added: Placed[] = [];
    const put = (row: MessageRow, index: number) => {
      const one = placedAs(row, this.base + index, sortValue(this.column, row, facts));
      placed[index] = one;
      added.push(one);
      if (this.column === 'status' && one.value === PENDING) timed.add(one);
    };
    for (const one of gone) timed.delete(one);
    if (facts.now !== this.last?.now) {
      for (const one of timed) {
        if (sortValue(this.column, one.row, facts) === one.value) continue;
        timed.delete(one);
        gone.push(one);
        put(one.row, one.place - this.base);
      }
    }
    for (let index = placed.length; index < rows.length; index += 1) {
      const row = rows.at(index);
      if (row) put(row, index);
    }
    this.last = facts;
    if (this.series && gone.length + added.length === 0) return this.series;
    this.sorted.change(gone, added);
    this.series = seriesOf(rows, this.sorted, placed);
    return this.series;
  }
}

function seriesOf(rows: FollowedRows, sorted: Sorted<Placed>, placed: readonly Placed[]): RowSeries {
  return {
    get length() {
      return sorted.all.length;
    },
    at: (index) => sorted.all.at(index)?.row,
    indexOf(key) {
      const one = placed[rows.indexOf(key)];
      return one ? sorted.indexOf(one) : -1;
    },
  };
}

/** What is compared of a text, in characters: a page may make it a megabyte long. */
const LONGEST_COMPARED = 300;

function placedAs(row: MessageRow, place: number, whole: Value): Placed {
  const value = typeof whole === 'string' ? whole.slice(0, LONGEST_COMPARED) : whole;
  const isDigits = typeof value === 'string' && /^\d{1,15}$/.test(value);
  return { row, place, value, digits: isDigits ? Number(value) : Number.NaN };
}

function comparing(descending: boolean): (a: Placed, b: Placed) => number {
  const sign = descending ? -1 : 1;
  return (a, b) => {
    if (a.value === b.value) return a.place - b.place;
    if (a.value === null || b.value === null) return a.value === null ? 1 : -1;
    if (typeof a.value === 'number' && typeof b.value === 'number') return sign * (a.value - b.value);
    const byDigits = a.digits - b.digits;
    const byValue = Number.isNaN(byDigits) ? compareTexts(String(a.value), String(b.value)) : byDigits;
    return byValue === 0 ? a.place - b.place : sign * byValue;
  };
}
