/** One line of the table of messages. */
import type { MessageRow } from '../../../session/messages-model.ts';
import { t } from '../../text/i18n.ts';
import { withoutText } from '../../ui/useRows.ts';
import type { MessageColumn, RowFacts } from './columns.tsx';
import type { Fold } from './equal-folds.ts';
import { STATUSES } from './labels.ts';
import { useStatus } from './StatusCell.tsx';

interface MessageLineProps {
  readonly row: MessageRow;
  readonly columns: readonly MessageColumn[];
  readonly facts: RowFacts;
  /** Null: the line is this row alone. */
  readonly fold: Fold | null;
  /** Whether lines can be folded: the table is a tree then. */
  readonly canFold: boolean;
  /** From 0, among the lines shown. */
  readonly index: number;
  /** CSS px from the top of the body. */
  readonly top: number;
  readonly isSelected: boolean;
  /** Whether Tab stops here. */
  readonly tabStop: boolean;
  readonly onActivate: () => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onMenu: (event: MouseEvent) => void;
  readonly onFold: () => void;
}

/** Renders the line. */
export function MessageLine(props: MessageLineProps) {
  const { row, columns, facts, fold, canFold, index, top, isSelected, tabStop, onActivate, onClick, onMenu } = props;
  const status = useStatus(row);
  const isBad = (status !== null && STATUSES[status].tone === 'bad') || row.marks.includes('handler threw');
  const isMember = fold !== null && !fold.isHead;
  return (
    <div
      role="row"
      class={`row message-row ${row.direction === 'out' ? 'message-out' : ''} ${isBad ? 'row-failed' : ''}`}
      aria-selected={isSelected}
      aria-rowindex={index + 2}
      aria-level={canFold ? (isMember ? 2 : 1) : undefined}
      aria-expanded={fold?.isHead ? fold.isOpen : undefined}
      tabIndex={tabStop ? 0 : -1}
      data-active={tabStop}
      data-message={row.key}
      data-name={row.name.slice(0, 300)}
      style={{ top: `${top}px` }}
      onFocus={onActivate}
      onMouseDown={withoutText}
      onClick={onClick}
      onContextMenu={onMenu}
    >
      {columns.map(({ id, cell, isNumeric }) => (
        <div
          role="gridcell"
          key={id}
          class={`cell cell-${id} ${isNumeric ? 'numeric' : ''} ${id === 'name' && isMember ? 'folded-in' : ''}`}
        >
          {id === 'name' && fold?.isHead && <FoldButton fold={fold} onFold={props.onFold} />}
          {cell(row, facts)}
        </div>
      ))}
    </div>
  );
}

/** How many equal messages a line stands for; shows them, or folds them again. The row has the keys for that. */
function FoldButton({ fold: { count, isOpen }, onFold }: { readonly fold: Fold; readonly onFold: () => void }) {
  const label = t(isOpen ? 'messages_fold_close' : 'messages_fold_open', count.toLocaleString());
  return (
    <button
      type="button"
      class="fold"
      tabIndex={-1}
      aria-label={label}
      title={`${label} (${isOpen ? '←' : '→'})`}
      onClick={(event) => {
        event.stopPropagation();
        onFold();
      }}
    >
      {isOpen ? '▾' : '▸'} ×{count.toLocaleString()}
    </button>
  );
}
