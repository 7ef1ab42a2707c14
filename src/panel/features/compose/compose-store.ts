/**
 * Compose as the rest of the panel knows it: other views hand it calls. What it is made of is loaded with its view.
 */
import { type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { CallToWrite, CallWriter } from '../../stores/call-to-write.ts';
import type { ComposeParts, ComposeState } from './compose-state.ts';

/** What the panel keeps of Compose. */
export interface ComposeStore extends CallWriter {
  /** The last call that was handed over and not taken yet. */
  readonly wanted: Signal<CallToWrite | null>;
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

const Compose = createContext<ComposeStore | null>(null);

/** Provides the store to the view. */
export const ComposeProvider = Compose.Provider;

/** The store. @throws if the view is rendered outside the panel */
export function useCompose(): ComposeStore {
  const store = useContext(Compose);
  if (!store) throw new Error('Compose was rendered outside the panel.');
  return store;
}
