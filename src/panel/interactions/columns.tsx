/** The columns of the table and what stands in their cells. */
import type { ComponentChildren } from 'preact';
import type { SessionInteraction } from '../../session/model.ts';
import { type TextKey, t } from '../i18n.ts';
import { usePanel } from '../stores/panel.ts';
import { Duration } from '../text/Duration.tsx';
import { Moment } from '../text/Moment.tsx';
import { PageText, pageText } from '../text/PageText.tsx';
import { MediumIcon } from './icons.tsx';
import { clip, isOver, mediumOf, runsUntil, stateSince, whoOf } from './row-texts.ts';
import type { SortColumn } from './sort-values.ts';

/** A column. Widths in CSS px. */
export interface Column {
  readonly id: SortColumn;
  readonly title: TextKey;
  readonly width: number;
  /** In a narrow table, so that the state is still in sight; `width` where not given. */
  readonly narrow?: number;
  readonly cell: (one: SessionInteraction) => ComponentChildren;
}

/** How long the present state has lasted; stands still once the interaction has ended. */
function StateCell({ one }: { readonly one: SessionInteraction }) {
  const { clock } = usePanel();
  const { state } = one.interaction;
  const since = stateSince(one);
  const until = runsUntil(one, clock.value);
  return (
    <>
      <span class={`state state-${tone(state)}`}>
        {state === undefined ? t('absent') : <PageText text={clip(state)} />}
      </span>{' '}
      <Duration class="note" from={since} to={until} isRunning={!isOver(one)} />
    </>
  );
}

/** The tone of a state: asking for the agent, going on, resting, over. Words say the same, so colour only helps. */
export function tone(state: string | undefined): 'asks' | 'runs' | 'rests' | 'over' | 'bad' {
  if (state === 'RINGING' || state === 'INVITED' || state === 'INVITED_CONFERENCE' || state === 'DIALING')
    return 'asks';
  if (state === 'HELD' || state === 'SAVED' || state === 'JOIN_PENDING' || state === 'PREVIEW') return 'rests';
  if (state === 'ERROR' || state === 'JOIN_FAILED') return 'bad';
  if (
    state === undefined ||
    /^(IDLE|COMPLETED|REVOKED|SENT|CANCELLED|CANCELED|REJECTED|TRANSFER_COMPLETED|LEFT_CONFERENCE)$/.test(state)
  ) {
    return 'over';
  }
  return 'runs';
}

const BLOCKS = {
  blocked: 'block_blocked',
  clear: 'block_clear',
  unknown: 'block_unknown',
  over: 'block_over',
} as const;

/** The status of a block in one or two words. */
export function blockWord({ block }: SessionInteraction): string {
  return t(BLOCKS[block.status]);
}

function lineOf(text: string | undefined): ComponentChildren {
  return text ? <PageText text={clip(text)} /> : <span class="note">—</span>;
}

/** All columns, in their order. */
export const COLUMNS: readonly Column[] = [
  {
    id: 'medium',
    title: 'column_medium',
    width: 104,
    narrow: 82,
    cell: (one) => {
      const medium = mediumOf(one);
      return (
        <>
          <MediumIcon medium={medium} />
          {medium === '' ? t('medium_unknown') : <PageText text={medium} />}
        </>
      );
    },
  },
  {
    id: 'id',
    title: 'column_id',
    width: 56,
    narrow: 36,
    cell: ({ id }) => (
      <span class="mono" title={pageText(clip(id))}>
        <PageText text={clip(id)} />
      </span>
    ),
  },
  { id: 'who', title: 'column_who', width: 190, narrow: 112, cell: (one) => lineOf(whoOf(one)) },
  { id: 'state', title: 'column_state', width: 160, cell: (one) => <StateCell one={one} /> },
  {
    id: 'previous',
    title: 'column_previous',
    width: 110,
    cell: ({ interaction }) => lineOf(interaction.previousState),
  },
  {
    id: 'type',
    title: 'column_type',
    width: 110,
    cell: ({ interaction }) => lineOf([interaction.direction, interaction.callType].filter(Boolean).join(' ')),
  },
  {
    id: 'recording',
    title: 'column_recording',
    width: 84,
    cell: ({ interaction }) => lineOf(interaction.recordingState),
  },
  {
    id: 'block',
    title: 'column_block',
    width: 84,
    cell: (one) => <span class={`block block-${one.block.status}`}>{blockWord(one)}</span>,
  },
  {
    id: 'changed',
    title: 'column_changed',
    width: 92,
    cell: ({ lastChanged }) => <Moment at={lastChanged} />,
  },
];
