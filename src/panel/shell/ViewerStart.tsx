/** What the viewer shows while no recording is open: what it is for, and the ways to open one. */
import { Icon } from '../../design/icons.tsx';
import { ImportIcon } from '../../design/more-icons.ts';
import { ErrorBoundary } from '../shared/ErrorBoundary.tsx';
import { OpenButton } from '../shared/OpenButton.tsx';
import { usePanel } from '../stores/panel.ts';
import { t } from '../text/i18n.ts';
import { droppedFile, isDraggingFiles } from '../ui/drop.ts';
import { RecordingBar } from './RecordingBar.tsx';
import './viewer.css';

/** Renders it. */
export function ViewerStart() {
  const { recordings } = usePanel();
  return (
    <div class="viewer-start" onDragOver={isDraggingFiles} onDrop={(event) => droppedFile(event, recordings.open)}>
      <header>
        <ErrorBoundary where="recording">
          <RecordingBar />
        </ErrorBoundary>
      </header>
      <main class="viewer-main">
        <h1>{t('viewer_title')}</h1>
        <p>{t('viewer_what')}</p>
        <p class="viewer-drop">
          <span>{t('viewer_drop')}</span>
          <OpenButton class="button primary">
            <Icon of={ImportIcon} /> {t('recorded_open')}
          </OpenButton>
        </p>
        <p class="note">{t('viewer_private')}</p>
      </main>
    </div>
  );
}
