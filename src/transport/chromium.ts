/** The link's transport in Chromium: the panel itself may use `tabs`, so nothing stands between it and the bridges. */
import type { Hello } from './link-messages.ts';
import { portName } from './link-messages.ts';
import { parseAnnouncement, parseBacklog } from './parse.ts';
import { type PortLike, portChannel } from './ports.ts';
import type { TabTransport } from './tab-transport.ts';
import { later, ownClock } from './tab-transport.ts';

/** As much of the extension API as the transport needs. */
export interface ChromiumBrowser {
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

/** Who sent a message, by the browser's word. */
interface MessageSender {
  readonly tab?: { readonly id?: number | undefined } | undefined;
  readonly frameId?: number | undefined;
  readonly documentId?: string | undefined;
}

/**
 * The transport to the documents of one tab.
 * @param mark unlike that of every other panel
 */
export function chromiumTransport(browser: ChromiumBrowser, tabId: number, mark: string): TabTransport {
  return {
    mark,
    async hello() {
      try {
        await browser.tabs.sendMessage(tabId, { wwe: 'hello' });
        return { reached: true };
      } catch {
        // "Receiving end does not exist": no frame of this tab has a bridge.
        return { reached: false };
      }
    },
    listen(on, signal) {
      const hear = (message: unknown, { tab, frameId, documentId }: MessageSender): undefined => {
        // Announcements reach the panels of all tabs.
        if (tab?.id !== tabId) return;
        const backlog = parseBacklog(message);
        if (backlog) on.backlog(backlog);
        const announcement = parseAnnouncement(message);
        if (!announcement) return;
        const place = {
          name: portName(announcement.info.document),
          ...(documentId === undefined ? {} : { documentId }),
          ...(frameId === undefined ? {} : { frameId }),
        };
        on.announced({ announcement, connect: () => portChannel(browser.tabs.connect(tabId, place)) });
      };
      browser.runtime.onMessage.addListener(hear);
      signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(hear));
    },
    later,
    now: ownClock,
    wall: Date.now,
  };
}
