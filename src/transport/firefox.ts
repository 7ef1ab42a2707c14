/**
 * The link's transport in Firefox, where panels have no `tabs` and content scripts do not reach them (measured:
 * docs/platform.md#apis-of-a-panel): it leads through the relay. Firefox stops the relay when nothing came for a while,
 * open ports or not, so it is told to stay. It may be stopped all the same: every part of this transport mends itself, and
 * after each cut the tab is greeted again, so that what was said meanwhile is said once more.
 */

import type { FromRelay, Greeting, Reach } from './link-messages.ts';
import { relayPortName } from './link-messages.ts';
import { parseAnnouncement, parseBacklog, parseOrphan, parseReach, parseRelayed } from './parse.ts';
import type { PortLike } from './ports.ts';
import { reconnectingChannel } from './reconnecting-channel.ts';
import type { TabTransport } from './tab-transport.ts';
import { later, ownClock } from './tab-transport.ts';

/** A greeting that the relay refused is made again after this time, in ms. */
const PAUSE = 200;
/** So often, in ms, the relay is told to stay. Firefox stops it 30 s after the last that came; an open port alone is nothing. */
const STAY = 10_000;

/** As much of the extension API as the transport needs. */
export interface FirefoxBrowser {
  readonly runtime: {
    connect(to: { name: string }): PortLike;
    sendMessage(message: Greeting): Promise<unknown>;
    readonly onMessage: {
      addListener(listener: (message: unknown) => undefined): void;
      removeListener(listener: (message: unknown) => undefined): void;
    };
  };
}

const isWord = (word: FromRelay['t']) => (message: unknown) =>
  typeof message === 'object' && message !== null && 't' in message && message.t === word;

/**
 * The transport to the documents of one tab, until `signal` aborts.
 * @param mark unlike that of every other panel
 * @param background gets an event `start` whenever the relay was found started
 */
export function firefoxTransport(
  { runtime }: FirefoxBrowser,
  tabId: number,
  mark: string,
  signal: AbortSignal,
  background: Pick<EventTarget, 'dispatchEvent'>,
): TabTransport {
  const wait = (run: () => void, delay: number) => later(run, delay, signal);

  /** Whoever said hello and has no answer yet. */
  const waiting: ((reach: Reach) => void)[] = [];

  /** A greeting that the relay's stop swallows is made again: its port is cut too, and speaks anew once it is mended. */
  function greet(): void {
    const again = () => {
      if (waiting.length > 0) wait(greet, PAUSE);
    };
    runtime.sendMessage({ wwe: 'greet', tab: tabId }).then((answer) => {
      const reach = parseReach(answer);
      if (!reach) return again();
      for (const tell of waiting.splice(0)) tell(reach);
    }, again);
  }

  /** A port that leads no further. Each time it begins to speak, something may have been missed: the time to greet. */
  function watchRelay(): void {
    const open = () => runtime.connect({ name: 'wwe-devtools' });
    const relay = reconnectingChannel({ open, isGone: () => false, later: wait });
    relay.onMessage(() => {
      greet();
      background.dispatchEvent(new Event('start'));
    });
    const staying = setInterval(() => relay.post({ t: 'keep-alive' }), STAY);
    signal.addEventListener('abort', () => {
      clearInterval(staying);
      relay.close();
    });
  }

  return {
    mark,
    hello: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        greet();
      }),
    listen(on, ending) {
      const hear = (raw: unknown): undefined => {
        const orphan = parseOrphan(raw);
        const left = orphan && parseBacklog(orphan.message);
        if (left) on.backlog(left, orphan);
        const relayed = parseRelayed(raw);
        if (relayed?.tab !== tabId) return;
        const backlog = parseBacklog(relayed.message);
        if (backlog) on.backlog(backlog);
        const announcement = parseAnnouncement(relayed.message);
        if (!announcement) return;
        const name = relayPortName(tabId, relayed.frame, announcement.info.document);
        const open = () => runtime.connect({ name });
        on.announced({
          announcement,
          connect: () => reconnectingChannel({ open, isGone: isWord('gone'), later: wait }),
        });
      };
      runtime.onMessage.addListener(hear);
      ending.addEventListener('abort', () => runtime.onMessage.removeListener(hear));
      watchRelay();
    },
    later,
    now: ownClock,
    wall: Date.now,
  };
}
