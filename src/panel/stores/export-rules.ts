/** What the rules say of files that leave: whether any may, whether they must be redacted, and rules by key that come first. */
import * as v from 'valibot';
import type { KeyRule } from '../../recording/format.ts';
import { isOn, type Layers } from '../../transport/rules.ts';
import { t } from '../text/i18n.ts';

/** What an organisation fixed of exports. */
export interface ExportRules {
  /** Why no file may be written, in words; null: it may. */
  readonly off: string | null;
  /** Files are redacted, whatever the user wishes. */
  readonly isRedacted: boolean;
  /** These come before the user's own rules. */
  readonly rules: readonly KeyRule[];
}

const rulesSchema = v.pipe(
  v.array(v.object({ key: v.pipe(v.string(), v.minLength(1)), action: v.picklist(['keep', 'mask', 'drop']) })),
  v.maxLength(1_000),
);

/** Reads them. Rules by key that cannot be read may have forbidden anything: then nothing is written. */
export function exportRulesOf(layers: Layers | null): ExportRules {
  const none = { isRedacted: true, rules: [] };
  if (layers === null) return { ...none, off: t('rules_unknown') };
  const [fixed] = layers;
  if (layers.includes(null) || fixed === null) return { ...none, off: t('export_off_unreadable') };
  if (!isOn(layers, 'exporting')) return { ...none, off: t('export_off_fixed') };
  const { output, success } = v.safeParse(rulesSchema, fixed.redactionRules ?? []);
  if (!success) return { ...none, off: t('export_off_unreadable') };
  return { off: null, isRedacted: !isOn(layers, 'unredacted'), rules: output };
}
