/** The sheet that writes a recording into a file: it knows what every view shows. */
import { useCallback } from 'preact/hooks';
import { ExportDialog } from '../features/recordings/ExportDialog.tsx';
import type { Choose } from '../features/recordings/export-store.ts';
import { usePanel } from '../stores/panel.ts';
import { chosenEntries } from './exported-entries.ts';

/** Renders the sheet. */
export function ExportSheet({ onClose }: { readonly onClose: () => void }) {
  const stores = usePanel();
  const choose = useCallback<Choose>((...about) => chosenEntries(stores, ...about), [stores]);
  return <ExportDialog choose={choose} onClose={onClose} />;
}
