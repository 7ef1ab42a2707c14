/** What can be done with the selected rows of a table. */
import { CloseIcon, Icon } from '../../design/icons.tsx';
import { t } from '../text/i18n.ts';
import { type CopyFormat, copyItems } from './copy-items.ts';
import type { MenuItem } from './Menu.tsx';

/** What is done with selected rows. */
export interface SelectionActsProps {
  /** Selected rows. */
  readonly count: number;
  /** What else can be done with them; its short name is its label. */
  readonly acts?: readonly MenuItem[];
  readonly onCopy: (format: CopyFormat) => void;
  readonly onClear: () => void;
}

const SHORT = ['rows_json', 'rows_markdown', 'rows_tsv'] as const;

/** Renders the buttons. */
export function SelectionActs({ count, acts = [], onCopy, onClear }: SelectionActsProps) {
  const items = [
    ...acts.map((act) => ({ ...act, short: act.label })),
    ...copyItems(count, onCopy).map((item, index) => ({ ...item, short: t(SHORT[index] ?? 'rows_json') })),
  ];
  return (
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
  );
}
