/** What is said of files, in words. */
import type { MissingCounts } from '../../../recording/format.ts';
import { plural, t } from '../../text/i18n.ts';

/** Bytes in the largest unit that leaves digits before the point: `3.4 MB`. 1 kB is 1,000 bytes. */
export function bytesText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'] as const;
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** step;
  return `${step > 0 && value < 100 ? value.toFixed(1) : Math.round(value)} ${units[step]}`;
}

/** What is missing in a recording, in words. */
export function missingText(missing: MissingCounts): string {
  const parts = (['lost', 'dropped', 'notes', 'omitted'] as const).flatMap((what) =>
    missing[what] > 0 ? plural(`export_missing_${what}`, missing[what]) : [],
  );
  return parts.length === 0 ? t('export_missing_none') : parts.join(', ');
}
