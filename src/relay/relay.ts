/**
 * Firefox only: carries the link between panels and bridges, which do not reach each other there. It keeps nothing, so
 * Firefox may stop it at any time: the ends begin anew.
 */
import { tellTabs } from '../transport/forget.ts';
import type { Forget, FromRelay, Greeting, Hello, OrphanMessage, Reach, Relayed } from '../transport/link-messages.ts';
import { isForget, readRelayPortName, relayedPortName } from '../transport/link-messages.ts';
import type { PortLike } from '../transport/ports.ts';

/** As much of the extension API as the relay needs. */
export interface RelayBrowser {
  readonly runtime: {
    getURL(path: string): string;
    sendMessage(message: Relayed | OrphanMessage): Promise<unknown>;
    readonly onMessage: {
      addListener(listener: (message: unknown, sender: Sender) => Promise<unknown> | undefined): void;
    };
    readonly onConnect: { addListener(listener: (port: NamedPort) => void): void };
  };
  readonly tabs: {
    query(all: object): Promise<readonly { readonly id?: number | undefined }[]>;
    sendMessage(tab: number, message: Hello | Forget): Promise<unknown>;
    connect(tab: number, to: { readonly frameId: number; readonly name: string }): PortLike;
  };
}

interface Sender {
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?: { readonly id?: number | undefined } | undefined;
}

interface NamedPort extends PortLike {
  readonly name: string;
  readonly sender?: Sender | undefined;
}

/** Starts the relay. @param answer what else an own page may want; undefined: nothing that it knows */
export function startRelay(
  { runtime, tabs }: RelayBrowser,
  answer: (message: unknown) => Promise<unknown> | undefined = () => undefined,
): void {
  /** Panels may ask for things; content scripts live in the pages' processes and may not. */
  const isOwnPage = (sender?: Sender) => sender?.url?.startsWith(runtime.getURL('')) === true;

  async function greet(tab: number): Promise<Reach> {
    const reached = await tabs.sendMessage(tab, { wwe: 'hello' }).then(
      () => true,
      // "Receiving end does not exist": no frame of this tab has a bridge.
      () => false,
    );
    return { reached };
  }

  runtime.onMessage.addListener((message, sender) => {
    if (isOwnPage(sender)) {
      if (isForget(message)) return tellTabs(tabs).then(() => true);
      return isGreeting(message) ? greet(message.tab) : answer(message);
    }
    const { tab, frameId, origin, url } = sender;
    // No panel is open: the usual case, and no error.
    const pass = (words: Relayed | OrphanMessage) => void runtime.sendMessage(words).catch(() => {});
    if (tab?.id !== undefined && frameId !== undefined) pass({ wwe: 'relayed', tab: tab.id, frame: frameId, message });
    else if (url !== undefined) pass({ wwe: 'orphan', origin, url, message });
    return undefined;
  });

  runtime.onConnect.addListener((port) => {
    const say = (word: FromRelay) => carryTo(port)(word);
    if (!isOwnPage(port.sender)) return port.disconnect();
    const way = readRelayPortName(port.name);
    if (!way) {
      // Only what somebody listens to keeps Firefox from stopping the relay.
      port.onMessage.addListener(() => {});
      return say({ t: 'here' });
    }
    const far = tabs.connect(way.tab, { frameId: way.frame, name: relayedPortName(way.document) });
    port.onMessage.addListener(carryTo(far));
    far.onMessage.addListener(carryTo(port));
    port.onDisconnect.addListener(() => far.disconnect());
    far.onDisconnect.addListener(() => {
      say({ t: 'gone' });
      port.disconnect();
    });
  });
}

function carryTo(port: PortLike): (message: unknown) => void {
  return (message) => {
    try {
      port.postMessage(message);
    } catch {
      // It was cut, and the browser is about to say so.
    }
  };
}

function isGreeting(message: unknown): message is Greeting {
  return typeof message === 'object' && message !== null && 'wwe' in message && message.wwe === 'greet';
}
