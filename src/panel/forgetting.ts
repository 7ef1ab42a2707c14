/**
 * Forgetting everything. What a panel holds goes with its document, down to the undo stacks of its fields: it begins anew.
 */

/** What forgetting needs of the browser and the stores. */
export interface ForgettingParts {
  /** Tells all bridges and all other panels. @returns false if they could not be told */
  readonly tell: () => Promise<boolean>;
  /** Writes nothing any more, and settles when what was on its way is written. */
  readonly endWriting: () => Promise<unknown>;
  /** Empties the extension's storage. */
  readonly clearStorage: () => Promise<void>;
  /** Loads the panel's document anew, which learns when all was forgotten. @param at ms since the epoch */
  readonly restart: (at: number) => void;
  /** ms since the epoch. */
  readonly now: () => number;
}

/** On the word of another panel. @throws what storage throws */
export async function forgetHere({ endWriting, clearStorage, restart, now }: ForgettingParts): Promise<void> {
  await endWriting();
  // Each panel does it for itself: what another one was just writing would outlive the first one's word.
  await clearStorage();
  restart(now());
}

/** On the user's word. @returns false: nobody could be told, and nothing is forgotten. @throws what storage throws */
export async function forgetEverywhere(parts: ForgettingParts): Promise<boolean> {
  if (!(await parts.tell())) return false;
  await forgetHere(parts);
  return true;
}
