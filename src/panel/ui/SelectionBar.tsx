/** Says how many rows of a table are selected, and copies them. */
import type { ComponentChildren } from 'preact';
import { CloseIcon, Icon } from '../../design/icons.tsx';
import { plural, t } from '../text/i18n.ts';
import { MOST_COPIED } from './copy.ts';
import type { MenuItem } from './Menu.tsx';

/** In which form rows are copied. */
export type CopyFormat = 'json' | 'markdown' | 'tsv';
const FORMATS = ['json', 'markdown', 'tsv'] as const;
const SHORT = ['rows_json', 'rows_markdown', 'rows_tsv'] as const;

interface SelectionBarProps {
  /** Selected rows. */
  readonly count: number;
  /** What more is to be said of them. */
  readonly more?: ComponentChildren;
  /** What else can be done with them; its short name is its label. */
  readonly acts?: readonly MenuItem[];
  readonly onCopy: (format: CopyFormat) => void;
  readonly onClear: () => void;
}

/** Renders the bar: what a screen reader hears, and, of several rows, what everybody sees. */
export function SelectionBar({ count, more, acts = [], onCopy, onClear }: SelectionBarProps) {
  const isMany = count > 1;
  const items = [
    ...acts.map((act) => ({ ...act, short: act.label })),
    ...copyItems(count, onCopy).map((item, index) => ({ ...item, short: t(SHORT[index] ?? 'rows_json') })),
  ];
  return (
    <div class={isMany ? 'selection-bar' : 'visually-hidden'}>
      <span role="status">
        {isMany && plural('rows_selected', count)}
        {isMany && more}
      </span>
      {isMany && (
        <>
          <span class="spring" />
          {items.map(({ id, label, hint = label, blocked = null, run, short }) => (
            <button
              type="button"
              key={id}
              class="button"
              aria-label={label}
              aria-disabled={blocked !== null}
              title={blocked ?? hint}
              onClick={() => blocked === null && run()}
            >
              {short}
            </button>
          ))}
          <button type="button" class="button" aria-label={t('rows_clear')} title={t('rows_clear')} onClick={onClear}>
            <Icon of={CloseIcon} />
          </button>
        </>
      )}
    </div>
  );
}

/** The items of a menu that copy so many rows. */
export function copyItems(count: number, onCopy: (format: CopyFormat) => void): readonly MenuItem[] {
  const blocked = count > MOST_COPIED ? t('rows_copy_many', MOST_COPIED.toLocaleString()) : null;
  return FORMATS.map((format, index) => ({
    id: `copy ${format}`,
    label: count > 1 ? plural(`rows_copy_${format}`, count) : t(`row_copy_${format}`),
    blocked,
    first: index === 0,
    run: () => onCopy(format),
  }));
}
