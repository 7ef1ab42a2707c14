/** One window's probe: watches the page's own client, and tells the bridge what the wire cannot show. */
import { NOTES_EVENT } from '../scapi/notes.ts';
import { findClient } from './find.ts';
import { addEventListener, apply } from './natives.ts';
import { createOutbox } from './outbox.ts';
import type { Later } from './run.ts';
import { createWatching } from './watching.ts';

/**
 * Starts the probe of a window. Where no bridge takes its port (the extension may not be here, or was reloaded), it
 * touches nothing.
 */
export function startProbe(self: Window & typeof globalThis): void {
  try {
    const { port1, port2 } = new self.MessageChannel();
    const handOver = new self.MessageEvent(NOTES_EVENT, { ports: [port2], cancelable: true });
    if (self.document.dispatchEvent(handOver)) return;
    const post = port1.postMessage.bind(port1);
    const now = self.performance.now.bind(self.performance);
    const wait = self.AbortSignal.timeout.bind(self.AbortSignal);
    // Not by a timer: the page's own would get other numbers, and it could clear ours by counting.
    const later: Later = (run, delay) => apply(addEventListener, wait(delay), ['abort', run]);
    const outbox = createOutbox({ post, atTurnsEnd: self.queueMicrotask.bind(self), later });
    const watching = createWatching(outbox, now);
    const giveUp = findClient(self, later, (client) => watching.found(client, self));
    // The bridge has nothing to say but this: that all is over.
    port1.onmessage = () => {
      giveUp();
      watching.stop();
    };
  } catch {
    // The probe fails open: the page must not hear of its errors, and the wire shows nearly all without it.
  }
}
