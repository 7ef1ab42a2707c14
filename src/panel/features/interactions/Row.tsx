/** One line of the table. */

import { useRef } from 'preact/hooks';
import { ClosedIcon, Icon, OpenIcon } from '../../../design/icons.tsx';
import { countText, shortId } from '../../stores/interaction-texts.ts';
import { usePanel } from '../../stores/panel.ts';
import { clip } from '../../text/clip.ts';
import { t } from '../../text/i18n.ts';
import { pageText } from '../../text/PageText.tsx';
import { withoutText } from '../../ui/useRows.ts';
import { CaseMarks, type Column } from './columns.tsx';
import type { ShownLine } from './shown-lines.ts';

/** Where a row stands. */
export interface Place {
  readonly index: number;
  /** CSS px from the top of the body. */
  readonly top: number;
  /** Whether Tab stops here. */
  readonly tabStop: boolean;
  readonly isSelected: boolean;
  readonly onActivate: () => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onMenu: (event: MouseEvent) => void;
}

/** A case's line: its id, whether it is selected and unfolded in WWE, how many interactions. */
export function CaseRow({
  line,
  place,
  columns,
  saysWwe,
}: {
  readonly line: Extract<ShownLine, { is: 'case' }>;
  readonly place: Place;
  /** So many columns are shown. */
  readonly columns: number;
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
      aria-selected={place.isSelected}
      aria-rowindex={place.index + 2}
      tabIndex={place.tabStop ? 0 : -1}
      data-active={place.tabStop}
      style={{ top: `${place.top}px` }}
      onFocus={place.onActivate}
      onMouseDown={withoutText}
      onClick={place.onClick}
      onContextMenu={place.onMenu}
    >
      <div role="gridcell" aria-colspan={columns} class="case-cell">
        <span aria-hidden="true" class="twist">
          <Icon of={folded ? ClosedIcon : OpenIcon} class="icon-small" />
        </span>
        {known.id === '' ? (
          t('case_none')
        ) : (
          <span title={pageText(clip(known.id))}>{t('case', pageText(shortId(known.id)))}</span>
        )}
        <span class="note"> · {countText(count, total)}</span>
        {saysWwe && <strong> · {t('wwe_at', wwes.nameOf(known.wwe))}</strong>}
        <CaseMarks known={known} />
      </div>
    </div>
  );
}

/** An interaction's line. It flashes once when the interaction changes. */
export function InteractionRow({
  line: { one, depth, alone },
  place,
  columns,
}: {
  readonly line: Extract<ShownLine, { is: 'interaction' }>;
  readonly place: Place;
  readonly columns: readonly Column[];
}) {
  const flash = useRef({ changed: one.lastChanged, times: 0 });
  if (flash.current.changed !== one.lastChanged) {
    flash.current = { changed: one.lastChanged, times: flash.current.times + 1 };
  }
  const { times } = flash.current;
  // Two names for one animation: a row that changes twice in a row flashes twice.
  const flashing = times === 0 ? '' : times % 2 ? 'flash-odd' : 'flash-even';
  // What belongs to a case stands below its line.
  const indent = alone ? 6 : 16 + depth * 10;
  // Of a column that is hardly wider, some is left for what stands in it.
  const paddingLeft = `min(${indent}px, 40%)`;
  const isFormer = one.ended === null && one.known.length === 0;
  return (
    <div
      role="row"
      class={`row ${flashing} ${one.ended || isFormer ? 'row-ended' : ''}`}
      aria-level={alone ? 1 : depth + 2}
      aria-selected={place.isSelected}
      aria-rowindex={place.index + 2}
      tabIndex={place.tabStop ? 0 : -1}
      data-active={place.tabStop}
      data-interaction={clip(one.id)}
      style={{ top: `${place.top}px` }}
      onFocus={place.onActivate}
      onMouseDown={withoutText}
      onClick={place.onClick}
      onContextMenu={place.onMenu}
    >
      {columns.map(({ id, cell, isNumeric }, index) => (
        <div
          role="gridcell"
          key={id}
          class={`cell cell-${id} ${isNumeric ? 'numeric' : ''}`}
          style={index === 0 ? { paddingLeft } : {}}
        >
          {index === 0 && depth > 0 && !alone && (
            <span aria-hidden="true" class="note below-sign">
              └
            </span>
          )}
          {cell(one, alone)}
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
