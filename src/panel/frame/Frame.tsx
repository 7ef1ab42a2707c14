/** The panel's frame: toolbar, row of views, the view, status bar; and the keys that work everywhere. */

import { t } from '../i18n.ts';
import { InteractionsView } from '../interactions/InteractionsView.tsx';
import { isTyping, ownKeys } from '../keys.ts';
import { usePanel } from '../stores/panel.ts';
import { AccessBar } from './AccessBar.tsx';
import { Border } from './Border.tsx';
import { later } from './later.tsx';
import { StatusBar } from './StatusBar.tsx';
import { Toolbar } from './Toolbar.tsx';
import { ViewTabs } from './ViewTabs.tsx';
import './frame.css';

const waiting = () => <p class="empty-line">{t('view_loading')}</p>;
const CONTENT = {
  interactions: InteractionsView,
  messages: later(async () => (await import('../messages/MessagesView.tsx')).MessagesView, waiting),
  compose: later(async () => (await import('../compose/ComposeView.tsx')).ComposeView, waiting),
} as const;

const nothing = () => <></>;
const SHEETS = {
  doctor: later(async () => (await import('./Doctor.tsx')).Doctor, nothing),
  failures: later(async () => (await import('./FailuresSheet.tsx')).FailuresSheet, nothing),
  forgotten: later(async () => (await import('./Forgetting.tsx')).ForgottenSheet, nothing),
  keys: later(async () => (await import('./sheets.tsx')).KeysSheet, nothing),
  settings: later(async () => (await import('./sheets.tsx')).SettingsSheet, nothing),
} as const;

/** Renders the whole panel. */
export function Frame() {
  const { sheet, view, selected, filter, messages } = usePanel();
  const shown = view.value;

  /** Closes the details of the view. @returns whether any were open */
  function closeDetails(): boolean {
    if (shown === 'messages') return messages.close();
    const wasOpen = shown === 'interactions' && selected.value !== null;
    if (wasOpen) selected.value = null;
    return wasOpen;
  }

  /** Keys that the panel uses stop here: DevTools acts on what reaches the document (Escape opens its drawer). */
  function onKeyDown(event: KeyboardEvent): void {
    const find = event.key === 'f' && (event.ctrlKey || event.metaKey);
    if (find || (event.key === '/' && !isTyping(event.target))) document.getElementById('filter')?.focus();
    else if (event.key === '?' && !isTyping(event.target)) sheet.value = 'keys';
    else if (
      event.key === 'Escape' &&
      shown === 'interactions' &&
      event.target instanceof HTMLInputElement &&
      event.target.id === 'filter' &&
      filter.value
    ) {
      filter.value = '';
    } else if (event.key !== 'Escape' || !closeDetails()) return;
    event.preventDefault();
    event.stopPropagation();
  }

  const close = () => {
    sheet.value = null;
  };
  const Content = CONTENT[shown];
  const Opened = sheet.value && SHEETS[sheet.value];
  return (
    <div class="frame" data-view={shown} onKeyDown={ownKeys(onKeyDown)}>
      <header>
        <h1 class="visually-hidden">{t('extension_name')}</h1>
        <Border where="toolbar">
          <Toolbar />
        </Border>
        <Border where="access">
          <AccessBar />
        </Border>
      </header>
      <main class="main">
        <ViewTabs />
        <div class="view" id="view" role="tabpanel" aria-labelledby={`tab-${shown}`}>
          <Border where={`view ${shown}`} key={shown}>
            <Content />
          </Border>
        </div>
      </main>
      <Border where="status bar">
        <StatusBar />
      </Border>
      {Opened && (
        <Border where={`sheet ${sheet.value}`} key={sheet.value} onClose={close}>
          <Opened onClose={close} />
        </Border>
      )}
    </div>
  );
}
