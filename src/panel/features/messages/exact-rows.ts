/** Rows of messages as they are copied: exact times and values, whatever the table shows and however wide it is. */

import { masked } from '../../../protocol/tokens.ts';
import type { Session } from '../../../session/api.ts';
import type { MessageRow } from '../../../session/messages-model.ts';
import { statusOf } from '../../../session/rows/status.ts';
import type { ClientNumbers } from '../../shared/clients.ts';
import { isoTime } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { type CopiedTable, markdownOf, tsvOf } from '../../ui/copy.ts';
import type { CopyFormat } from '../../ui/copy-items.ts';
import { jsonText } from '../../values/json/text.ts';
import type { Annotations, LogMark } from './annotations.ts';
import { contentOf, initiatorOf, numberOf } from './content.ts';
import { failureOf, latencyOf, MARKS, marksBeside, STATUSES, seenText } from './labels.ts';
import { placeText } from './stack.ts';

/** What copying needs beside the rows. */
export interface ExactFacts {
  readonly session: Session;
  readonly clients: ClientNumbers;
  /** ms since the epoch. */
  readonly now: number;
  /** What the user noted; left out: nothing. */
  readonly annotations?: Pick<Annotations, 'isPinned' | 'noteOf'>;
}

/** A line that is copied. */
export type CopiedItem = MessageRow | LogMark;

/** Rows and marks as text. Tokens are masked. */
export function copiedRows(items: readonly CopiedItem[], format: CopyFormat, facts: ExactFacts): string {
  if (format === 'json')
    return jsonText(items.map((item) => (item.is === 'mark' ? markObject(item) : asObject(item, facts))));
  const table = tableOf(items, facts);
  return format === 'markdown' ? markdownOf(table) : tsvOf(table);
}

function tableOf(items: readonly CopiedItem[], facts: ExactFacts): CopiedTable {
  const head = [
    t('messages_column_number_name'),
    t('messages_column_time'),
    t('messages_column_direction'),
    t('messages_column_kind'),
    t('messages_column_name'),
    t('messages_column_detail'),
    t('messages_column_status'),
    t('messages_column_error'),
    t('messages_column_interaction'),
    t('messages_column_latency_ms'),
    t('messages_column_size_characters'),
    t('messages_column_client'),
    t('messages_column_initiator'),
    t('messages_column_seen'),
  ];
  const cells = items.map((item) => (item.is === 'mark' ? markCells(item) : exactCells(item, facts)));
  const rows = cells.map((row) => head.map((_, index) => row[index] ?? null));
  const { annotations } = facts;
  const noted = items.map((item): readonly [string, string] => {
    if (item.is === 'mark' || !annotations) return ['', ''];
    return [annotations.isPinned(item) ? t('row_pinned') : '', masked(annotations.noteOf(item))];
  });
  // Who notes nothing has two columns less.
  if (!noted.some(([pinned, note]) => pinned !== '' || note !== '')) return { head, rows };
  return {
    head: [...head, t('row_pinned'), t('messages_column_note')],
    rows: rows.map((row, index) => [...row, ...(noted[index] ?? [])]),
  };
}

/** A mark in the columns of number, time, way, kind and name. */
function markCells({ t: time, name }: LogMark): readonly (string | null)[] {
  return [null, isoTime(time), null, t('mark_nameless'), masked(name)];
}

function markObject({ t: time, name }: LogMark): object {
  return { kind: 'mark', time: isoTime(time), name };
}

function exactCells(row: MessageRow, facts: ExactFacts): readonly (string | number | null)[] {
  const { session, clients, now } = facts;
  const client = row.client === null ? undefined : clients.get(row.client);
  const frame = initiatorOf(session, row);
  const status = statusOf(row, Math.max(now, row.t));
  return [
    numberOf(row, session),
    isoTime(row.t),
    t(`messages_${row.direction}`),
    t(`messages_kind_${row.is}`),
    masked(row.name),
    masked(row.detail),
    [status ? t(STATUSES[status].label) : '', ...marksBeside(row, status).map((mark) => t(MARKS[mark].label))]
      .filter(Boolean)
      .join(', '),
    failureOf(row),
    row.interactionId,
    latencyOf(row),
    row.size,
    client ? `${client.number} · ${client.name}` : null,
    frame ? masked(placeText(frame)) : null,
    seenText(row),
  ];
}

function asObject(row: MessageRow, { session, clients, now, annotations }: ExactFacts): object {
  const note = annotations?.noteOf(row) ?? '';
  const client = row.client === null ? undefined : clients.get(row.client);
  const error = failureOf(row);
  return {
    number: numberOf(row, session),
    time: isoTime(row.t),
    direction: row.direction,
    kind: row.is,
    name: row.name,
    ...(row.detail === '' ? {} : { detail: row.detail }),
    interactionId: row.interactionId,
    status: statusOf(row, Math.max(now, row.t)),
    ...(error === '' ? {} : { error }),
    marks: row.marks,
    ...(annotations?.isPinned(row) ? { pinned: true } : {}),
    ...(note === '' ? {} : { note }),
    latencyMs: latencyOf(row),
    characters: row.size,
    client: client ?? null,
    message: messageOf(session, row.entry),
    ...(row.answer ? { answer: messageOf(session, row.answer) } : {}),
  };
}

function messageOf(session: Session, entry: MessageRow['entry']): unknown {
  const content = contentOf(session, entry);
  if (!content) return t('message_dropped');
  return content.isWhole ? content.message : t('messages_not_copied');
}
