/** Two ends of a channel in memory: what is posted arrives in order, when the test says so. */
import type { Channel } from '../link-messages.ts';

/** One end. */
interface End {
  readonly channel: Channel;
  /** On its way to this end. `null`: the news that the transport was cut. */
  readonly coming: (string | null)[];
}

/** A channel pair. */
export interface MemoryPair {
  readonly panel: Channel;
  readonly bridge: Channel;
  /** Delivers the next message to an end. False: none is on its way. */
  deliver(to: 'panel' | 'bridge'): boolean;
  /** Delivers until nothing is on its way. */
  settle(): void;
  /**
   * Cuts the transport: what is on its way is lost; each end hears of it when it is next delivered to.
   * @param deaf an end that never hears of it (the bridge of a page in the back/forward cache:
   *   docs/platform.md#the-backforward-cache)
   */
  drop(deaf?: 'bridge'): void;
}

/** Makes two ends that carry JSON, as ports do. */
export function memoryPair(): MemoryPair {
  let open = true;
  const handlers = {
    panel: { message: [] as ((message: unknown) => void)[], close: [] as (() => void)[], closed: false },
    bridge: { message: [] as ((message: unknown) => void)[], close: [] as (() => void)[], closed: false },
  };
  const end = (name: 'panel' | 'bridge', other: () => End): End => ({
    coming: [],
    channel: {
      post(message) {
        if (open && !handlers[name].closed) other().coming.push(JSON.stringify(message));
      },
      onMessage: (listener) => void handlers[name].message.push(listener),
      onClose: (listener) => void handlers[name].close.push(listener),
      close() {
        if (handlers[name].closed) return;
        handlers[name].closed = true;
        if (open) other().coming.push(null);
        open = false;
      },
    },
  });
  const panel: End = end('panel', () => bridge);
  const bridge: End = end('bridge', () => panel);

  function deliver(to: 'panel' | 'bridge'): boolean {
    const message = (to === 'panel' ? panel : bridge).coming.shift();
    if (message === undefined) return false;
    const { closed, close, message: listeners } = handlers[to];
    if (closed) return true;
    if (message === null) {
      handlers[to].closed = true;
      for (const listener of close) listener();
    } else for (const listener of listeners) listener(JSON.parse(message));
    return true;
  }

  return {
    panel: panel.channel,
    bridge: bridge.channel,
    deliver,
    settle() {
      while (deliver('bridge') || deliver('panel'));
    },
    drop(deaf) {
      if (!open) return;
      open = false;
      panel.coming.splice(0, panel.coming.length, null);
      bridge.coming.splice(0, bridge.coming.length, ...(deaf ? [] : [null]));
    },
  };
}
