/** The sheet that writes a recording into a file: it knows what every view shows. */
import { useCallback } from 'preact/hooks';
import { withAnnotations } from '../features/messages/recorded-annotations.ts';
import { ExportDialog } from '../features/recordings/ExportDialog.tsx';
import type { Choose, ExportParts } from '../features/recordings/export-store.ts';
import { usePanel } from '../stores/panel.ts';
import { readingOf } from '../stores/recordings.ts';
import { t } from '../text/i18n.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { chosenEntries } from './exported-entries.ts';

/** Renders the sheet. */
export function ExportSheet({ onClose }: { readonly onClose: () => void }) {
  const stores = usePanel();
  const choose = useCallback<Choose>((...about) => chosenEntries(stores, ...about), [stores]);
  const annotated = useCallback<ExportParts['annotated']>((facts) => withAnnotations(facts, stores), [stores]);
  // A part of a recording must not leave as the whole.
  if (readingOf(stores.recorded, stores.recordings.opening.value)) {
    return (
      <Sheet title={t('export_title')} onClose={onClose}>
        <p role="status">{t('recorded_reading')}</p>
      </Sheet>
    );
  }
  return <ExportDialog choose={choose} annotated={annotated} onClose={onClose} />;
}
