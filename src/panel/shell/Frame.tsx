/** The panel's frame: toolbar, row of views, the view, status bar; and the keys that work everywhere. */

import { useLayoutEffect, useRef } from 'preact/hooks';
import { ErrorBoundary } from '../shared/ErrorBoundary.tsx';
import { usePanel } from '../stores/panel.ts';
import { t } from '../text/i18n.ts';
import { droppedFile, isDraggingFiles } from '../ui/drop.ts';
import { useEscape } from '../ui/escape.ts';
import { consume, isTyping, onRootKeys } from '../ui/keys.ts';
import { lazyView, nothing } from '../ui/lazy-view.tsx';
import { InteractionsView } from './InteractionsView.tsx';
import { StatusBar } from './StatusBar.tsx';
import { Toolbar } from './Toolbar.tsx';
import { ViewTabs } from './ViewTabs.tsx';
import './frame.css';

const waiting = () => <p class="empty-line">{t('view_loading')}</p>;
const CONTENT = {
  interactions: InteractionsView,
  messages: lazyView(async () => (await import('../features/messages/MessagesView.tsx')).MessagesView, waiting),
  compose: lazyView(async () => (await import('../features/compose/ComposeView.tsx')).ComposeView, waiting),
} as const;

const SHEETS = {
  doctor: lazyView(async () => (await import('./Doctor.tsx')).Doctor, nothing),
  'go to': lazyView(async () => (await import('./GoToTime.tsx')).GoToTime, nothing),
  export: lazyView(async () => (await import('./ExportSheet.tsx')).ExportSheet, nothing),
  recording: lazyView(async () => (await import('./RecordingSheet.tsx')).RecordingSheet, nothing),
  failures: lazyView(async () => (await import('./FailuresSheet.tsx')).FailuresSheet, nothing),
  forgotten: lazyView(async () => (await import('./Forgetting.tsx')).ForgottenSheet, nothing),
  keys: lazyView(async () => (await import('./sheets.tsx')).KeysSheet, nothing),
  saved: lazyView(async () => (await import('./SavedSheet.tsx')).SavedSheet, nothing),
  settings: lazyView(async () => (await import('./sheets.tsx')).SettingsSheet, nothing),
} as const;

const AccessBar = lazyView(async () => (await import('./AccessBar.tsx')).AccessBar, nothing);
const RecordingBar = lazyView(async () => (await import('./RecordingBar.tsx')).RecordingBar, nothing);

/** Renders the whole panel. */
export function Frame() {
  const { sheet, view, selected, messages, recorded, recordings, compareWith, access } = usePanel();
  const shown = view.value;

  useEscape(
    shown === 'interactions' && selected.value !== null
      ? () => (selected.value = null)
      : shown === 'messages' && messages.isOpen.value
        ? messages.close
        : null,
  );

  const latest = useRef(onKeyDown);
  latest.current = onKeyDown;
  useLayoutEffect(() => {
    const life = new AbortController();
    onRootKeys((event) => latest.current(event), { signal: life.signal });
    return () => life.abort();
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    const isTable = shown !== 'compose' && !event.altKey && !event.shiftKey;
    const find = event.key === 'f' && (event.ctrlKey || event.metaKey);
    if (find || (event.key === '/' && !isTyping(event.target))) document.getElementById('filter')?.focus();
    else if (event.key.toLowerCase() === 'g' && (event.ctrlKey || event.metaKey) && isTable) sheet.value = 'go to';
    else if (event.key === '?' && !isTyping(event.target)) sheet.value = 'keys';
    else return;
    consume(event);
  }

  const close = () => {
    sheet.value = null;
  };
  const isAboutAccess = access.unwatched.value.length > 0 || access.stage.value === 'reload';
  const Content = CONTENT[shown];
  const Opened = sheet.value && SHEETS[sheet.value];
  return (
    <div
      class="frame"
      data-view={shown}
      onDragOver={isDraggingFiles}
      onDrop={(event) => droppedFile(event, recordings.open)}
    >
      <header>
        <h1 class="visually-hidden">{t('extension_name')}</h1>
        <ViewTabs />
        <ErrorBoundary where="toolbar">
          <Toolbar />
        </ErrorBoundary>
        <ErrorBoundary where="access">
          {(recorded || recordings.opening.value || compareWith.value) && <RecordingBar />}
          {!recorded && isAboutAccess && <AccessBar />}
        </ErrorBoundary>
      </header>
      <main class="main">
        <div class="view" id="view" role="tabpanel" aria-labelledby={`tab-${shown}`}>
          <ErrorBoundary where={`view ${shown}`} key={shown}>
            <Content />
          </ErrorBoundary>
        </div>
      </main>
      <ErrorBoundary where="status bar">
        <StatusBar />
      </ErrorBoundary>
      {Opened && (
        <ErrorBoundary where={`sheet ${sheet.value}`} key={sheet.value} onClose={close}>
          <Opened onClose={close} />
        </ErrorBoundary>
      )}
    </div>
  );
}
