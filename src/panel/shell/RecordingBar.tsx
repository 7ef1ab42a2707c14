/** Says that a recording is shown and not the tab, how far the opening of one is, and what waits to be compared. */
import { useSignalEffect } from '@preact/signals';
import { missingText } from '../features/recordings/texts.ts';
import { type ComparedInteraction, usePanel } from '../stores/panel.ts';
import { type Opening, type Recorded, readingOf } from '../stores/recordings.ts';
import { exactWallTime } from '../text/format.ts';
import { plural, t } from '../text/i18n.ts';
import { PageText, pageText } from '../text/PageText.tsx';
import '../ui/banner.css';
import './recording-bar.css';

/** Renders the bar. */
export function RecordingBar() {
  const { recorded, recordings, compareWith } = usePanel();
  const opening = recordings.opening.value;
  return (
    <>
      {opening && !readingOf(recorded, opening) && <OpeningBar opening={opening} />}
      {recorded && <RecordedBar recorded={recorded} />}
      {compareWith.value && <ComparedBar first={compareWith.value} />}
    </>
  );
}

function ComparedBar({ first }: { readonly first: ComparedInteraction }) {
  const { compareWith } = usePanel();
  // What the panel has forgotten, as of a page that was left, is not named here either.
  useSignalEffect(() => {
    const waits = compareWith.value;
    if (!waits) return;
    const { watching } = waits.stores;
    watching.version.value;
    if (!watching.session.interaction(waits.key)) compareWith.value = null;
  });
  return (
    <section class="banner recording-bar" aria-label={t('interactions_compare_with')}>
      <p role="status">{t('interactions_compare_chosen', first.title)}</p>
      <span class="spring" />
      <button type="button" class="button outlined" onClick={() => (compareWith.value = null)}>
        {t('recorded_cancel')}
      </button>
    </section>
  );
}

function OpeningBar({ opening }: { readonly opening: Opening }) {
  const { recordings } = usePanel();
  const name = pageText(opening.name.slice(0, 200));
  if (opening.is === 'reading') {
    const { done, total } = opening;
    return (
      <section class="banner recording-bar" aria-label={t('recorded_opening', name)}>
        <span role="status">{t('recorded_opening', name)}</span>
        <progress aria-label={t('recorded_opening', name)} value={done} max={Math.max(1, total)} />
        <button type="button" class="button outlined" onClick={recordings.cancel}>
          {t('recorded_cancel')}
        </button>
      </section>
    );
  }
  const { file, why } = opening;
  return (
    <section class="banner recording-bar" aria-label={t('recorded_refused', name)}>
      <p role="alert">
        <strong class="outcome-failed">✕ {t('recorded_refused', name)}</strong> {why}
      </p>
      {file && (
        <button type="button" class="button outlined" onClick={() => recordings.open(file, true)}>
          {t('recorded_read_newer')}
        </button>
      )}
      <button type="button" class="button" onClick={recordings.cancel}>
        {t('close')}
      </button>
    </section>
  );
}

/** When and with what it was made, in words. */
export function madeText({ header }: Recorded): string {
  if (!header) return t('recorded_no_header');
  const at = Date.parse(header.made);
  const when = Number.isNaN(at) ? t('recorded_made_unknown') : exactWallTime(at);
  return t('recorded_made', when, pageText(header.tool.slice(0, 40) || '?'));
}

/** What is missing, and what is wrong with the file, in words. */
function lacksText({ header, findings }: Recorded): string {
  const { missing = null } = header ?? {};
  const isWhole = !missing || Object.values(missing).every((count) => count === 0);
  const parts = [
    isWhole || !missing ? [] : t('recorded_missing', missingText(missing)),
    findings.total > 0 ? plural('recorded_findings', findings.total) : [],
  ];
  return parts.flat().join(' ');
}

function RecordedBar({ recorded }: { readonly recorded: Recorded }) {
  const { recordings, sheet, openInTab, failures } = usePanel();
  const { file } = recorded;
  // A session on the disk is no file: the tab reads it there.
  const handed = file instanceof File ? file : file.saved === undefined ? null : { saved: file.saved };
  async function openTab(): Promise<void> {
    try {
      if (handed) await openInTab?.(handed);
    } catch (error) {
      failures.report('recording', error);
    }
  }
  const reading = readingOf(recorded, recordings.opening.value);
  const lacks = reading ? '' : lacksText(recorded);
  return (
    <section class="banner recording-bar" aria-label={t('recorded')}>
      <p>
        <strong>{t('recorded')}</strong> <PageText text={recorded.file.name.slice(0, 200)} />
        <span class="note"> {madeText(recorded)}</span>
        {lacks !== '' && <span class="outcome-warn"> {lacks}</span>}
        {reading && <span role="status"> {t('recorded_reading')}</span>}
      </p>
      {reading && <progress aria-label={t('recorded_reading')} value={reading.done} max={Math.max(1, reading.total)} />}
      <span class="spring" />
      <button type="button" class="button outlined" onClick={() => (sheet.value = 'recording')}>
        {t('recorded_details')}
      </button>
      {openInTab && handed && (
        <button type="button" class="button outlined" onClick={openTab}>
          {t('recorded_in_tab')}
        </button>
      )}
      <button type="button" class="button outlined" onClick={recordings.close}>
        {t('recorded_close')}
      </button>
    </section>
  );
}
