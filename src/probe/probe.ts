/** One window's probe: watches the page's own client, and tells the bridge what the wire cannot show. */
import { NOTES_EVENT, WORDS } from '../protocol/notes.ts';
import { findClient } from './find.ts';
import { addEventListener, apply, eventData, eventPorts, portPost, portStart } from './natives.ts';
import { createOutbox, type Draft } from './outbox.ts';
import type { Later } from './run.ts';
import { createWatching } from './watching.ts';

/** The two directions between a probe and the bridge of its window. */
export interface Line {
  /** Posts notes; throws for what cannot be cloned. */
  readonly post: (notes: readonly Draft[]) => void;
  /** Hears the bridge's words (`WORDS`). */
  readonly onWord: (hear: (word: unknown) => void) => void;
}

/**
 * Waits for the bridge, which comes next in the manifest and hands over a port in the moment it starts: before the page's
 * first line. Where no bridge comes, this is all that ever happens.
 */
export function startProbe(self: Window & typeof globalThis): void {
  try {
    const options = { __proto__: null, capture: true, once: true };
    apply(addEventListener, self.document, [NOTES_EVENT, (event: MessageEvent) => take(self, event), options]);
  } catch {
    // The probe fails open: the page must not hear of its errors, and the wire shows nearly all without it.
  }
}

function take(self: Window & typeof globalThis, event: MessageEvent): void {
  try {
    // Anybody can dispatch an event of that type; only a MessageEvent has ports.
    const port: unknown = apply(eventPorts, event, [])[0];
    if (!port) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    watchWindow(self, {
      post: (notes) => apply(portPost, port, [notes]),
      onWord(hear) {
        apply(addEventListener, port, ['message', (said: MessageEvent) => hear(apply(eventData, said, []))]);
        apply(portStart, port, []);
      },
    });
  } catch {
    // As above.
  }
}

/** Watches a window's client. */
export function watchWindow(self: Window & typeof globalThis, { post, onWord }: Line): void {
  const now = self.performance.now.bind(self.performance);
  const wait = self.AbortSignal.timeout.bind(self.AbortSignal);
  // Not by a timer: the page's own would get other numbers, and it could clear ours by counting.
  const later: Later = (run, delay) => apply(addEventListener, wait(delay), ['abort', run]);
  const outbox = createOutbox({ post, atTurnsEnd: self.queueMicrotask.bind(self), later });
  const watching = createWatching(outbox, now);
  const { lookNow, giveUp } = findClient(self, (client) => watching.found(client, self));
  onWord((word) => {
    if (word === WORDS.look) lookNow();
    if (word === WORDS.brief || word === WORDS.whole) watching.beBrief(word === WORDS.brief);
    if (word !== WORDS.stop) return;
    giveUp();
    watching.stop();
  });
}
