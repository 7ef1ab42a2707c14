/** The stores that several views read. What one feature alone needs, it has for itself. */

import { computed, type ReadonlySignal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { SessionInteraction } from '../../session/model.ts';
import type { AccessStore } from './access.ts';
import type { CallWriter } from './call-to-write.ts';
import type { ChoiceSignals, Counted, ExportScope, Sheet, View } from './choices.ts';
import type { Commands } from './commands.ts';
import type { Failures } from './failures.ts';
import type { InspectedTab } from './inspected-tab.ts';
import type { MessagesStore } from './messages-store.ts';
import type { Handed, Recorded, Recordings } from './recordings.ts';
import type { RulesStore } from './rules.ts';
import type { SavingStore } from './saving.ts';
import type { SettingsStore } from './settings.ts';
import type { Silence } from './silence.ts';
import type { TimesStore } from './times.ts';
import type { Wwes } from './wwes.ts';

/** Shows a source in DevTools. Line and column from 0. */
export type OpenSource = (url: string, line: number, column: number) => void;

/** An interaction that is to be compared, and where it is: in the tab or in a recording. */
export interface ComparedInteraction {
  readonly key: string;
  /** The panel that it was chosen in. */
  readonly stores: PanelStores;
  /** Who, and when it was first seen, as that panel writes it. */
  readonly title: string;
}

/** What several views read. */
export interface PanelStores {
  readonly view: Signal<View>;
  readonly watching: InspectedTab;
  readonly commands: Commands;
  readonly settings: SettingsStore;
  readonly saving: SavingStore;
  readonly rules: RulesStore;
  /** Which sites are watched. */
  readonly access: AccessStore;
  /** ms since the epoch; moves once a second. */
  readonly clock: ReadonlySignal<number>;
  /** How moments are written and read. */
  readonly times: TimesStore;
  /** The document of the client picked in the toolbar; null for all. */
  readonly client: Signal<string | null>;
  /** Key of the WWE picked there; null for none. */
  readonly wwe: Signal<string | null>;
  readonly wwes: Wwes;
  /** The clients that get no answer. */
  readonly silences: ReadonlySignal<readonly Silence[]>;
  /** The recording that is shown; null: the tab is. */
  readonly recorded: Recorded | null;
  readonly recordings: Recordings;
  /** The filter of the Interactions view, as it is typed. */
  readonly filter: Signal<string>;
  /** The filter of the Messages view, as it is typed. */
  readonly messageFilter: Signal<string>;
  /** What else is chosen of the filter of the Interactions view. */
  readonly filterChoice: ChoiceSignals;
  /** The same of the Messages view. */
  readonly messageChoice: ChoiceSignals;
  /** While a filter applies to the interactions that are shown; else null. */
  readonly counted: Signal<Counted | null>;
  readonly messages: MessagesStore;
  readonly compose: CallWriter;
  /** Key of the interaction whose details are open. */
  readonly selected: Signal<string | null>;
  /** Two interactions that are shown side by side, in place of the details of one. */
  readonly comparedInteractions: Signal<readonly [ComparedInteraction, ComparedInteraction] | null>;
  /** One that waits for another one, of this panel or of what is opened in its place; the tab and all recordings share it. */
  readonly compareWith: Signal<ComparedInteraction | null>;
  readonly sheet: Signal<Sheet>;
  /** What the dialog that writes a file offers first. */
  readonly exportScope: Signal<ExportScope>;
  /** What storage refused last, in words; null if nothing. */
  readonly trouble: Signal<string | null>;
  readonly failures: Failures;
  /** See `PanelSurroundings`. */
  readonly forgottenAt: number | null;
  /** Whether it is in a private window: nothing is stored then. */
  readonly isPrivate: boolean;
  /** Whether it is a page that shows recordings alone, and has no tab. */
  readonly isViewer: boolean;
  /** The extension's; empty where nobody said it. */
  readonly version: string;
  /** See `PanelSurroundings`. */
  forget(): Promise<boolean>;
  copy(text: string): void;
  /** Gives the user a file. @param name of the file */
  save(file: Blob, name: string): void | Promise<void>;
  /** Shows a recording in a tab of its own; null where there is no such page, or it is one. */
  readonly openInTab: ((what: Handed) => void | Promise<void>) | null;
  /** Null where the browser's DevTools offer no way (Firefox). */
  readonly openSource: OpenSource | null;
  /** Reloads the inspected page. */
  reload(): void;
}

const Panel = createContext<PanelStores | null>(null);

/** Provides these stores to the views below. */
export const StoresProvider = Panel.Provider;

/** The stores. @throws if a view is rendered outside the panel */
export function usePanel(): PanelStores {
  const stores = useContext(Panel);
  if (!stores) throw new Error('A view was rendered outside the panel.');
  return stores;
}

/** The interaction whose details are open, as the session has it now. */
export function selectedInteraction({
  watching,
  selected,
}: PanelStores): ReadonlySignal<SessionInteraction | undefined> {
  return computed(() => {
    watching.version.value;
    return selected.value === null ? undefined : watching.session.interaction(selected.value);
  });
}
