/** The button that closes the details beside a table. */
import { t } from '../text/i18n.ts';

/** Renders the button. */
export function CloseDetails({ onClose }: { readonly onClose: () => void }) {
  return (
    <button type="button" class="button" aria-label={t('close_details')} title={t('close_details')} onClick={onClose}>
      ✕
    </button>
  );
}
