/** One window's bridge: hears the wire and the probe, keeps the record, serves the panels that come, sends what they ask. */
import { isGranted, siteOf } from '../access/sites.ts';
import type { DocumentInfo } from '../entry/entry.ts';
import { type Done, type Order, portName, relayedPortName } from '../transport/link-messages.ts';
import { createPanels } from '../transport/panels.ts';
import { portChannel } from '../transport/ports.ts';
import { isOn, isWatched, type Layers } from '../transport/rules.ts';
import { isSeenThere } from './brief.ts';
import { createCommands } from './commands.ts';
import { createErrorGuard, type ErrorGuard } from './error-guard.ts';
import { hearProbe } from './hear-probe.ts';
import { listenThroughRewrites } from './listen.ts';
import { createLater, createQueue, type Later } from './queue.ts';
import { createRecord } from './record.ts';
import { createRecorder } from './recorder.ts';
import type { BridgeRuntime } from './runtime.ts';
import { createWatch } from './watch.ts';
import { createWindows } from './windows.ts';

/** How much of an address or a title is told, in characters: an address can hold a whole page (`data:`). */
const LONGEST_TEXT = 4_000;
/** A document that is complete, and older than this, in ms, was there before us. */
const LATE = 1_000;
/** So often, in entries, is looked whether the extension still lives. */
const ALIVE_CHECK = 64;
/** So long, in ms, a message is left to the page before it is read, while no panel wants to know of it. */
const LEISURE = 250;

/** So long after its start, in ms, a bridge looks whether it may be here, if nothing asked it to before. */
const FIRST_LOOK = 1_000;

/**
 * Starts the bridge of a window. It stops by itself, forgets, and takes its listeners and the probe's wrappers away when
 * the extension is gone, or when the rules turn out to forbid recording here. Until they are known, it only holds.
 * @param readRules asks for the rules as they are at this moment, and for what is granted (undefined: not known)
 */
export function startBridge(
  self: Window & typeof globalThis,
  runtime: BridgeRuntime,
  readRules: (tell: (layers: Layers, granted?: readonly string[]) => void) => void,
): void {
  const { performance } = self;
  const { timeOrigin } = performance;
  const now = () => timeOrigin + performance.now();
  // The wall clock may jump, and goes on while the computer sleeps: nothing is measured by it.
  const clock = () => ({ at: now(), wall: self.Date.now() });
  const stop = new AbortController();
  const record = createRecord();
  const windows = createWindows(self);
  let isSpoken = false;
  /** The window that answered last. */
  let answerer: Window | null = null;
  /** Tells the probe how much to tell; the rules have to be known first. */
  let decideBrief = () => {};

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

  const isOwn = (granted: readonly string[]) => isGranted(granted, siteOf(originOf(self)) ?? '');

  /** Does something if the extension is there, and the rules, as they are now, allow to record here; else it is over. */
  function ifAllowed(act: () => void): void {
    if (!isAlive()) return;
    readRules(
      guard((layers, granted) => {
        decideBrief = () => probe.beBrief(isSeenThere({ windows, watched, answerer, layers, granted }));
        decideBrief();
        commands.mayWrite = isOn(layers, 'writing');
        const isAllowed = isOn(layers, 'recording') && isWatched(layers, self.origin);
        if (!isAllowed || (granted && !isOwn(granted))) stop.abort();
        else if (isAlive()) act();
      }),
    );
  }

  /** @returns whether this bridge is of use: not stopped, and its extension not gone */
  function isAlive(): boolean {
    if (!runtime.id) stop.abort();
    return !stop.signal.aborted;
  }

  /** Not by a timer: the page's own would get other numbers, and it could clear ours by counting. */
  const wait = (run: () => void, delay: number) => self.AbortSignal.timeout(delay).addEventListener('abort', run);

  /** Tells every open panel that this window is here. Nobody listening is the usual case, and no error. */
  const announce = () =>
    ifAllowed(() =>
      runtime.sendMessage({ wwe: 'announce', info: info(), seen: isSpoken, clock: clock() }).catch(isAlive),
    );

  /** WWE's protocol is spoken here. */
  const onSpoken = () => {
    if (isSpoken) return;
    isSpoken = true;
    announce();
  };
  const recorder = createRecorder(
    record,
    windows,
    () => {
      // Where no panel is attached, nothing else tells that the extension was removed, and nobody will ever read this.
      if (record.last % ALIVE_CHECK === 0) isAlive();
      panels.added();
    },
    clock,
  );
  const guard = createErrorGuard(recorder, now);
  const onSeen = () => {
    probe.look();
    onSpoken();
  };
  const onAnswer = (source: Window, data: unknown) => {
    probe.look();
    answerer = source;
    decideBrief();
    commands.hear(source, data);
  };
  const ownUrl = runtime.getURL('');
  // Firefox shows us the page's own object: reading it takes nothing from the page, which may change it later.
  const isReadLate = !ownUrl.startsWith('moz');
  const watched = createWatch({ self, windows, recorder, now, isReadLate, onSeen, onAnswer });
  const inNextTask = createLater(self, stop.signal);
  // Where nobody looks, it can wait: a page that reads its message late is first all the same.
  const atLeisure: Later = (run) => (panels.isThere ? inNextTask(guard(run)) : wait(guard(run), LEISURE));
  const unread = createQueue(guard(watched.read), isReadLate ? atLeisure : undefined);
  /** Whatever else happens here comes after what was heard before it. */
  const afterUnread: ErrorGuard = (listener) =>
    guard((...given) => {
      unread.takeAll();
      listener(...given);
    });
  const probe = hearProbe({ self, recorder, guard: afterUnread, onClient: onSpoken, signal: stop.signal });
  const commands = createCommands({ windows, watched, recorder, now });

  function execute(order: Order): Done {
    if (order.want === 'clear') {
      record.clear();
      return { was: 'cleared', last: record.last };
    }
    if (order.want === 'record') recorder.isOn = order.on;
    const refused = order.want === 'send' && commands.send(order.command);
    return refused ? { was: 'refused', ...refused } : { was: 'executed' };
  }

  const panels = createPanels({
    record,
    info,
    isRecording: () => recorder.isOn,
    clock,
    now,
    execute,
    onCut: isAlive,
    onAllGone() {
      commands.unsubscribeAll();
      // A panel that stopped the record and went away must not leave the next one without a past.
      recorder.isOn = true;
    },
    leaveBehind(messages, isKept) {
      // Whoever was awaited may be gone: nobody listens then, and nothing is lost by it.
      if (isAlive()) runtime.sendMessage({ wwe: 'backlog', document, isKept, messages }).catch(isAlive);
    },
    later: (run, delay) => wait(afterUnread(run), delay),
  });

  // Only the extension's own pages can say something here: they are trusted.
  runtime.onMessage.addListener(
    afterUnread((message) => {
      const { wwe, granted } = Object(message);
      if (wwe === 'hello') announce();
      if (wwe === 'forget') record.clear();
      if (wwe === 'unwatch' && !isOwn(granted)) stop.abort();
    }),
  );
  runtime.onConnect.addListener(
    afterUnread((port) => {
      const relayed = port.name === relayedPortName(document);
      if ((relayed || port.name === portName(document)) && isAlive()) {
        const channel = portChannel(port);
        panels.connect({ ...channel, onMessage: (listener) => channel.onMessage(afterUnread(listener)) }, relayed);
      }
      // Meant for a document that was in this frame before.
      else port.disconnect();
    }),
  );

  // A page can make up these two events: they would silence us.
  function onPageHide({ isTrusted, persisted }: PageTransitionEvent): void {
    if (!isTrusted) return;
    unread.takeAll();
    panels.hide(persisted);
  }

  function onPageShow({ isTrusted, persisted }: PageTransitionEvent): void {
    // Whoever watches the tab greets its other frames; in Firefox, each announcement wakes the relay up.
    if (isTrusted && persisted && isSpoken) announce();
  }

  const onMessage = guard((event: MessageEvent) => {
    const heard = watched.hear(event, !unread.isEmpty);
    if (heard) unread.add(heard);
  });
  const listeners = {
    message: onMessage,
    messageerror: onMessage,
    pagehide: guard(onPageHide),
    pageshow: afterUnread(onPageShow),
  };
  listenThroughRewrites(self, listeners, stop.signal);
  stop.signal.addEventListener(
    'abort',
    guard(() => {
      unread.clear();
      panels.hide(false);
      record.clear();
    }),
  );
  // Where nobody speaks WWE's protocol, there is time. Not by an idle callback: the page's own would get other numbers.
  const lookOnce = guard(() => ifAllowed(() => {}));
  wait(lookOnce, FIRST_LOOK);
}

/** A document without an origin of its own (sandboxed) is watched as part of the one that holds it. Firefox may not name that. */
function originOf({ origin, location }: Window): string {
  return origin === 'null' ? (location.ancestorOrigins?.[0] ?? '') : origin;
}
