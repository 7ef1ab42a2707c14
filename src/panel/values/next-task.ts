/** Lets the browser draw and answer while long work is done. */

/**
 * Resolves in a task of its own, so that the browser can draw and answer before it. It is no timer: in a page that is
 * hidden, as DevTools of a tab in the background are, timers run once a second, and later once a minute.
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
