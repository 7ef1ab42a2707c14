/** Listeners that outlive `document.open`, which removes every listener of a window and its document. */

/** Listeners by the type of their events. Always in capture, first in the window. */
export type Listeners = Readonly<Record<string, (event: never) => void>>;

/**
 * Adds the listeners to `self` and keeps them there until `signal` aborts. After `document.open` scripts do not run
 * again, but this context survives, and so does a MutationObserver (measured: docs/platform.md#documentopen). Adding a
 * listener that is still there changes nothing.
 */
export function listenThroughRewrites(self: Window, listeners: Listeners, signal: AbortSignal): void {
  const arm = () => {
    for (const type in listeners) {
      self.addEventListener(type, listeners[type] as EventListener, { capture: true, signal });
    }
  };
  arm();
  let root = self.document.documentElement;
  const observer = new MutationObserver(() => {
    if (self.document.documentElement === root) return;
    root = self.document.documentElement;
    arm();
  });
  observer.observe(self.document, { childList: true });
  signal.addEventListener('abort', () => observer.disconnect());
}
