/** Rows and a list of them, as a session would give them out. */
import { compareRows, type MessageList, type MessageRow } from '../../../../session/messages-model.ts';
import type { SessionRequest } from '../../../../session/model.ts';
import { keyOf } from '../../../../session/rows/row-slot.ts';
import { Table } from '../../../../table/table.ts';
import type { RowSeries } from '../series.ts';

/** A row: an event unless said otherwise. No two of a list may have the same time and number (`entry`). */
export function makeRow(key: string, more: Partial<MessageRow> = {}): MessageRow {
  return {
    key,
    t: Number(key.replaceAll(/\D/g, '')) || 0,
    born: 0,
    direction: 'in',
    is: 'event',
    name: 'interaction',
    detail: '',
    interactionId: null,
    client: 'page',
    request: null,
    entry: { document: 'page', n: Number(key.replaceAll(/\D/g, '')) || 1 },
    answer: null,
    moreAnswers: [],
    call: null,
    size: 100,
    seenBy: { host: false, client: true, probe: false },
    runs: [],
    marks: [],
    ...more,
  };
}

/** A request of the page, at first without an answer. */
export function makeRequest(key: string, service: string, more: Partial<SessionRequest> = {}): MessageRow {
  const row = makeRow(key, { is: 'request', direction: 'out', name: service });
  const request: SessionRequest = {
    key,
    by: 'page',
    kind: 'request',
    service,
    parameters: [],
    ref: key,
    client: 'page',
    matchedBy: 'path',
    host: 'host',
    wwe: '["top","https://wwe.example.com"]',
    sentAt: row.t,
    answeredAt: null,
    answeredBy: null,
    failed: false,
    error: null,
    requestEntry: row.entry,
    answerEntry: null,
    ...more,
  };
  return { ...row, request, answer: request.answeredAt === null ? null : { document: 'page', n: 9_000 + row.t } };
}

/** A list that is changed by hand. */
export class FakeList implements MessageList {
  readonly table = new Table(compareRows);
  readonly dropped = 0;

  constructor(rows: readonly MessageRow[] = []) {
    this.set(rows);
  }

  get length(): number {
    return this.table.rows.length;
  }
  at(index: number): MessageRow | undefined {
    return this.table.rows[index];
  }
  get(key: string): MessageRow | undefined {
    return this.table.rows.find((row) => {
      const entries = [row.entry, row.answer, row.call, ...row.moreAnswers];
      return row.key === key || entries.some((entry) => entry !== null && keyOf(entry) === key);
    });
  }
  indexOf(key: string): number {
    return this.table.indexOf(key);
  }
  /** Puts other rows in the place of all. */
  set(rows: readonly MessageRow[]): void {
    const byKey = new Map(rows.map((row) => [row.key, row]));
    this.table.update([...this.table.rows.map(({ key }) => key), ...byKey.keys()], (key) => byKey.get(key));
  }
}

/** The rows of a series. */
export function rowsIn(series: RowSeries): readonly MessageRow[] {
  return Array.from({ length: series.length }, (_, index) => series.at(index)).flatMap((row) => row ?? []);
}
