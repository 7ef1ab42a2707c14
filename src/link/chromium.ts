/** The link's road in Chromium: the panel itself may use `tabs`, so nothing stands between it and the bridges. */
import type { Hello } from './messages.ts';
import { PORT_NAME } from './messages.ts';
import { parseAnnouncement } from './parse.ts';
import { type PortLike, portChannel } from './ports.ts';
import type { Announced, TabRoad } from './tab.ts';

/** As much of the extension API as the road needs. */
export interface PanelBrowser {
  readonly tabs: {
    sendMessage(tabId: number, message: Hello): Promise<unknown>;
    connect(tabId: number, to: { name: string; documentId?: string; frameId?: number }): PortLike;
  };
  readonly runtime: {
    readonly onMessage: {
      addListener(listener: (message: unknown, sender: MessageSender) => undefined): void;
      removeListener(listener: (message: unknown, sender: MessageSender) => undefined): void;
    };
  };
}

/** Who sent an announcement, by the browser's word. */
interface MessageSender {
  readonly tab?: { readonly id?: number | undefined } | undefined;
  readonly frameId?: number | undefined;
  readonly documentId?: string | undefined;
}

/** The road to the documents of one tab. */
export function chromiumRoad(browser: PanelBrowser, tabId: number): TabRoad {
  return {
    async hello() {
      try {
        await browser.tabs.sendMessage(tabId, { wwe: 'hello' });
        return true;
      } catch {
        // "Receiving end does not exist": no frame of this tab has a bridge.
        return false;
      }
    },
    onAnnounced(listener, signal) {
      const hear = (message: unknown, { tab, frameId, documentId }: MessageSender): undefined => {
        // Announcements reach the panels of all tabs.
        if (tab?.id !== tabId) return;
        const announcement = parseAnnouncement(message);
        if (!announcement) return;
        const place = {
          ...(documentId === undefined ? {} : { documentId }),
          ...(frameId === undefined ? {} : { frameId }),
        };
        const connect = () => portChannel(browser.tabs.connect(tabId, { name: PORT_NAME, ...place }));
        listener({ announcement, connect } satisfies Announced);
      };
      browser.runtime.onMessage.addListener(hear);
      signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(hear));
    },
    later(run, delay, signal) {
      setTimeout(() => {
        if (!signal.aborted) run();
      }, delay);
    },
    now: () => Date.now(),
  };
}
