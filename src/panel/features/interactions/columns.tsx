/** The columns of the table and what stands in their cells. */
import type { ComponentChildren } from 'preact';
import type { SessionCase, SessionInteraction } from '../../../session/model.ts';
import { isOver, mediumOf, runsUntil, shortId, stateSince, tone, whoOf } from '../../stores/interaction-texts.ts';
import { usePanel } from '../../stores/panel.ts';
import { clip } from '../../text/clip.ts';
import { Duration } from '../../text/Duration.tsx';
import { t } from '../../text/i18n.ts';
import { Moment } from '../../text/Moment.tsx';
import { PageText, pageText } from '../../text/PageText.tsx';
import type { HeaderColumn } from '../../ui/Header.tsx';
import { MediumIcon } from './icons.tsx';
import type { SortColumn } from './sort-values.ts';

/** A column. */
export interface Column extends HeaderColumn {
  readonly id: SortColumn;
  /** @param alone the interaction's case, where that has no line of its own */
  readonly cell: (one: SessionInteraction, alone: SessionCase | undefined) => ComponentChildren;
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

type Layout = Partial<Pick<HeaderColumn, 'from' | 'staysBeside' | 'isNumeric'>>;

/** @param width its share, beside the other columns' @param least what it has where there is room for all, CSS px */
function column(
  id: SortColumn,
  [width, least]: readonly [width: number, least: number],
  cell: Column['cell'],
  { from = 0, staysBeside = false, isNumeric = false }: Layout = {},
): Column {
  return { id, key: id, title: `column_${id}`, width, least, from, staysBeside, isNumeric, cell };
}

/** All columns, in their order. */
export const COLUMNS: readonly Column[] = [
  column('medium', [92, 34], (one) => {
    const medium = mediumOf(one);
    return (
      <span title={medium === '' ? t('medium_unknown') : pageText(medium)}>
        <MediumIcon medium={medium} />
        <span class="medium-word">{medium === '' ? t('medium_unknown') : <PageText text={medium} />}</span>
      </span>
    );
  }),
  column(
    'id',
    [44, 30],
    ({ id }) => (
      <span class="mono" title={pageText(clip(id))}>
        <PageText text={clip(id)} />
      </span>
    ),
    { staysBeside: true },
  ),
  column('who', [160, 70], (one) => lineOf(whoOf(one)), { staysBeside: true }),
  column('state', [150, 118], (one) => <StateCell one={one} />, { staysBeside: true }),
  column('previous', [90, 60], ({ interaction }) => lineOf(interaction.previousState), { from: 940 }),
  column(
    'type',
    [96, 60],
    ({ interaction }) => lineOf([interaction.direction, interaction.callType].filter(Boolean).join(' ')),
    { from: 660 },
  ),
  column('recording', [76, 60], ({ interaction }) => lineOf(interaction.recordingState), { from: 860 }),
  column('block', [92, 88], (one) => <span class={`block block-${one.block.status}`}>{blockWord(one)}</span>, {
    staysBeside: true,
  }),
  column('case', [130, 60], (one, alone) => <CaseCell id={one.interaction.caseId} alone={alone} />, { from: 760 }),
  column('changed', [98, 94], ({ lastChanged }) => <Moment at={lastChanged} />, { from: 430 }),
];

/** Beside them where interactions of several WWEs are shown. */
export const WWE_COLUMN: Column = column('wwe', [120, 60], ({ wwe }) => <WweCell wwe={wwe} />);

/** The case of an interaction; of one that is alone in its case, also what else the case's line would say. */
function CaseCell({ id, alone }: { readonly id: string | undefined; readonly alone: SessionCase | undefined }) {
  return (
    <>
      {id === undefined ? (
        <span class="note">—</span>
      ) : (
        <span class="mono" title={pageText(clip(id))}>
          <PageText text={shortId(id)} />
        </span>
      )}
      {alone && <CaseMarks known={alone} />}
    </>
  );
}

/** What WWE said of a case. */
export function CaseMarks({ known: { selected, expanded } }: { readonly known: SessionCase }) {
  return (
    <>
      {selected && (
        <span class="case-mark" title={t('case_selected_hint')}>
          {' '}
          · {t('case_selected')}
        </span>
      )}
      {expanded !== null && (
        <span class="note" title={t(expanded ? 'case_expanded_hint' : 'case_collapsed_hint')}>
          {' '}
          · {t(expanded ? 'case_expanded' : 'case_collapsed')}
        </span>
      )}
    </>
  );
}

function WweCell({ wwe }: Pick<SessionInteraction, 'wwe'>) {
  const { wwes } = usePanel();
  const name = wwes.nameOf(wwe);
  return <span title={name}>{name}</span>;
}
