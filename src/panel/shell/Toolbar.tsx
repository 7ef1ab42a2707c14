/** The toolbar: what is recorded, what is shown, and the requests that concern everything. */

import { ClearIcon, HelpIcon, Icon, NotRecordingIcon, RecordingIcon, SettingsIcon } from '../../design/icons.tsx';
import { LoadButton, UnblockButton } from '../shared/requests.tsx';
import { usePanel } from '../stores/panel.ts';
import { t } from '../text/i18n.ts';
import { lazyView } from '../ui/lazy-view.tsx';
import { OneLine } from '../ui/OneLine.tsx';
import { ClientPicker } from './ClientPicker.tsx';
import './toolbar.css';

const MessagesFilter = lazyView(
  async () => (await import('../features/messages/ToolbarFilter.tsx')).ToolbarFilter,
  () => <span class="filter" />,
);

const InteractionsFilter = lazyView(
  async () => (await import('../features/interactions/ToolbarFilter.tsx')).ToolbarFilter,
  () => <span class="filter" />,
);

const FileButtons = lazyView(
  async () => (await import('./FileButtons.tsx')).FileButtons,
  () => <></>,
);

/** Renders the toolbar: one line; the tools that do not fit on it are shown below it on demand. */
export function Toolbar() {
  const { watching, settings, view, sheet } = usePanel();
  const recording = watching.recording.value;
  const { off } = watching;
  return (
    <div class="toolbar" role="toolbar" aria-label={t('toolbar')}>
      <OneLine name="tools" more={t('more_tools')}>
        <button
          type="button"
          class="button icon-button record"
          aria-label={t('record')}
          aria-pressed={recording && off === null}
          disabled={off !== null}
          title={off ?? t(recording ? 'record_on_hint' : 'record_off_hint')}
          onClick={() => watching.record(!recording)}
        >
          <Icon of={recording && off === null ? RecordingIcon : NotRecordingIcon} />
        </button>
        <button
          type="button"
          class="button icon-button"
          aria-label={t('clear')}
          disabled={off !== null}
          title={off ?? t('clear_hint')}
          onClick={() => watching.clear()}
        >
          <Icon of={ClearIcon} />
        </button>
        <span class="divider" />
        <label class="toggle" title={off ?? t('preserve_log_hint')}>
          <input
            type="checkbox"
            disabled={off !== null}
            checked={settings.settings.value.preserveLog}
            onChange={(event) => settings.change({ preserveLog: event.currentTarget.checked })}
          />
          {t('preserve_log')}
        </label>
        <span class="divider" />
        <ClientPicker />
        <span class="divider" />
        <LoadButton />
        <UnblockButton />
        <span class="spring" />
        <FileButtons />
      </OneLine>
      {view.value === 'interactions' && <InteractionsFilter />}
      {view.value === 'messages' && <MessagesFilter />}
      <button
        type="button"
        class="button icon-button"
        aria-label={t('settings')}
        title={t('settings')}
        onClick={() => (sheet.value = 'settings')}
      >
        <Icon of={SettingsIcon} />
      </button>
      <button
        type="button"
        class="button icon-button"
        aria-label={t('keys')}
        title={t('keys')}
        onClick={() => (sheet.value = 'keys')}
      >
        <Icon of={HelpIcon} />
      </button>
    </div>
  );
}
