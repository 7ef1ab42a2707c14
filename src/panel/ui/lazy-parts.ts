/** Parts of the panel that are loaded later: when they are first shown, or before, while there is nothing else to do. */

/** Loads a part that nobody has shown yet; does nothing where it is there. Never rejects: who shows it tries again. */
type LoadAhead = () => Promise<void>;

/** Those of the modules that are loaded. A part brings parts of its own. */
const parts: LoadAhead[] = [];

/** Adds a part. */
export function addPart(loadAhead: LoadAhead): void {
  parts.push(loadAhead);
}

/**
 * Loads all parts one after the other, so that the first press that shows one need not wait for it.
 * @param idle settled when there is time for another one
 */
export async function loadPartsAhead(idle: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (;;) {
    await idle();
    const next = signal.aborted ? undefined : parts.shift();
    if (!next) return;
    await next();
  }
}
