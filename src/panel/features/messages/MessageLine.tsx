/** One line of the table of messages. */
import type { MessageRow } from '../../../session/messages-model.ts';
import { MESSAGE_COLUMNS, type RowFacts } from './columns.tsx';

interface MessageLineProps {
  readonly row: MessageRow;
  readonly facts: RowFacts;
  /** From 0, among the rows shown. */
  readonly index: number;
  /** CSS px from the top of the body. */
  readonly top: number;
  readonly isSelected: boolean;
  /** Whether Tab stops here. */
  readonly tabStop: boolean;
  readonly onActivate: () => void;
  readonly onOpen: () => void;
  readonly onMenu: (event: MouseEvent) => void;
}

/** Renders the line. */
export function MessageLine(props: MessageLineProps) {
  const { row, facts, index, top, isSelected, tabStop, onActivate, onOpen, onMenu } = props;
  return (
    <div
      role="row"
      class={`row message-row ${row.direction === 'out' ? 'message-out' : ''}`}
      aria-selected={isSelected}
      aria-rowindex={index + 2}
      tabIndex={tabStop ? 0 : -1}
      data-active={tabStop}
      data-message={row.key}
      data-name={row.name.slice(0, 300)}
      style={{ top: `${top}px` }}
      onFocus={onActivate}
      onClick={onOpen}
      onContextMenu={onMenu}
    >
      {MESSAGE_COLUMNS.map(({ id, cell }) => (
        <div role="gridcell" key={id} class={`cell cell-${id}`}>
          {cell(row, facts)}
        </div>
      ))}
    </div>
  );
}
