/** All that is known of the recording that is shown: who made it, what is missing, what is wrong with its file. */
import { bytesText, missingText } from '../features/recordings/texts.ts';
import { usePanel } from '../stores/panel.ts';
import { type Recorded, readingOf } from '../stores/recordings.ts';
import { plural, t } from '../text/i18n.ts';
import { PageText } from '../text/PageText.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { madeText } from './RecordingBar.tsx';
import './recording-bar.css';

/** So many findings are listed; the others are counted. */
const MOST = 100;

/** Renders the sheet. */
export function RecordingSheet({ onClose }: { readonly onClose: () => void }) {
  const { recorded, recordings } = usePanel();
  // What is wrong with a file is known when all of it was read.
  const isRead = !readingOf(recorded, recordings.opening.value);
  return (
    <Sheet title={t('recorded')} onClose={onClose}>
      {recorded && <About recorded={recorded} isRead={isRead} />}
    </Sheet>
  );
}

function About({ recorded, isRead }: { readonly recorded: Recorded; readonly isRead: boolean }) {
  const { file, header, findings, off } = recorded;
  const { redacted = null } = header ?? {};
  return (
    <>
      <p>{off}</p>
      <dl class="recording-about">
        <dt>{t('recorded_file')}</dt>
        <dd>
          <PageText text={file.name.slice(0, 200)} />, {bytesText(file.size)}
        </dd>
        <dt>{t('recorded_made_label')}</dt>
        <dd>{madeText(recorded)}</dd>
        {header && (
          <>
            <dt>{t('recorded_browser')}</dt>
            <dd>{header.browser === '' ? '–' : <PageText text={header.browser.slice(0, 100)} />}</dd>
            <dt>{t('export_pages')}</dt>
            <dd>
              {header.origins.slice(0, 20).map((origin) => (
                <div key={origin}>
                  <PageText text={origin.slice(0, 200)} />
                </div>
              ))}
            </dd>
            <dt>{t('export_personal')}</dt>
            <dd>{t(redacted ? 'recorded_redacted' : 'recorded_unredacted')}</dd>
            <dt>{t('export_missing')}</dt>
            <dd>{missingText(header.missing)}</dd>
          </>
        )}
      </dl>
      <h3>{t('recorded_wrong')}</h3>
      {findings.total === 0 ? (
        <p>{t(isRead ? 'recorded_wrong_none' : 'recorded_reading')}</p>
      ) : (
        <ul class="recording-findings">
          {findings.all.slice(0, MOST).map(({ line, words, code }, place) => (
            <li key={`${place} ${code}`}>{line > 0 ? t('recorded_line', line, words) : words}</li>
          ))}
        </ul>
      )}
      {findings.total > MOST && <p class="note">{plural('recorded_wrong_more', findings.total - MOST)}</p>}
    </>
  );
}
