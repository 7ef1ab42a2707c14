/** Channels over extension ports. */
import type { Channel } from './link-messages.ts';

/** As much of `runtime.Port` as a channel needs; Chromium's and the polyfill's ports both fit. */
export interface PortLike {
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

/** A channel over a port. Posting to a port that was cut throws in some browsers: that counts as closed. */
export function portChannel(port: PortLike): Channel {
  const closers: (() => void)[] = [];
  let open = true;
  const cut = () => {
    if (!open) return;
    open = false;
    for (const closer of closers) closer();
  };
  port.onDisconnect.addListener(cut);
  return {
    post(message) {
      if (!open) return;
      try {
        port.postMessage(message);
      } catch {
        // The other end is gone and the browser had not told us yet; the pull starts anew on the next channel.
        cut();
      }
    },
    onMessage: (listener) => port.onMessage.addListener((message) => open && listener(message)),
    onClose: (listener) => void closers.push(listener),
    close() {
      open = false;
      port.disconnect();
    },
  };
}
