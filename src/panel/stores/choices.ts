/** What the user chooses of the panel itself: the view, the filters, what is open. */
import { signal } from '@preact/signals';

/** A sheet laid over the panel. */
export type Sheet = 'doctor' | 'failures' | 'forgotten' | 'keys' | 'settings' | null;

/** The views, in the order of their tabs. */
export const VIEWS = ['interactions', 'messages', 'compose'] as const;
/** One of the views. */
export type View = (typeof VIEWS)[number];

/** How many interactions are shown of how many. */
export interface Counted {
  readonly shown: number;
  readonly total: number;
}

/** The signals that belong to the views alone. */
export function createChoices(sheet: Sheet = null) {
  return {
    client: signal<string | null>(null),
    wwe: signal<string | null>(null),
    view: signal<View>('interactions'),
    filter: signal(''),
    messageFilter: signal(''),
    counted: signal<Counted | null>(null),
    selected: signal<string | null>(null),
    sheet: signal<Sheet>(sheet),
    trouble: signal<string | null>(null),
  };
}
