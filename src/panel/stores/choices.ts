/** What the user chooses of the panel itself: the view, the filters, what is open. */
import { type Signal, signal } from '@preact/signals';

/** A sheet laid over the panel. */
export type Sheet =
  | 'doctor'
  | 'export'
  | 'failures'
  | 'forgotten'
  | 'go to'
  | 'keys'
  | 'recording'
  | 'saved'
  | 'settings'
  | null;

/** Which entries go into a file: all, what the filter of a view shows, some interactions or messages by their keys, a span of time. */
export type ExportScope =
  | { readonly is: 'all' | 'filter' | 'span' }
  | { readonly is: 'interactions' | 'messages'; readonly keys: readonly string[] };

/** The views, in the order of their tabs. */
export const VIEWS = ['interactions', 'messages', 'compose'] as const;
/** One of the views. */
export type View = (typeof VIEWS)[number];

/** How many interactions are shown of how many. */
export interface Counted {
  readonly shown: number;
  readonly total: number;
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
  { messageFilter, messageChoice }: { readonly messageFilter: Signal<string>; readonly messageChoice: ChoiceSignals },
  text: string,
): void {
  filterBy(messageFilter, messageChoice, text);
}

/** Opens the dialog that writes a file. */
export function askExport(
  { exportScope, sheet }: { readonly exportScope: Signal<ExportScope>; readonly sheet: Signal<Sheet> },
  scope: ExportScope,
): void {
  exportScope.value = scope;
  sheet.value = 'export';
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
    exportScope: signal<ExportScope>({ is: 'all' }),
    trouble: signal<string | null>(null),
  };
}
