/** One window's bridge: hears the wire, keeps the record, serves the panels that come, sends what they ask. */
import type { DocumentInfo } from '../entry/entry.ts';
import { type Served, serveRecord } from '../link/bridge-end.ts';
import { type Announcement, type Channel, type FromPanel, PORT_NAME } from '../link/messages.ts';
import { type PortLike, portChannel } from '../link/ports.ts';
import { createCommands } from './commands.ts';
import { listenThroughRewrites } from './listen.ts';
import { createRecord } from './record.ts';
import { createWatch } from './watch.ts';
import { createWindows } from './windows.ts';

/** How much of an address or a title is told, in characters: an address can hold a whole page (`data:`). */
const LONGEST_TEXT = 4_000;
/** So often, in entries, is looked whether the extension still lives. */
const ALIVE_CHECK = 64;

/** As much of the extension API as a bridge needs. */
export interface BridgeRuntime {
  readonly id?: string | undefined;
  sendMessage(message: Announcement): Promise<unknown>;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onConnect: { addListener(listener: (port: PortLike & { readonly name: string }) => void): void };
}

/** Starts the bridge of a window. It stops by itself when the extension is gone. */
export function startBridge(self: Window & typeof globalThis, runtime: BridgeRuntime): void {
  const { performance } = self;
  const now = () => performance.timeOrigin + performance.now();
  const stop = new AbortController();
  const record = createRecord();
  const windows = createWindows(self);
  const panels = new Map<Channel, Served>();
  let recording = true;

  const [random = 0] = self.crypto.getRandomValues(new Uint32Array(1));
  const document = `${performance.timeOrigin.toFixed(1)}-${random.toString(36)}`;
  const info = (): DocumentInfo => {
    const target = windows.target();
    return {
      document,
      url: self.location.href.slice(0, LONGEST_TEXT),
      origin: self.origin,
      title: self.document.title.slice(0, LONGEST_TEXT),
      path: windows.own(),
      target: target && windows.nameOf(target),
      timeOrigin: performance.timeOrigin,
    };
  };

  /** Tells every open panel that this window is here. Nobody listening is the usual case, and no error. */
  function announce(): void {
    if (!runtime.id) {
      stop.abort();
      return;
    }
    runtime.sendMessage({ wwe: 'announce', info: info(), seen: watched.seen }).catch(() => {
      if (!runtime.id) stop.abort();
    });
  }

  const onAdded = () => {
    // Where no panel is attached, nothing else tells that the extension was removed, and nobody will ever read this.
    if (record.last % ALIVE_CHECK === 0 && !runtime.id) stop.abort();
    for (const panel of panels.values()) panel.added();
  };
  const isRecording = () => recording;
  const onAnswer = (source: Window, data: unknown) => commands.hear(source, data);
  const watched = createWatch({ self, windows, record, now, isRecording, onSeen: announce, onAnswer, onAdded });
  const commands = createCommands({ windows, watched, record, now, isRecording, onAdded });

  function obey(message: FromPanel, panel: ReturnType<typeof serveRecord>): void {
    if (message.t === 'pull') panel.pull(message.after, message.max);
    else if (message.t === 'clear') {
      record.clear();
      panel.post({ t: 'cleared', last: record.last });
    } else if (message.t === 'record') recording = message.on;
    else {
      const refused = commands.send(message.command);
      if (refused) panel.post({ t: 'refused', ref: message.command.ref, ...refused });
    }
  }

  function leave(channel: Channel): void {
    panels.delete(channel);
    if (panels.size === 0) {
      commands.unsubscribeAll();
      // A panel that stopped the record and went away must not leave the next one without a past.
      recording = true;
    }
    if (!runtime.id) stop.abort();
  }

  runtime.onMessage.addListener((message) => {
    if (isHello(message) && !stop.signal.aborted) announce();
  });
  runtime.onConnect.addListener((port) => {
    if (port.name !== PORT_NAME || stop.signal.aborted) return;
    const channel = portChannel(port);
    const panel = serveRecord(channel, record);
    panels.set(channel, panel);
    // Only the extension's own pages can open this port: its messages are trusted.
    channel.onMessage((message) => obey(message as FromPanel, panel));
    channel.onClose(() => leave(channel));
    panel.post({ t: 'hello', info: info(), last: record.last });
  });

  /** In the back/forward cache a port looks open and carries nothing, so it is dropped here and opened anew later. */
  function onPageHide({ isTrusted }: Event): void {
    // A page can make up these events: they would silence us.
    if (!isTrusted) return;
    for (const [channel, panel] of panels) {
      panel.flush();
      panel.post({ t: 'bye', at: now() });
      channel.close();
      leave(channel);
    }
  }

  const listenings = [
    { type: 'message', handler: watched.onMessage },
    { type: 'pagehide', handler: onPageHide },
    { type: 'pageshow', handler: (event: PageTransitionEvent) => event.isTrusted && event.persisted && announce() },
  ];
  listenThroughRewrites(self, listenings, stop.signal);
  stop.signal.addEventListener('abort', () => record.clear());
}

function isHello(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'wwe' in message && message.wwe === 'hello';
}
