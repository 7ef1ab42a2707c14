/** One window's bridge: hears the wire and the probe, keeps the record, serves the panels that come, sends what they ask. */
import type { DocumentInfo } from '../entry/entry.ts';
import { type Announcement, type Done, type Order, portName, type Rest, relayedPortName } from '../link/messages.ts';
import { createPanels } from '../link/panels.ts';
import { type PortLike, portChannel } from '../link/ports.ts';
import { createCommands } from './commands.ts';
import { hearProbe } from './hear-probe.ts';
import { listenThroughRewrites } from './listen.ts';
import { createRecord } from './record.ts';
import { createRecorder } from './recorder.ts';
import { createWatch } from './watch.ts';
import { createWindows } from './windows.ts';

/** How much of an address or a title is told, in characters: an address can hold a whole page (`data:`). */
const LONGEST_TEXT = 4_000;
/** So often, in entries, is looked whether the extension still lives. */
const ALIVE_CHECK = 64;

/** As much of the extension API as a bridge needs. */
export interface BridgeRuntime {
  readonly id?: string | undefined;
  /** The address of a file of the extension. */
  getURL(path: string): string;
  sendMessage(message: Announcement | Rest): Promise<unknown>;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onConnect: { addListener(listener: (port: PortLike & { readonly name: string }) => void): void };
}

/** Starts the bridge of a window. It stops by itself when the extension is gone. */
export function startBridge(self: Window & typeof globalThis, runtime: BridgeRuntime): void {
  const { performance } = self;
  const { timeOrigin } = performance;
  const now = () => timeOrigin + performance.now();
  const stop = new AbortController();
  const record = createRecord();
  const windows = createWindows(self);
  let isSpoken = false;

  const [random = 0] = self.crypto.getRandomValues(new Uint32Array(1));
  const document = `${timeOrigin.toFixed(1)}-${random.toString(36)}`;
  const info = (): DocumentInfo => {
    const target = windows.target();
    return {
      document,
      url: self.location.href.slice(0, LONGEST_TEXT),
      origin: self.origin,
      title: self.document.title.slice(0, LONGEST_TEXT),
      path: windows.own(),
      target: target && windows.nameOf(target),
      timeOrigin,
    };
  };

  /** Tells every open panel that this window is here. Nobody listening is the usual case, and no error. */
  function announce(): void {
    if (!runtime.id) {
      stop.abort();
      return;
    }
    runtime.sendMessage({ wwe: 'announce', info: info(), seen: isSpoken }).catch(() => {
      if (!runtime.id) stop.abort();
    });
  }

  /** WWE's protocol is spoken here. */
  const onSpoken = () => {
    if (isSpoken) return;
    isSpoken = true;
    announce();
  };
  const recorder = createRecorder(record, windows, () => {
    // Where no panel is attached, nothing else tells that the extension was removed, and nobody will ever read this.
    if (record.last % ALIVE_CHECK === 0 && !runtime.id) stop.abort();
    panels.added();
  });
  const onAnswer = (source: Window, data: unknown) => commands.hear(source, data);
  const watched = createWatch({ self, windows, recorder, now, onSeen: onSpoken, onAnswer });
  hearProbe({ self, recorder, ownUrl: runtime.getURL(''), onClient: onSpoken, signal: stop.signal });
  const commands = createCommands({ windows, watched, recorder, now });

  function obey(order: Order): Done {
    if (order.want === 'clear') {
      record.clear();
      return { was: 'cleared', last: record.last };
    }
    if (order.want === 'record') recorder.isOn = order.on;
    const refused = order.want === 'send' && commands.send(order.command);
    return refused ? { was: 'refused', ...refused } : { was: 'obeyed' };
  }

  const panels = createPanels({
    record,
    info,
    isRecording: () => recorder.isOn,
    obey,
    onCut() {
      if (!runtime.id) stop.abort();
    },
    onAllGone() {
      commands.unsubscribeAll();
      // A panel that stopped the record and went away must not leave the next one without a past.
      recorder.isOn = true;
    },
    leaveBehind(messages) {
      // Whoever was awaited may be gone: nobody listens then, and nothing is lost by it.
      if (runtime.id) runtime.sendMessage({ wwe: 'rest', document, messages }).catch(() => {});
    },
    later(run, delay) {
      const timer = self.setTimeout(run, delay);
      return () => self.clearTimeout(timer);
    },
  });

  runtime.onMessage.addListener((message) => {
    // Only the extension's own pages can say something here: they are trusted.
    if ((message as { readonly wwe?: unknown } | null)?.wwe === 'hello' && !stop.signal.aborted) announce();
  });
  runtime.onConnect.addListener((port) => {
    const relayed = port.name === relayedPortName(document);
    if ((relayed || port.name === portName(document)) && !stop.signal.aborted) {
      panels.connect(portChannel(port), relayed);
    }
    // Meant for a document that was in this frame before.
    else port.disconnect();
  });

  function onPageHide({ isTrusted }: Event): void {
    // A page can make up these events: they would silence us.
    if (isTrusted) panels.hide(now());
  }

  function onPageShow({ isTrusted, persisted }: PageTransitionEvent): void {
    // Whoever watches the tab greets its other frames; in Firefox, each announcement wakes the relay up.
    if (isTrusted && persisted && isSpoken) announce();
  }

  const listeners = { message: watched.onMessage, pagehide: onPageHide, pageshow: onPageShow };
  listenThroughRewrites(self, listeners, stop.signal);
  stop.signal.addEventListener('abort', () => record.clear());
}
