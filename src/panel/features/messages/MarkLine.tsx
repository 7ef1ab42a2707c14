/** The line of a mark in the table of messages. */
import { MarkIcon } from '../../../design/annotation-icons.ts';
import { CloseIcon, Icon, type IconShape, LoadIcon } from '../../../design/icons.tsx';
import { EditIcon } from '../../../design/more-icons.ts';
import { exactTime, wireTime } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { PageText, pageText } from '../../text/PageText.tsx';
import { consume, ownKeys } from '../../ui/keys.ts';
import { withoutText } from '../../ui/useRows.ts';
import type { LogMark } from './annotations.ts';

interface MarkLineProps {
  readonly mark: LogMark;
  /** From 0, among the lines shown. */
  readonly index: number;
  /** CSS px from the top of the body. */
  readonly top: number;
  readonly columns: number;
  readonly isSelected: boolean;
  readonly tabStop: boolean;
  readonly onActivate: () => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onRename: () => void;
  readonly onRemove: () => void;
}

/** Renders the line of a mark. What a page did is as it was: it has no acts. */
export function MarkLine(props: MarkLineProps) {
  const { mark, index, top, columns, isSelected, tabStop, onActivate, onClick, onRename, onRemove } = props;
  const name = mark.name === '' ? t('mark_nameless') : mark.name;
  return (
    <div
      role="row"
      class="row mark-line"
      aria-selected={isSelected}
      aria-rowindex={index + 2}
      tabIndex={tabStop ? 0 : -1}
      data-active={tabStop}
      data-mark={mark.key}
      style={{ top: `${top}px` }}
      onFocus={onActivate}
      onMouseDown={withoutText}
      onClick={onClick}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={ownKeys((event) => {
        const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
        if (!isPlain || mark.by === 'page' || (event.key !== 'Delete' && event.key !== 'F2')) return;
        if (event.key === 'F2') onRename();
        else onRemove();
        consume(event);
      })}
    >
      <div role="gridcell" class="cell" aria-colspan={columns}>
        <Icon of={mark.by === 'page' ? LoadIcon : MarkIcon} class="row-sign" />
        <strong title={pageText(name)}>
          <PageText text={name} />
        </strong>{' '}
        <span class="note" title={exactTime(mark.t)}>
          {wireTime(mark.t)}
        </span>
        {mark.by === 'user' && (
          <>
            <MarkAct label={t('mark_rename')} icon={EditIcon} onPress={onRename} />
            <MarkAct label={t('mark_remove')} icon={CloseIcon} onPress={onRemove} />
          </>
        )}
      </div>
    </div>
  );
}

interface MarkActProps {
  readonly label: string;
  readonly icon: IconShape;
  readonly onPress: () => void;
}

/** A button in the line of a mark. The line has keys for the same. */
function MarkAct({ label, icon, onPress }: MarkActProps) {
  return (
    <button
      type="button"
      class="button mark-act"
      tabIndex={-1}
      title={label}
      aria-label={label}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
    >
      <Icon of={icon} />
    </button>
  );
}
