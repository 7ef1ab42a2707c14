/** Sizes and times with their units. */
import type { AmountField } from './filter-fields.ts';

const SIZES: Readonly<Record<string, number>> = { '': 1, b: 1, k: 1_000, kb: 1_000, m: 1_000_000, mb: 1_000_000 };
const TIMES: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** Whether a field's amounts are sizes (characters); else they are times (ms). */
export function isSize(field: AmountField): boolean {
  return field === 'larger' || field === 'smaller';
}

/** The amount in characters (`10k` is 10,000) or in ms. A time needs its unit, for nobody knows what `2` means. */
export function readAmount(
  field: AmountField,
  text: string,
): { ok: true; limit: number } | { ok: false; why: 'number' | 'unit' } {
  const parts = /^(\d{1,12}(?:\.\d{1,6})?)([a-z]*)$/i.exec(text);
  if (!parts) return { ok: false, why: 'number' };
  const units = isSize(field) ? SIZES : TIMES;
  const unit = (parts[2] ?? '').toLowerCase();
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (factor === undefined) return { ok: false, why: 'unit' };
  return { ok: true, limit: Number(parts[1]) * factor };
}
