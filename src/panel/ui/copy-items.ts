/** The ways to copy rows, as items of a menu. */
import { plural, t } from '../text/i18n.ts';
import type { MenuItem } from './Menu.tsx';

/** In which form rows are copied. */
export type CopyFormat = 'json' | 'markdown' | 'tsv';
const FORMATS = ['json', 'markdown', 'tsv'] as const;

/** More rows than this are not copied at a time. */
const MOST_COPIED = 10_000;

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
