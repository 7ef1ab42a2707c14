/** The keyboard sheet and the settings sheet. */
import { rememberOrigin } from '../stores/loading.ts';
import { usePanel } from '../stores/panel.ts';
import { TIME_MODES, type TimeMode } from '../stores/settings.ts';
import { type TextKey, t } from '../text/i18n.ts';
import { localZone } from '../text/zone.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { ForgetPart } from './Forgetting.tsx';
import { RulesPart } from './Rules.tsx';
import { WatchedSitesPart } from './WatchedSites.tsx';

const KEYS = [
  ['↑ ↓ Home End', 'key_move'],
  ['← →', 'key_fold'],
  ['PgUp PgDn', 'key_page'],
  ['Shift+↑ ↓  Space  Ctrl+A', 'key_select'],
  ['Enter', 'key_open'],
  ['Esc', 'key_close'],
  ['/  Ctrl+F', 'key_filter'],
  ['Ctrl+F F3 Shift+F3', 'key_find'],
  ['Ctrl+G', 'key_go_to'],
  ['F2', 'key_edit'],
  ['Shift+F10', 'key_menu'],
  ['Shift+← →', 'key_columns'],
  ['C A K B', 'key_copy'],
  ['R E', 'key_resend'],
  ['I S L', 'key_narrow'],
  ['M', 'key_mark'],
  ['P N', 'key_annotate'],
  ['T D', 'key_times'],
  ['N P', 'key_compare'],
  ['Ctrl+Enter', 'key_send'],
  ['?', 'key_help'],
] as const;

/** Lists the keys that the panel understands. */
export function KeysSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Sheet title={t('keys')} onClose={onClose}>
      <dl class="keys">
        {KEYS.map(([keys, meaning]) => (
          <>
            <dt key={keys}>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{t(meaning)}</dd>
          </>
        ))}
      </dl>
    </Sheet>
  );
}

const TIME_TITLES = {
  local: 'times_local',
  utc: 'times_utc',
  relative: 'times_relative',
} as const satisfies Record<TimeMode, TextKey>;

/** How moments are written. */
function TimesSetting() {
  const { times } = usePanel();
  const zone = localZone();
  const mode = times.mode.value;
  const isMarked = mode === 'relative' && times.marked.value !== null;
  return (
    <label class="setting setting-choice">
      {t('setting_times')}{' '}
      <select
        class="input"
        value={isMarked ? 'marked' : mode}
        onChange={(event) => {
          const chosen = TIME_MODES.find((one) => one === event.currentTarget.value);
          if (chosen) times.choose(chosen);
        }}
      >
        {TIME_MODES.map((one) => (
          <option key={one} value={one}>
            {t(TIME_TITLES[one], zone)}
          </option>
        ))}
        {isMarked && <option value="marked">{t('times_marked')}</option>}
      </select>
      <span class="note">{t('setting_times_note')}</span>
    </label>
  );
}

/** What can be switched. */
export function SettingsSheet({ onClose }: { readonly onClose: () => void }) {
  const { settings, commands, isPrivate, isViewer, saving, sheet } = usePanel();
  // What is said of tabs and pages means nothing where there is none.
  if (isViewer) {
    return (
      <Sheet title={t('settings')} onClose={onClose}>
        <TimesSetting />
      </Sheet>
    );
  }
  const off = saving.off.value;
  return (
    <Sheet title={t('settings')} onClose={onClose}>
      {isPrivate && <p class="note">{t('private_window')}</p>}
      <label class="setting">
        <input
          type="checkbox"
          checked={settings.settings.value.loadOnOpen}
          onChange={(event) => {
            settings.change({ loadOnOpen: event.currentTarget.checked, loadFrom: [] });
            rememberOrigin({ commands, settings });
          }}
        />
        {t('setting_load_on_open')}
        <span class="note">{t('setting_load_on_open_note')}</span>
      </label>
      <label class="setting">
        <input
          type="checkbox"
          checked={settings.settings.value.preserveLog}
          onChange={(event) => settings.change({ preserveLog: event.currentTarget.checked })}
        />
        {t('preserve_log')}
        <span class="note">{t('preserve_log_hint')}</span>
      </label>
      <label class="setting">
        <input
          type="checkbox"
          checked={settings.settings.value.saveSessions && off === null}
          disabled={off !== null}
          onChange={(event) => settings.change({ saveSessions: event.currentTarget.checked })}
        />
        {t('setting_save_sessions')}
        <span class="note">{off ?? t('setting_save_sessions_note')}</span>
      </label>
      {off === null && (
        <p>
          <button type="button" class="button outlined" onClick={() => (sheet.value = 'saved')}>
            {t('saved_sessions_open')}
          </button>
        </p>
      )}
      <TimesSetting />
      <WatchedSitesPart />
      <RulesPart />
      <ForgetPart />
    </Sheet>
  );
}
