/** What the Messages view remembers while the panel is open. Its rows come with the view itself, when it is first opened. */

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { MessageRow } from '../../session/messages-model.ts';
import type { EntryRef } from '../../session/model.ts';
import type { View } from './choices.ts';
import { type ChoiceSignals, filterMessages } from './choices.ts';
import type { InspectedTab } from './inspected-tab.ts';

/** The choices of the view, and the ways into it. */
export interface MessagesStore {
  /** Key of the row whose details are open. */
  readonly selected: Signal<string | null>;
  /** Whether the subscriptions are shown beside the table. */
  readonly subscriptions: Signal<boolean>;
  /** Keys of two rows that are shown side by side, in place of the details of one. */
  readonly compared: Signal<readonly [string, string] | null>;
  /** Opens the view on two rows, side by side. */
  compare(keys: readonly [string, string]): void;
  /** Opens the view on a row. */
  open(row: Pick<MessageRow, 'key' | 'client'>): void;
  /** Opens the view on the row of an entry, as soon as the rows are loaded. @returns false if there is none (any more) */
  openEntry(ref: EntryRef): Promise<boolean>;
  /** Whether anything is open beside the table. */
  readonly isOpen: ReadonlySignal<boolean>;
  /** Closes what is open beside the table. @returns whether anything was */
  close(): boolean;
}

/** What the store needs. */
export interface MessagesParts {
  readonly watching: InspectedTab;
  readonly view: Signal<View>;
  readonly messageFilter: Signal<string>;
  readonly messageChoice: ChoiceSignals;
  /** The client picked in the toolbar. */
  readonly client: Signal<string | null>;
  /** See `Failures.report`. */
  readonly report: (where: string, error: unknown) => void;
}

/** Makes the store. */
export function createMessagesStore({
  watching,
  view,
  messageFilter,
  messageChoice,
  client,
  report,
}: MessagesParts): MessagesStore {
  const selected = signal<string | null>(null);
  const subscriptions = signal(false);
  const compared = signal<readonly [string, string] | null>(null);

  function open({ key, client: own }: Pick<MessageRow, 'key' | 'client'>): void {
    // What hides the row would make the way in a dead end.
    filterMessages({ messageFilter, messageChoice }, '');
    if (client.peek() !== null && own !== client.peek()) client.value = null;
    subscriptions.value = false;
    compared.value = null;
    selected.value = key;
    view.value = 'messages';
  }

  const isOpen = computed(() => subscriptions.value || compared.value !== null || selected.value !== null);

  return {
    selected,
    subscriptions,
    compared,
    compare(keys) {
      subscriptions.value = false;
      compared.value = keys;
      view.value = 'messages';
    },
    open,
    async openEntry(ref) {
      try {
        const { rowOf } = await import('./message-rows.ts');
        const row = rowOf(watching.session, ref);
        if (row) open(row);
        return row !== undefined;
      } catch (error) {
        // That it cannot be shown does not mean that it is gone.
        report('loading', error);
        return true;
      }
    },
    isOpen,
    close() {
      const wasOpen = isOpen.peek();
      subscriptions.value = false;
      compared.value = null;
      selected.value = null;
      return wasOpen;
    },
  };
}
