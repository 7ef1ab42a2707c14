/** The rows shown, made when the view is first opened and kept while the panel is open. */

import { rowsOf } from '../../stores/message-rows.ts';
import type { PanelStores } from '../../stores/panel.ts';
import { annotationsOf } from './annotations.ts';
import { createShownMessages, type ShownMessages } from './shown.ts';

const made = new WeakMap<PanelStores['messages'], ShownMessages>();

/** The rows of a panel's Messages view. */
export function useShown(stores: PanelStores): ShownMessages {
  const known = made.get(stores.messages);
  if (known) return known;
  stores.times.rows.value = rowsOf(stores.watching.session);
  const timers = {
    later: (work: () => void, ms = 0) => void setTimeout(work, ms),
    now: () => performance.now(),
  };
  const shown = createShownMessages(stores, timers, annotationsOf(stores));
  made.set(stores.messages, shown);
  return shown;
}
