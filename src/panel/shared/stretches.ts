/** How long an interaction was in each state. Pure. */
import type { Transition } from '../../session/model.ts';

/** One stay in a state. */
export interface Stretch {
  readonly transition: Transition;
  /** ms in the state, until the next transition or now. */
  readonly ms: number;
  /** It is still in this state. */
  readonly running: boolean;
  /** Something unseen came before the next state: it lasted so long at most. */
  readonly isInterrupted: boolean;
}

/**
 * The stays, oldest first.
 * @param now ms since the epoch: the present, or when the interaction ended
 * @param isOver it has ended: it is in no state any more
 */
export function stretches(transitions: readonly Transition[], now: number, isOver = false): readonly Stretch[] {
  return transitions.map((transition, index) => {
    const next = transitions[index + 1];
    const ms = Math.max(0, (next?.t ?? now) - transition.t);
    return { transition, ms, running: !next && !isOver, isInterrupted: next !== undefined && next.gap !== null };
  });
}

/** All stays in one state together. */
export interface StateTotal {
  readonly state: string;
  readonly ms: number;
  readonly times: number;
}

/** Time and number of stays by state, in the order of first appearance. */
export function totals(list: readonly Stretch[]): readonly StateTotal[] {
  const byState = new Map<string, StateTotal>();
  for (const { transition, ms } of list) {
    const known = byState.get(transition.to);
    byState.set(transition.to, { state: transition.to, ms: (known?.ms ?? 0) + ms, times: (known?.times ?? 0) + 1 });
  }
  return [...byState.values()];
}
