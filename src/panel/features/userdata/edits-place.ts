/** Edits as the rest of the panel knows them: what makes them is loaded with the first user data that is shown. */
import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import type { SessionInteraction } from '../../../session/model.ts';
import type { Commands } from '../../stores/commands.ts';
import type { InspectedTab } from '../../stores/inspected-tab.ts';
import type { Edits } from './edits.ts';

/** Edits of all interactions. */
export interface EditsStore {
  /** The edits of an interaction; empty ones if nothing was edited. */
  of(interaction: SessionInteraction): Edits;
  change(interaction: SessionInteraction, edits: Edits): void;
  /** Sends what is edited: one setUserData, then a deleteUserData for each removed key. */
  apply(interaction: SessionInteraction): void;
  /** One getByInteractionId, to see what became of accepted edits. */
  check(interaction: SessionInteraction): void;
  /** Moves whenever any edits do. */
  readonly version: ReadonlySignal<number>;
}

/** Makes the edits; they follow the session and their requests until `abort`. @param clock ms since the epoch */
export type MakeEdits = (
  watching: InspectedTab,
  commands: Commands,
  clock: ReadonlySignal<number>,
  abort: AbortSignal,
) => EditsStore;

/** Where the edits of a panel are kept. */
export interface EditsPlace {
  /** The edits, which are made when they are first asked for. */
  edits(make: MakeEdits): EditsStore;
}

/** Makes the place, without edits. The parameters are those of `MakeEdits`. */
export function createEditsPlace(...parts: Parameters<MakeEdits>): EditsPlace {
  let edits: EditsStore | null = null;
  return {
    edits(make) {
      edits ??= make(...parts);
      return edits;
    },
  };
}

/** Where the views below find the edits. */
export const EditsContext = createContext<EditsPlace | null>(null);
