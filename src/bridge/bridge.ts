/** One window's bridge: hears the wire and the probe, keeps the record, serves the panels that come, sends what they ask. */
import type { DocumentInfo } from '../entry/entry.ts';
import { type Announcement, type Done, type Order, portName, type Rest, relayedPortName } from '../link/messages.ts';
import { createPanels } from '../link/panels.ts';
import { type PortLike, portChannel } from '../link/ports.ts';
import { isOn, isWatched, type Layers } from '../link/rules.ts';
import { createBorder } from './border.ts';
import { createCommands } from './commands.ts';
import { hearProbe } from './hear-probe.ts';
import { listenThroughRewrites } from './listen.ts';
import { createRecord } from './record.ts';
import { createRecorder } from './recorder.ts';
import { createWatch } from './watch.ts';
import { createWindows } from './windows.ts';

/** How much of an address or a title is told, in characters: an address can hold a whole page (`data:`). */
const LONGEST_TEXT = 4_000;
/** A document that is complete, and older than this, in ms, was there before us. */
const LATE = 1_000;
/** So often, in entries, is looked whether the extension still lives. */
const ALIVE_CHECK = 64;

/** As much of the extension API as a bridge needs. */
export interface BridgeRuntime {
  readonly id?: string | undefined;
  sendMessage(message: Announcement | Rest): Promise<unknown>;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onConnect: { addListener(listener: (port: PortLike & { readonly name: string }) => void): void };
}

/**
 * Starts the bridge of a window. It stops by itself, forgets, and takes its listeners and the probe's wrappers away when
 * the extension is gone, or when the rules turn out to forbid recording here. Until they are known, it only holds.
 * @param readRules asks for the rules as they are at this moment
 */
export function startBridge(
  self: Window & typeof globalThis,
  runtime: BridgeRuntime,
  readRules: (tell: (layers: Layers) => void) => void,
): void {
  const { performance } = self;
  const { timeOrigin } = performance;
  const now = () => timeOrigin + performance.now();
  const stop = new AbortController();
  const record = createRecord();
  const windows = createWindows(self);
  let isSpoken = false;
  /** As they were read last. */
  let rules: Layers | null = null;

  const document = `${timeOrigin.toFixed(1)}-${self.crypto.getRandomValues(new Uint32Array(1))}`;
  // Firefox puts the scripts into pages that are there already when the extension comes; a blank frame is complete at once.
  const isLate = self.document.readyState === 'complete' && performance.now() > LATE;
  const since = isLate ? now() : undefined;
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
      since,
    };
  };

  /**
   * Whether what this window sends to WWE is seen in WWE's window as well: that is in the same tab, has answered, and has
   * an origin whose pages are watched. A pop-up's WWE has a tab, and a panel, of its own.
   */
  function isSeenThere(): boolean {
    const target = windows.target();
    const origin = target && watched.originOf(target);
    return (
      !!rules &&
      !!origin?.startsWith('http') &&
      !!target &&
      watched.answered(target) &&
      windows.nameOf(target).startsWith('top') &&
      isOn(rules, 'recording') &&
      isWatched(rules, origin)
    );
  }

  /** Does something if the extension is there, and the rules, as they are now, allow to record here; else it is over. */
  function ifAllowed(act: () => void): void {
    if (!isAlive()) return;
    readRules(
      border((layers) => {
        rules = layers;
        probe.beBrief(isSeenThere());
        commands.mayWrite = isOn(layers, 'writing');
        if (!isOn(layers, 'recording') || !isWatched(layers, self.origin)) stop.abort();
        else if (isAlive()) act();
      }),
    );
  }

  /** @returns whether this bridge is of use: not stopped, and its extension not gone */
  function isAlive(): boolean {
    if (!runtime.id) stop.abort();
    return !stop.signal.aborted;
  }

  /** Tells every open panel that this window is here. Nobody listening is the usual case, and no error. */
  const announce = () =>
    ifAllowed(() => runtime.sendMessage({ wwe: 'announce', info: info(), seen: isSpoken }).catch(isAlive));

  /** WWE's protocol is spoken here. */
  const onSpoken = () => {
    if (isSpoken) return;
    isSpoken = true;
    announce();
  };
  const recorder = createRecorder(record, windows, () => {
    // Where no panel is attached, nothing else tells that the extension was removed, and nobody will ever read this.
    if (record.last % ALIVE_CHECK === 0) isAlive();
    panels.added();
  });
  const border = createBorder(recorder, now);
  const probe = hearProbe({ self, recorder, border, onClient: onSpoken, signal: stop.signal });
  const onSeen = () => {
    probe.look();
    onSpoken();
  };
  const onAnswer = (source: Window, data: unknown) => {
    probe.look();
    probe.beBrief(isSeenThere());
    commands.hear(source, data);
  };
  const watched = createWatch({ self, windows, recorder, now, onSeen, onAnswer });
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
    now,
    obey,
    onCut: isAlive,
    onAllGone() {
      commands.unsubscribeAll();
      // A panel that stopped the record and went away must not leave the next one without a past.
      recorder.isOn = true;
    },
    leaveBehind(messages, isKept) {
      // Whoever was awaited may be gone: nobody listens then, and nothing is lost by it.
      if (isAlive()) runtime.sendMessage({ wwe: 'rest', document, isKept, messages }).catch(isAlive);
    },
    // Not by a timer: the page's own would get other numbers, and it could clear ours by counting.
    later: (run, delay) => self.AbortSignal.timeout(delay).addEventListener('abort', border(run)),
  });

  // Only the extension's own pages can say something here: they are trusted.
  runtime.onMessage.addListener(
    border((message) => {
      const { wwe } = Object(message);
      if (wwe === 'hello') announce();
      if (wwe === 'forget') record.clear();
    }),
  );
  runtime.onConnect.addListener(
    border((port) => {
      const relayed = port.name === relayedPortName(document);
      if ((relayed || port.name === portName(document)) && isAlive()) {
        const channel = portChannel(port);
        panels.connect({ ...channel, onMessage: (listener) => channel.onMessage(border(listener)) }, relayed);
      }
      // Meant for a document that was in this frame before.
      else port.disconnect();
    }),
  );

  // A page can make up these two events: they would silence us.
  function onPageHide({ isTrusted, persisted }: PageTransitionEvent): void {
    if (isTrusted) panels.hide(persisted);
  }

  function onPageShow({ isTrusted, persisted }: PageTransitionEvent): void {
    // Whoever watches the tab greets its other frames; in Firefox, each announcement wakes the relay up.
    if (isTrusted && persisted && isSpoken) announce();
  }

  const listeners = {
    message: border(watched.onMessage),
    pagehide: border(onPageHide),
    pageshow: border(onPageShow),
  };
  listenThroughRewrites(self, listeners, stop.signal);
  stop.signal.addEventListener(
    'abort',
    border(() => {
      panels.hide(false);
      record.clear();
    }),
  );
  // Where nobody speaks WWE's protocol and no panel says hello, there is time: most pages are not WWE's.
  self.requestIdleCallback(border(() => ifAllowed(() => {})));
}
