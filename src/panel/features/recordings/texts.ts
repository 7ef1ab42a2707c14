/** What is said of files, in words. */
import type { MissingCounts } from '../../../recording/format.ts';
import { plural, t } from '../../text/i18n.ts';

const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** A size, as people read it: `812 B`, `14.2 kB`. A kB is 1,000 bytes. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let place = 0;
  while (value >= 1_000 && place < UNITS.length - 1) {
    value /= 1_000;
    place += 1;
  }
  const digits = place === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString(undefined, { maximumFractionDigits: digits })} ${UNITS[place] ?? ''}`;
}

/** What is missing in a recording, in words. */
export function missingText(missing: MissingCounts): string {
  const parts = (['lost', 'dropped', 'notes', 'omitted'] as const).flatMap((what) =>
    missing[what] > 0 ? plural(`export_missing_${what}`, missing[what]) : [],
  );
  return parts.length === 0 ? t('export_missing_none') : parts.join(', ');
}
