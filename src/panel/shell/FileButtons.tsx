/** The buttons of the toolbar that write a recording into a file, and open one. */
import { Icon } from '../../design/icons.tsx';
import { ExportIcon, ImportIcon } from '../../design/more-icons.ts';
import { OpenButton } from '../shared/OpenButton.tsx';
import { askExport } from '../stores/choices.ts';
import { usePanel } from '../stores/panel.ts';
import { t } from '../text/i18n.ts';

/** Renders the buttons. */
export function FileButtons() {
  const stores = usePanel();
  return (
    <>
      <button
        type="button"
        class="button icon-button"
        aria-label={t('export')}
        title={`${t('export')}\n${t('export_hint')}`}
        onClick={() => askExport(stores, { is: 'all' })}
      >
        <Icon of={ExportIcon} />
      </button>
      <OpenButton class="button icon-button" title={`${t('recorded_open')}\n${t('recorded_open_hint')}`}>
        <Icon of={ImportIcon} />
      </OpenButton>
    </>
  );
}
