/** When a document that leaves owes its panels what they have not. */
import type { Page } from './page.ts';
import type { Ledger, Panel } from './panel.ts';
import type { Roads } from './transports.ts';

/**
 * Whether a panel still takes what a document leaves behind. While it waits for the word that the record was cleared it
 * does not; the last such word is left behind, too.
 * @param isOnly whether there never was another panel
 */
export function isWanted({ cleared }: Page, { skipped, clearings, wishes }: Ledger, isOnly: boolean): boolean {
  if (isOnly && cleared.length === wishes) return wishes - clearings <= 1;
  return cleared.every((n) => n <= skipped) && clearings === wishes;
}

/**
 * Whether a document's bridge surely reckons with all panels that are behind the relay: one is connected, or was cut off
 * and is awaited; several are connected, since nobody knows which of them a bridge awaits.
 */
export function isReckoned(transports: Roads, page: Page, panels: readonly (Panel | null)[]): boolean {
  const open = transports.open(page.id);
  if (panels.length === 1) return open > 0 || page.isAwaiting;
  return open > 0 && open === panels.filter(Boolean).length && !transports.isBusy((_, to) => to === page.id);
}

/**
 * Whether a document whose process ends without a word has said all that it recorded: it is cut off, and what it has said
 * since then is lost by no stop of the relay.
 */
export function isSaid(transports: Roads, { id, isHandingOut, isAwaiting }: Page): boolean {
  return transports.open(id) === 0 && isHandingOut && isAwaiting;
}
