/** The sheet that writes a recording into a file: it knows what every view shows. */
import { useCallback } from 'preact/hooks';
import { withAnnotations } from '../features/messages/recorded-annotations.ts';
import { ExportDialog } from '../features/recordings/ExportDialog.tsx';
import type { Choose, ExportParts } from '../features/recordings/export-store.ts';
import { usePanel } from '../stores/panel.ts';
import { chosenEntries } from './exported-entries.ts';

/** Renders the sheet. */
export function ExportSheet({ onClose }: { readonly onClose: () => void }) {
  const stores = usePanel();
  const choose = useCallback<Choose>((...about) => chosenEntries(stores, ...about), [stores]);
  const annotated = useCallback<ExportParts['annotated']>((facts) => withAnnotations(facts, stores), [stores]);
  return <ExportDialog choose={choose} annotated={annotated} onClose={onClose} />;
}
