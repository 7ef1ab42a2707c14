/** The columns of the table of messages and what stands in their cells. */
import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { masked } from '../../../protocol/tokens.ts';
import type { Session } from '../../../session/api.ts';
import type { MessageRow } from '../../../session/messages-model.ts';
import type { ClientNumbers } from '../../shared/clients.ts';
import { Duration } from '../../text/Duration.tsx';
import { plural, t } from '../../text/i18n.ts';
import { Moment } from '../../text/Moment.tsx';
import { PageText, pageText } from '../../text/PageText.tsx';
import type { HeaderColumn } from '../../ui/Header.tsx';
import { RowSigns } from './AnnotationSigns.tsx';
import type { Annotations } from './annotations.ts';
import { initiatorOf, numberOf } from './content.ts';
import { KindIcon } from './KindIcon.tsx';
import { latencyOf, nameOf, seenText, sizeText } from './labels.ts';
import { StatusCell } from './StatusCell.tsx';
import { placeText } from './stack.ts';
import type { TimeAxis } from './time-axis.ts';
import { WaterfallCell } from './Waterfall.tsx';

/** What cells need beside the row. */
export interface RowFacts {
  readonly session: Session;
  readonly clients: ClientNumbers;
  /** The axis of the rows in sight; null where there is none. Left out: the table draws none. */
  readonly axis?: ReadonlySignal<TimeAxis | null>;
  /** What the user noted. Left out: the table shows nothing of it. */
  readonly annotations?: Annotations;
}

/** A column. */
export interface MessageColumn extends HeaderColumn {
  readonly id: MessageColumnId;
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
  | 'seen'
  | 'waterfall';

const NONE = <span class="note">—</span>;

type Layout = Partial<Pick<HeaderColumn, 'from' | 'staysBeside' | 'isNumeric' | 'name'>>;

/** @param width its share, beside the other columns' @param least what it has where there is room for all, CSS px */
function column(
  id: MessageColumnId,
  [width, least]: readonly [width: number, least: number],
  cell: MessageColumn['cell'],
  { from = 0, staysBeside = false, isNumeric = false, name }: Layout = {},
): MessageColumn {
  const title = `messages_column_${id}` as const;
  const common = { id, key: `message-${id}`, title, width, least, from, staysBeside, isNumeric, cell };
  return name === undefined ? common : { ...common, name };
}

/** All columns, in their order. */
export const MESSAGE_COLUMNS: readonly MessageColumn[] = [
  column('number', [44, 34], (row, { session }) => <span class="note">{numberOf(row, session)}</span>, {
    from: 640,
    isNumeric: true,
    name: 'messages_column_number_name',
  }),
  column('time', [98, 94], ({ t: time }) => <Moment at={time} />),
  column('direction', [42, 42], (row) => <KindIcon row={row} />, {
    staysBeside: true,
    name: 'messages_column_direction_name',
  }),
  column('name', [250, 110], (row, facts) => <NameCell row={row} facts={facts} />, { staysBeside: true }),
  column('status', [170, 84], (row) => <StatusCell row={row} />, { staysBeside: true }),
  column(
    'interaction',
    [70, 34],
    ({ interactionId }) =>
      interactionId === null ? (
        NONE
      ) : (
        <span class="mono" title={pageText(interactionId.slice(0, 200))}>
          <PageText text={interactionId.slice(0, 200)} />
        </span>
      ),
    { from: 400 },
  ),
  column(
    'latency',
    [74, 64],
    (row) => {
      const latency = latencyOf(row);
      return latency === null ? (
        NONE
      ) : (
        <Duration ms={latency} from={row.request?.sentAt ?? null} to={row.request?.answeredAt ?? null} />
      );
    },
    { from: 480, isNumeric: true },
  ),
  column('size', [54, 46], ({ size }) => <span title={plural('messages_size_exact', size)}>{sizeText(size)}</span>, {
    from: 780,
    isNumeric: true,
  }),
  column(
    'client',
    [110, 60],
    ({ client }, { clients }) => {
      const known = client === null ? undefined : clients.get(client);
      if (!known) return <span class="note">{t('messages_client_unknown')}</span>;
      return (
        <span title={pageText(known.name)}>
          {known.number} · <PageText text={known.name} />
        </span>
      );
    },
    { from: 720 },
  ),
  column(
    'initiator',
    [110, 60],
    (row, { session }) => {
      const frame = initiatorOf(session, row);
      if (frame === null) return NONE;
      return (
        <span title={pageText(masked(frame.text.slice(0, 500)))}>
          <PageText text={placeText(frame)} />
        </span>
      );
    },
    { from: 900 },
  ),
  column('seen', [120, 60], (row) => <span title={t('messages_seen_hint')}>{seenText(row)}</span>, { from: 1_040 }),
  column(
    'waterfall',
    [170, 90],
    (row, { session, axis }) => <WaterfallCell row={row} session={session} axis={axis} />,
    {
      from: 1_160,
    },
  ),
];

/** The word that differs comes first: an event's type stands before the event's name, which most of them share. */
function NameCell({ row, facts: { annotations } }: { readonly row: MessageRow; readonly facts: RowFacts }) {
  const name = <PageText text={nameOf(row)} />;
  const signs = annotations && <RowSigns row={row} annotations={annotations} />;
  if (row.detail === '')
    return (
      <>
        {signs}
        <span class="message-name">{name}</span>
      </>
    );
  const detail = <PageText text={masked(row.detail.slice(0, 200))} />;
  const [first, second] = row.is === 'event' ? [detail, name] : [name, detail];
  return (
    <>
      {signs}
      <span class="message-name">{first}</span> <span class="note">{second}</span>
    </>
  );
}

/** Whether a remembered column still exists. */
export function isMessageColumn(id: string): id is MessageColumnId {
  return MESSAGE_COLUMNS.some((known) => known.id === id);
}
