/** The columns of the table of messages and what stands in their cells. */
import type { ComponentChildren } from 'preact';
import type { Session } from '../../session/api.ts';
import type { MessageRow } from '../../session/messages-model.ts';
import { plural, t } from '../i18n.ts';
import { masked } from '../json/mask.ts';
import type { HeaderColumn } from '../table/Header.tsx';
import { Duration } from '../text/Duration.tsx';
import { Moment } from '../text/Moment.tsx';
import { PageText, pageText } from '../text/PageText.tsx';
import type { ClientNumbers } from './clients.ts';
import { initiatorOf } from './content.ts';
import { latencyOf, nameOf, seenText, sizeText } from './labels.ts';
import { StatusCell } from './StatusCell.tsx';
import { placeText } from './stack.ts';

/** What cells need beside the row. */
export interface RowFacts {
  readonly session: Session;
  readonly clients: ClientNumbers;
}

/** A column. Widths in CSS px. */
export interface MessageColumn extends HeaderColumn {
  readonly id: MessageColumnId;
  readonly width: number;
  /** In a narrow table; `width` where not given. */
  readonly narrow?: number;
  readonly cell: (row: MessageRow, facts: RowFacts) => ComponentChildren;
}

/** By which the table can be sorted. */
export type MessageColumnId =
  | 'number'
  | 'time'
  | 'direction'
  | 'name'
  | 'interaction'
  | 'status'
  | 'latency'
  | 'size'
  | 'client'
  | 'initiator'
  | 'seen';

const NONE = <span class="note">—</span>;

function column(id: MessageColumnId, width: number, cell: MessageColumn['cell'], narrow?: number): MessageColumn {
  const common = { id, title: `messages_column_${id}`, widthKey: `message-${id}`, width, cell } as const;
  return narrow === undefined ? common : { ...common, narrow };
}

/** All columns, in their order. */
export const MESSAGE_COLUMNS: readonly MessageColumn[] = [
  column(
    'number',
    48,
    ({ key }, { session }) => {
      const list = session.messages();
      return <span class="note">{list.dropped + list.indexOf(key) + 1}</span>;
    },
    38,
  ),
  column('time', 108, ({ t: time }) => <Moment at={time} />, 94),
  column(
    'direction',
    40,
    ({ direction }) => <span title={t(`messages_${direction}_hint`)}>{t(`messages_${direction}`)}</span>,
    32,
  ),
  column(
    'name',
    230,
    (row) => (
      <>
        <span class="message-name">
          <PageText text={nameOf(row)} />
        </span>
        {row.detail !== '' && (
          <span class="note">
            {' '}
            <PageText text={masked(row.detail.slice(0, 200))} />
          </span>
        )}
      </>
    ),
    132,
  ),
  column('status', 176, (row) => <StatusCell row={row} />, 104),
  column(
    'interaction',
    72,
    ({ interactionId }) =>
      interactionId === null ? (
        NONE
      ) : (
        <span class="mono">
          <PageText text={interactionId.slice(0, 200)} />
        </span>
      ),
    44,
  ),
  column('latency', 70, (row) => {
    const latency = latencyOf(row);
    return latency === null ? (
      NONE
    ) : (
      <Duration ms={latency} from={row.request?.sentAt ?? null} to={row.request?.answeredAt ?? null} />
    );
  }),
  column('size', 60, ({ size }) => <span title={plural('messages_size_exact', size)}>{sizeText(size)}</span>),
  column('client', 120, ({ client }, { clients }) => {
    const known = client === null ? undefined : clients.get(client);
    if (!known) return <span class="note">{t('messages_client_unknown')}</span>;
    return (
      <span title={pageText(known.name)}>
        {known.number} · <PageText text={known.name} />
      </span>
    );
  }),
  column('initiator', 130, (row, { session }) => {
    const frame = initiatorOf(session, row);
    if (frame === null) return NONE;
    return (
      <span title={pageText(masked(frame.text.slice(0, 500)))}>
        <PageText text={placeText(frame)} />
      </span>
    );
  }),
  column('seen', 150, (row) => <span title={t('messages_seen_hint')}>{seenText(row)}</span>),
];

/** Whether a remembered column still exists. */
export function isMessageColumn(id: string): id is MessageColumnId {
  return MESSAGE_COLUMNS.some((known) => known.id === id);
}
