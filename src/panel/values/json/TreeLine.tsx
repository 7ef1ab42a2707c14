/** One line of the tree: a key and its value. */

import { ClosedIcon, Icon, OpenIcon } from '../../../design/icons.tsx';
import { plural, t } from '../../text/i18n.ts';
import { PageText, pageText } from '../../text/PageText.tsx';
import { ownKeys } from '../../ui/keys.ts';
import { maskOf, nameParts, PIECE, PREVIEW_CHARACTERS, plainText, quotedPart, type Shown } from './line-text.ts';
import type { TreeRow } from './rows.ts';
import { oneLine, shapeOf } from './shape.ts';

/** `changed`: the value itself; `inside`: something that it holds. */
export type Marked = 'changed' | 'inside' | null;

interface TreeLineProps {
  readonly row: Extract<TreeRow, { kind: 'value' }>;
  readonly marked: Marked;
  /** A token that the user chose to see. */
  readonly shown: boolean;
  /** What is shown of a long text. */
  readonly part: Shown;
  readonly tabIndex: number;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onShow: () => void;
  readonly onPart: (part: Shown) => void;
}

/** The path that a line bears is cut after so many characters: each line below a long key would repeat it. */
const LONGEST_PATH = 1_000;
/** So many more characters of a long text are shown at a press. */
const MORE = 10 * PIECE;

/** See the file's head. */
export function TreeLine(props: TreeLineProps) {
  const { row, marked, shown, part, tabIndex, onFocus, onToggle, onKeyDown, onShow, onPart } = props;
  const { name, separator } = nameParts(row);
  const mask = row.holds > 0 ? null : maskOf(row, shown);
  return (
    <div
      class="json-line"
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={row.holds > 0 ? row.open : undefined}
      data-path={row.path.slice(0, LONGEST_PATH)}
      data-changed={marked ?? undefined}
      tabIndex={tabIndex}
      style={{ paddingInlineStart: `${(row.level - 1) * 14}px` }}
      onFocus={onFocus}
      onClick={row.holds > 0 ? onToggle : undefined}
      onKeyDown={ownKeys(onKeyDown)}
    >
      <span class="json-fold" aria-hidden="true">
        {row.holds > 0 && <Icon of={row.open ? OpenIcon : ClosedIcon} class="icon-small" />}
      </span>
      {marked && (
        <span
          class="json-dot"
          role="img"
          aria-label={t('json_changed')}
          title={t(marked === 'changed' ? 'json_changed_title' : 'json_changed_inside')}
        >
          {marked === 'changed' ? '●' : '○'}
        </span>
      )}
      {row.level > 1 && (
        <>
          <span class="json-key">
            <PageText text={name} spaces={separator === ' ' ? 'none' : 'all'} />
          </span>
          {separator}
        </>
      )}
      <ValueText row={row} mask={mask} part={part} onPart={onPart} />
      {mask !== null && (
        <button
          type="button"
          class="json-show"
          aria-label={t('json_show_label', pageText(name || (row.names.at(-1) ?? '')))}
          onClick={(event) => {
            event.stopPropagation();
            onShow();
          }}
        >
          {t('json_show')}
        </button>
      )}
    </div>
  );
}

interface ValueTextProps extends Pick<TreeLineProps, 'row' | 'part' | 'onPart'> {
  readonly mask: string | null;
}

function ValueText({ row, mask, part, onPart }: ValueTextProps) {
  const { value } = row;
  if (row.holds > 0) {
    return (
      <span class="json-preview" data-find="none">
        {row.open ? (
          plural('json_count', row.holds)
        ) : (
          <PageText text={oneLine(value, PREVIEW_CHARACTERS, row.names)} spaces="none" />
        )}
      </span>
    );
  }
  if (mask !== null)
    return (
      <span class="json-value json-masked">
        <PageText text={mask} />
      </span>
    );
  if (typeof value === 'string') return <LongText text={value} part={part} onPart={onPart} />;
  return (
    <span class="json-value" data-shape={shapeOf(value)}>
      <PageText text={plainText(value)} spaces="none" />
    </span>
  );
}

interface LongTextProps extends Pick<TreeLineProps, 'part' | 'onPart'> {
  readonly text: string;
}

/** A text in quotes; of a long one a part, which can be made longer where it stands. */
function LongText({ text, part, onPart }: LongTextProps) {
  const { from, to } = part;
  const left = text.length - to;
  const more = (label: string, next: Shown) => (
    <button
      type="button"
      class="json-cut"
      onClick={(event) => {
        event.stopPropagation();
        onPart(next);
      }}
    >
      {label}
    </button>
  );
  return (
    <span class="json-value" data-shape="text">
      {from > 0 && more(plural('json_characters_before', from), { from: Math.max(0, from - MORE), to })}
      <PageText text={quotedPart(text, part)} spaces="none" tokens="shown" />
      {left > 0 && more(plural('json_more_characters', left), { from, to: Math.min(text.length, to + MORE) })}
      {text.length > PIECE && to - from > PIECE && more(t('json_less'), { from: 0, to: PIECE })}
    </span>
  );
}
