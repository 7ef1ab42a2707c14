/**
 * Compose as the rest of the panel knows it: other views hand it calls. What it is made of is loaded with its view.
 */
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Commands } from '../../stores/commands.ts';
import type { InspectedTab } from '../../stores/inspected-tab.ts';
import type { SettingsStore } from '../../stores/settings.ts';
import type { Wwes } from '../../stores/wwes.ts';
import type { ComposeState } from './compose-state.ts';

/** A call to write, from elsewhere in the panel. */
export interface CallToWrite {
  readonly service: string;
  /** Decoded, as they were on the wire; undefined: the message has none. */
  readonly parameters: unknown;
  /** Whether it opens as text; a form if not said, where one can show it. */
  readonly raw?: boolean;
  /** Key of the WWE that it went to: it is written for that one. Left out, or null: for the one that is meant. */
  readonly wwe?: string | null;
  /** Key of the interaction that its id meant: it is written for that one. Left out, or null: for whom the id means now. */
  readonly about?: string | null;
}

/** What Compose needs. */
export interface ComposeParts {
  readonly watching: InspectedTab;
  readonly commands: Commands;
  readonly wwes: Pick<Wwes, 'picked' | 'known'>;
  readonly settings: Pick<SettingsStore, 'settings' | 'change'>;
  /** ms since the epoch. */
  readonly clock: ReadonlySignal<number>;
  /** Shows the view. */
  readonly show: () => void;
}

/** What the panel keeps of Compose. */
export interface ComposeStore {
  /** The last call that was handed over and not taken yet. */
  readonly wanted: Signal<CallToWrite | null>;
  /** Hands a call over and shows the view. */
  open(call: CallToWrite): void;
  /** The state, which the view makes when it is first shown; it takes what is wanted. */
  state(
    make: (parts: ComposeParts, wanted: Signal<CallToWrite | null>, abort: AbortSignal) => ComposeState,
  ): ComposeState;
}

/** Makes the store. @param abort ends what the state follows */
export function createComposeStore(parts: ComposeParts, abort: AbortSignal): ComposeStore {
  const wanted = signal<CallToWrite | null>(null);
  let state: ComposeState | null = null;
  return {
    wanted,
    open(call) {
      wanted.value = call;
      parts.show();
    },
    state(make) {
      state ??= make(parts, wanted, abort);
      return state;
    },
  };
}
