/** One line of the table. */

import { useRef } from 'preact/hooks';
import { ClosedIcon, Icon, OpenIcon } from '../../design/icons.tsx';
import { t } from '../i18n.ts';
import { usePanel } from '../stores/panel.ts';
import { pageText } from '../text/PageText.tsx';
import { COLUMNS } from './columns.tsx';
import { clip, countText } from './row-texts.ts';
import type { TableLine } from './table-lines.ts';

/** Where a row stands. */
export interface Place {
  readonly index: number;
  /** CSS px from the top of the body. */
  readonly top: number;
  /** Whether Tab stops here. */
  readonly tabStop: boolean;
  readonly onActivate: () => void;
}

/** A case's line: its id, whether it is selected and unfolded in WWE, how many interactions. */
export function CaseRow({
  line,
  place,
  onFold,
  saysWwe,
}: {
  readonly line: Extract<TableLine, { is: 'case' }>;
  readonly place: Place;
  readonly onFold: (key: string, folded: boolean) => void;
  readonly saysWwe: boolean;
}) {
  const { wwes } = usePanel();
  const { known, count, total, folded } = line;
  return (
    <div
      role="row"
      class="row case-row"
      aria-level={1}
      aria-expanded={!folded}
      aria-rowindex={place.index + 2}
      tabIndex={place.tabStop ? 0 : -1}
      data-active={place.tabStop}
      style={{ top: `${place.top}px` }}
      onFocus={place.onActivate}
      onClick={() => onFold(known.key, !folded)}
    >
      <div role="gridcell" aria-colspan={COLUMNS.length} class="case-cell">
        <span aria-hidden="true" class="twist">
          <Icon of={folded ? ClosedIcon : OpenIcon} class="icon-small" />
        </span>
        {known.id === '' ? t('case_none') : t('case', pageText(clip(known.id)))}
        <span class="note"> · {countText(count, total)}</span>
        {saysWwe && <strong> · {t('wwe_at', wwes.nameOf(known.wwe))}</strong>}
        {known.selected && (
          <span class="case-mark" title={t('case_selected_hint')}>
            {' '}
            · {t('case_selected')}
          </span>
        )}
        {known.expanded !== null && (
          <span class="note" title={t(known.expanded ? 'case_expanded_hint' : 'case_collapsed_hint')}>
            {' '}
            · {t(known.expanded ? 'case_expanded' : 'case_collapsed')}
          </span>
        )}
      </div>
    </div>
  );
}

/** An interaction's line. It flashes once when the interaction changes. */
export function InteractionRow({
  line: { one, depth },
  place,
}: {
  readonly line: Extract<TableLine, { is: 'interaction' }>;
  readonly place: Place;
}) {
  const { selected } = usePanel();
  const flash = useRef({ changed: one.lastChanged, times: 0 });
  if (flash.current.changed !== one.lastChanged) {
    flash.current = { changed: one.lastChanged, times: flash.current.times + 1 };
  }
  const { times } = flash.current;
  // Two names for one animation: a row that changes twice in a row flashes twice.
  const flashing = times === 0 ? '' : times % 2 ? 'flash-odd' : 'flash-even';
  const isSelected = selected.value === one.key;
  const isFormer = one.ended === null && one.known.length === 0;
  return (
    <div
      role="row"
      class={`row ${flashing} ${one.ended || isFormer ? 'row-ended' : ''}`}
      aria-level={depth + 2}
      aria-selected={isSelected}
      aria-rowindex={place.index + 2}
      tabIndex={place.tabStop ? 0 : -1}
      data-active={place.tabStop}
      data-interaction={clip(one.id)}
      style={{ top: `${place.top}px` }}
      onFocus={place.onActivate}
      onClick={() => {
        selected.value = one.key;
      }}
    >
      {COLUMNS.map(({ id, cell }, index) => (
        <div role="gridcell" key={id} class="cell" style={index === 0 ? { paddingLeft: `${14 + depth * 14}px` } : {}}>
          {index === 0 && depth > 0 && (
            <span aria-hidden="true" class="note">
              └{' '}
            </span>
          )}
          {cell(one)}
          {id === 'state' && one.ended && <span class="note"> {t(`ended_${one.ended.why}`)}</span>}
          {id === 'state' && isFormer && (
            <span class="note" title={t('known_none_hint')}>
              {' '}
              {t('known_none')}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}
