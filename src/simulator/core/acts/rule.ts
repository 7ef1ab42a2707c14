/** What a table of acts or happenings is made of. */

import type { Settings } from '../settings/settings.ts';
import type { InteractionList } from '../state/interaction-list.ts';
import type { LiveInteraction } from '../state/live-interaction.ts';
import type { MarkDone } from '../state/markdone.ts';
import type { Random } from '../state/random.ts';
import type { Act, ActOptions, Happening } from './act-types.ts';

/** What the acts are made of. */
export interface ActsParts {
  readonly interactions: InteractionList;
  readonly markDone: MarkDone;
  readonly random: Random;
  readonly settings: () => Settings;
  /** Runs `work` after so many ms; returns what cancels it. */
  readonly later: (ms: number, work: () => void) => () => void;
}

/** One act on one kind of interaction. */
export interface ActRule {
  readonly when: (live: LiveInteraction) => boolean;
  /** Only called when `when` says so. */
  readonly run: (live: LiveInteraction, options: ActOptions) => void;
}

/** The acts of one kind of interaction; those that are missing are never possible. */
export type ActTable = Readonly<Partial<Record<Act, ActRule>>>;

/** One happening. */
export interface HappeningRule {
  readonly when: (live: LiveInteraction) => boolean;
  /** Only called when `when` says so. False if the options make it impossible: nobody of that name is there. */
  readonly run: (live: LiveInteraction, options: ActOptions) => boolean;
}

/** All happenings. */
export type HappeningTable = Readonly<Record<Happening, HappeningRule>>;
