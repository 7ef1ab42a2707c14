/** The dialog that writes a recording into a file: it shows what leaves the machine before it does. */
import { useEffect, useMemo } from 'preact/hooks';
import { type PanelStores, usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { Choice } from './Choice.tsx';
import { createExportStore, type ExportParts, type ExportStore } from './export-store.ts';
import { LeavesPart } from './LeavesPart.tsx';
import { PersonalDataFields } from './PersonalDataFields.tsx';
import { ScopeFields } from './ScopeFields.tsx';
import './recordings.css';

interface ExportDialogProps {
  readonly choose: ExportParts['choose'];
  readonly annotated: ExportParts['annotated'];
  readonly onClose: () => void;
}

/** The state of the dialog, which ends with it. */
function useExport(stores: PanelStores, { choose, annotated }: Pick<ExportParts, 'choose' | 'annotated'>): ExportStore {
  const life = useMemo(() => new AbortController(), []);
  useEffect(() => () => life.abort(), [life]);
  return useMemo(
    () => createExportStore({ stores, choose, annotated, userAgent: navigator.userAgent, wall: Date.now }, life.signal),
    [stores, choose, annotated, life],
  );
}

/** Renders it. @param choose says which entries a scope means @param annotated adds what the user put into the log */
export function ExportDialog({ choose, annotated, onClose }: ExportDialogProps) {
  const stores = usePanel();
  const store = useExport(stores, { choose, annotated });
  const { off } = store.rules.value;
  if (off !== null) {
    return (
      <Sheet title={t('export_title')} onClose={onClose}>
        <p class="outcome-failed" role="status">
          <strong>{t('export_off')}.</strong> {off}
        </p>
      </Sheet>
    );
  }
  return (
    <Sheet title={t('export_title')} onClose={onClose}>
      <form
        class="export"
        // Enter in a field ends its text. It is not to write a file.
        onSubmit={(event) => event.preventDefault()}
      >
        <ScopeFields store={store} />
        <PersonalDataFields store={store} />
        <FormFields />
        <LeavesPart store={store} />
        <SaveBar store={store} />
      </form>
    </Sheet>
  );
}

/** Plain or compressed. */
function FormFields() {
  const { settings } = usePanel();
  const { exportGzip } = settings.settings.value;
  return (
    <fieldset class="export-part">
      <legend>{t('export_form')}</legend>
      <span class="export-forms">
        <Choice name="export-form" isChosen={exportGzip} onChoose={() => settings.change({ exportGzip: true })}>
          {t('export_gzip')}
        </Choice>
        <Choice name="export-form" isChosen={!exportGzip} onChoose={() => settings.change({ exportGzip: false })}>
          {t('export_plain')}
        </Choice>
      </span>
    </fieldset>
  );
}

/** The button that writes, how far that is, and what became of it. */
function SaveBar({ store: { work, blocked, save, cancel, again } }: { readonly store: ExportStore }) {
  const now = work.value;
  const why = blocked.value;
  const isBusy = now.is === 'looking' || now.is === 'writing';
  return (
    <div class="export-bar">
      {isBusy ? (
        <>
          <progress
            aria-label={t(now.is === 'looking' ? 'export_looking' : 'export_writing')}
            value={now.done}
            max={Math.max(1, now.total)}
          />
          <span class="note">{t(now.is === 'looking' ? 'export_looking' : 'export_writing')}</span>
          <button type="button" class="button outlined" onClick={cancel}>
            {t('export_cancel')}
          </button>
        </>
      ) : (
        <>
          <button
            type="button"
            class="button primary"
            aria-disabled={why !== null}
            title={why ?? ''}
            onClick={() => void save()}
          >
            {t('export_save')}
          </button>
          {(now.is === 'cancelled' || now.is === 'failed') && (
            <button type="button" class="button outlined" onClick={again}>
              {t('export_again')}
            </button>
          )}
        </>
      )}
      <span role="status">
        {now.is === 'cancelled' && t('export_cancelled')}
        {now.is === 'failed' && <span class="outcome-failed">✕ {now.why}</span>}
        {now.is === 'nothing' && <span class="outcome-warn">{now.why}</span>}
        {now.is === 'saved' && <span class="outcome-ok">✓ {t('export_saved', now.name)}</span>}
        {now.is === 'ready' && why !== null && <span class="note">{why}</span>}
      </span>
    </div>
  );
}
