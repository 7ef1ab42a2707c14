/** Hands the stores to the views: those that several read, and to each feature its own. */
import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { ComposeProvider, type ComposeStore } from '../features/compose/compose-store.ts';
import { EditsContext, type EditsPlace } from '../features/userdata/edits-place.ts';
import { type PanelStores, StoresProvider } from '../stores/panel.ts';
import type { Recordings } from '../stores/recordings.ts';

/** Recordings, with the stores of the one that is shown. */
export interface ShownRecordings extends Recordings {
  /** Null: the tab is shown. */
  readonly shown: ReadonlySignal<AllStores | null>;
  /** @param stores what all panels share is taken from them; they are shown again when a recording is closed */
  begin(stores: AllStores): void;
}

/** All stores of the panel. */
export interface AllStores extends PanelStores {
  readonly compose: ComposeStore;
  readonly edits: EditsPlace;
  readonly recordings: ShownRecordings;
  /** Moments are written as these stores say from now on: it is they that are shown. */
  install(): void;
}

interface PanelProviderProps {
  readonly value: AllStores;
  readonly children: ComponentChildren;
}

/** Provides the stores to the views below. */
export function PanelProvider({ value, children }: PanelProviderProps) {
  return (
    <StoresProvider value={value}>
      <ComposeProvider value={value.compose}>
        <EditsContext.Provider value={value.edits}>{children}</EditsContext.Provider>
      </ComposeProvider>
    </StoresProvider>
  );
}
