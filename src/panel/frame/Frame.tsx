/** The panel's frame: toolbar, row of views, the view, status bar; and the keys that work everywhere. */

import { t } from '../i18n.ts';
import { InteractionsView } from '../interactions/InteractionsView.tsx';
import { usePanel } from '../stores/panel.ts';
import { Doctor } from './Doctor.tsx';
import { StatusBar } from './StatusBar.tsx';
import { KeysSheet, SettingsSheet } from './sheets.tsx';
import { Toolbar } from './Toolbar.tsx';
import './frame.css';

/** Whether keys typed here are text. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select');
}

/** Renders the whole panel. */
export function Frame() {
  const { sheet, selected, filter } = usePanel();

  /** Keys that the panel uses stop here: DevTools acts on what reaches the document (Escape opens its drawer). */
  function onKeyDown(event: KeyboardEvent): void {
    const find = event.key === 'f' && (event.ctrlKey || event.metaKey);
    if (find || (event.key === '/' && !isTyping(event.target))) document.getElementById('filter')?.focus();
    else if (event.key === '?' && !isTyping(event.target)) sheet.value = 'keys';
    else if (
      event.key === 'Escape' &&
      event.target instanceof HTMLInputElement &&
      event.target.id === 'filter' &&
      filter.value
    ) {
      filter.value = '';
    } else if (event.key === 'Escape' && selected.value !== null) selected.value = null;
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const close = () => {
    sheet.value = null;
  };
  return (
    <div class="frame" onKeyDown={onKeyDown}>
      <header>
        <h1 class="visually-hidden">{t('extension_name')}</h1>
        <Toolbar />
      </header>
      <main class="main">
        <div class="views" role="tablist" aria-label={t('views')}>
          <button
            type="button"
            class="view-tab"
            role="tab"
            id="tab-interactions"
            aria-selected="true"
            aria-controls="view"
          >
            {t('view_interactions')}
          </button>
        </div>
        <div class="view" id="view" role="tabpanel" aria-labelledby="tab-interactions">
          <InteractionsView />
        </div>
      </main>
      <StatusBar />
      {sheet.value === 'doctor' && <Doctor onClose={close} />}
      {sheet.value === 'keys' && <KeysSheet onClose={close} />}
      {sheet.value === 'settings' && <SettingsSheet onClose={close} />}
    </div>
  );
}
