/** Hands the stores to the views: those that several read, and to each feature its own. */
import type { ComponentChildren } from 'preact';
import { ComposeProvider, type ComposeStore } from '../features/compose/compose-store.ts';
import { EditsProvider, type EditsStore } from '../features/userdata/edits-store.ts';
import { type PanelStores, StoresProvider } from '../stores/panel.ts';

/** All stores of the panel. */
export interface AllStores extends PanelStores {
  readonly compose: ComposeStore;
  readonly edits: EditsStore;
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
        <EditsProvider value={value.edits}>{children}</EditsProvider>
      </ComposeProvider>
    </StoresProvider>
  );
}
