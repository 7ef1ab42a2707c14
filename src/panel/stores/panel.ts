/** All stores of the panel, made in one place and handed to the views. */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { SessionInteraction } from '../../session/model.ts';
import type { AccessStore } from './access.ts';
import type { Commands } from './commands.ts';
import type { ComposeStore } from './compose.ts';
import type { EditsStore } from './edits.ts';
import type { Failures } from './failures.ts';
import type { InspectedTab } from './inspected-tab.ts';
import type { MessagesStore } from './messages-store.ts';
import type { RulesStore } from './rules.ts';
import type { SettingsStore } from './settings.ts';
import type { Silence } from './silence.ts';
import type { TimesStore } from './times.ts';
import type { Wwes } from './wwes.ts';

/** A sheet laid over the panel. */
export type Sheet = 'doctor' | 'failures' | 'forgotten' | 'go to' | 'keys' | 'settings' | null;

/** The views, in the order of their tabs. */
export const VIEWS = ['interactions', 'messages', 'compose'] as const;
/** One of the views. */
export type View = (typeof VIEWS)[number];

/** Shows a source in DevTools. Line and column from 0. */
export type OpenSource = (url: string, line: number, column: number) => void;

/** How many interactions are shown of how many. */
export interface Counted {
  readonly shown: number;
  readonly total: number;
}

/** What the views read. */
export interface PanelStores {
  readonly view: Signal<View>;
  readonly watching: InspectedTab;
  readonly commands: Commands;
  readonly edits: EditsStore;
  readonly settings: SettingsStore;
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
  readonly compose: ComposeStore;
  /** Key of the interaction whose details are open. */
  readonly selected: Signal<string | null>;
  readonly sheet: Signal<Sheet>;
  /** What storage refused last, in words; null if nothing. */
  readonly trouble: Signal<string | null>;
  readonly failures: Failures;
  /** See `PanelSurroundings`. */
  readonly forgottenAt: number | null;
  /** Whether it is in a private window: nothing is stored then. */
  readonly isPrivate: boolean;
  /** The extension's; empty where nobody said it. */
  readonly version: string;
  /** See `PanelSurroundings`. */
  forget(): Promise<boolean>;
  copy(text: string): void;
  /** Null where the browser's DevTools offer no way (Firefox). */
  readonly openSource: OpenSource | null;
  /** Reloads the inspected page. */
  reload(): void;
}

/** What is chosen of a view's filter beside its text. */
export interface ChoiceSignals {
  /** Whether what the text leaves out is shown. */
  readonly inverted: Signal<boolean>;
  /** Ids of the kinds chosen (`filter/kinds.ts`); none: all. */
  readonly kinds: Signal<readonly string[]>;
}

/** Nothing is chosen yet. */
export function createChoice(): ChoiceSignals {
  return { inverted: signal(false), kinds: signal<readonly string[]>([]) };
}

/** Filters a view by a text alone: what else is chosen would hide some of what the text is to show. */
export function filterBy(filter: Signal<string>, { inverted, kinds }: ChoiceSignals, text: string): void {
  filter.value = text;
  inverted.value = false;
  kinds.value = [];
}

/** The same in Messages. */
export function filterMessages(
  { messageFilter, messageChoice }: Pick<PanelStores, 'messageFilter' | 'messageChoice'>,
  text: string,
): void {
  filterBy(messageFilter, messageChoice, text);
}

/** The signals that belong to the views alone. */
export function createChoices(sheet: Sheet = null) {
  return {
    client: signal<string | null>(null),
    wwe: signal<string | null>(null),
    view: signal<View>('interactions'),
    filter: signal(''),
    messageFilter: signal(''),
    filterChoice: createChoice(),
    messageChoice: createChoice(),
    counted: signal<Counted | null>(null),
    selected: signal<string | null>(null),
    sheet: signal<Sheet>(sheet),
    trouble: signal<string | null>(null),
  };
}

const Panel = createContext<PanelStores | null>(null);

/** Provides the stores to the views below. */
export const PanelProvider = Panel.Provider;

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
