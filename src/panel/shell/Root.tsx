/** Shows the tab, or the recording that was opened in its place. */
import type { ComponentType } from 'preact';
import { Frame } from './Frame.tsx';
import { type AllStores, PanelProvider } from './PanelProvider.tsx';

interface RootProps {
  /** Those of the tab; of a page without a tab, what all recordings share. */
  readonly stores: AllStores;
  /** Shown while no recording is, where there is no tab. */
  readonly Start?: ComponentType;
}

/** Renders it. */
export function Root({ stores, Start }: RootProps) {
  const recorded = stores.recordings.shown.value;
  if (!recorded && Start) {
    return (
      <PanelProvider value={stores}>
        <Start />
      </PanelProvider>
    );
  }
  const shown = recorded ?? stores;
  // What one of them had open says nothing of the other.
  return (
    <PanelProvider value={shown} key={shown.recorded?.opened ?? 0}>
      <Frame />
    </PanelProvider>
  );
}
