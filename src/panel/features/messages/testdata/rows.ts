/** Rows and a list of them, as a session would give them out. */
import type { MessageList, MessageRow } from '../../../../session/messages-model.ts';
import type { SessionRequest } from '../../../../session/model.ts';
import { ChangeLog } from '../../../../session/rows/change-log.ts';
import { keyOf } from '../../../../session/rows/row-slot.ts';
import type { RowSeries } from '../series.ts';

/** A row: an event unless said otherwise. */
export function makeRow(key: string, more: Partial<MessageRow> = {}): MessageRow {
  return {
    key,
    t: Number(key.replaceAll(/\D/g, '')) || 0,
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
  version = 0;
  readonly dropped = 0;
  private readonly log = new ChangeLog();

  constructor(private rows: readonly MessageRow[] = []) {}

  get length(): number {
    return this.rows.length;
  }
  at(index: number): MessageRow | undefined {
    return this.rows[index];
  }
  get(key: string): MessageRow | undefined {
    return this.rows.find((row) => {
      const entries = [row.entry, row.answer, row.call, ...row.moreAnswers];
      return row.key === key || entries.some((entry) => entry !== null && keyOf(entry) === key);
    });
  }
  indexOf(key: string): number {
    return this.rows.findIndex((row) => row.key === key);
  }
  changedSince(version: number): number {
    return this.log.changedSince(version, this.rows.length);
  }
  cutSince(version: number): number {
    return this.log.cutSince(version);
  }
  /** Puts other rows in the place of all. @param cut how many of the oldest are left out, of which that is told */
  set(rows: readonly MessageRow[], cut = 0): void {
    const from = rows.findIndex((row, index) => row !== this.rows[index + cut]);
    const isCut = from < 0 && rows.length === this.rows.length - cut;
    this.version += 1;
    this.log.note(this.version, isCut ? Number.POSITIVE_INFINITY : from < 0 ? rows.length : from, cut);
    this.rows = rows;
  }
}

/** The rows of a series. */
export function rowsIn(series: RowSeries): readonly MessageRow[] {
  return Array.from({ length: series.length }, (_, index) => series.at(index)).flatMap((row) => row ?? []);
}
