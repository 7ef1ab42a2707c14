/** One line of the tree: a key and its value. */

import { ClosedIcon, Icon, OpenIcon } from '../../../design/icons.tsx';
import { masked, maskToken } from '../../../protocol/tokens.ts';
import { plural, t } from '../../text/i18n.ts';
import { PageText, pageText } from '../../text/PageText.tsx';
import { ownKeys } from '../../ui/keys.ts';
import type { TreeRow } from './rows.ts';
import { oneLine, scalarText, shapeOf } from './shape.ts';

/** `changed`: the value itself; `inside`: something that it holds. */
export type Marked = 'changed' | 'inside' | null;

interface TreeLineProps {
  readonly row: Extract<TreeRow, { kind: 'value' }>;
  readonly marked: Marked;
  /** A token that the user chose to see. */
  readonly shown: boolean;
  readonly tabIndex: number;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onShow: () => void;
}

/** Texts are cut after so many characters. */
const MOST_CHARACTERS = 10_000;
/** So is the path that a line bears: each line below a long key would repeat it. */
const LONGEST_PATH = 1_000;
/** A folded row's preview is cut after so many. */
const PREVIEW_CHARACTERS = 120;

/** See the file's head. */
export function TreeLine({ row, marked, shown, tabIndex, onFocus, onToggle, onKeyDown, onShow }: TreeLineProps) {
  const label = masked(row.label.slice(0, MOST_CHARACTERS));
  const mask = shown ? null : maskToken(row.names, row.value);
  // A Map's key is written as a value is: a text stands in quotes.
  const isWords = label.endsWith('→');
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
            <PageText text={label} spaces={isWords ? 'none' : 'all'} />
          </span>
          {isWords ? ' ' : ': '}
        </>
      )}
      <ValueText row={row} mask={mask} />
      {mask !== null && (
        <button
          type="button"
          class="json-show"
          aria-label={t('json_show_label', pageText(label || (row.names.at(-1) ?? '')))}
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

function ValueText({ row, mask }: { readonly row: TreeLineProps['row']; readonly mask: string | null }) {
  const { value } = row;
  const shape = shapeOf(value);
  if (row.holds > 0) {
    return (
      <span class="json-preview">
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
        <PageText text={mask.slice(0, MOST_CHARACTERS)} />
      </span>
    );
  if (typeof value === 'string') {
    const left = value.length - MOST_CHARACTERS;
    return (
      <span class="json-value" data-shape="text">
        <PageText text={JSON.stringify(value.slice(0, MOST_CHARACTERS))} spaces="none" tokens="shown" />
        {left > 0 && <span class="json-cut"> {plural('json_more_characters', left)}</span>}
      </span>
    );
  }
  const text = ['array', 'object', 'map', 'set'].includes(shape)
    ? oneLine(value, PREVIEW_CHARACTERS)
    : scalarText(value);
  return (
    <span class="json-value" data-shape={shape}>
      <PageText text={text.slice(0, MOST_CHARACTERS)} spaces="none" />
    </span>
  );
}
