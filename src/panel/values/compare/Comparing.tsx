/** In the place of a comparison that takes time. */
import { t } from '../../text/i18n.ts';

/** Says that large values are being compared. */
export function Comparing() {
  return (
    <p class="empty-line" role="status">
      {t('compare_working')}
    </p>
  );
}
