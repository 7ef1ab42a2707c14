/** The head of a comparison: what stands on the left, and what on the right. */
import { t } from '../../text/i18n.ts';

/** Renders it. @param titles of both sides */
export function CompareTitles({ titles: [left, right] }: { readonly titles: readonly [string, string] }) {
  return (
    <div class="compare-titles" role="row">
      <span role="columnheader">
        <span class="visually-hidden">{t('compare_sign')}</span>
      </span>
      <span role="columnheader">{left}</span>
      <span role="columnheader">{right}</span>
    </div>
  );
}
