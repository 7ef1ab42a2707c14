/** The button that closes the details beside a table. */

import { CloseIcon, Icon } from '../../design/icons.tsx';
import { t } from '../text/i18n.ts';

interface CloseDetailsProps {
  /** Its name, where it is not that of all details. */
  readonly label?: string;
  readonly onClose: () => void;
}

/** Renders the button. */
export function CloseDetails({ label = t('close_details'), onClose }: CloseDetailsProps) {
  return (
    <button type="button" class="button icon-button close-details" aria-label={label} title={label} onClick={onClose}>
      <Icon of={CloseIcon} />
    </button>
  );
}
