/** The panels that a bridge serves: connected, cut off and awaited, or gone. */
import type { DocumentInfo } from '../entry/entry.ts';
import type { Channel, ClockSample, Done, FromBridge, FromPanel, Order } from './link-messages.ts';
import { executeOnce } from './outbox.ts';
import { type RecordSource, type Served, serveRecord, type Timing } from './record-server.ts';

/** A panel that connects anew, or whose relay was stopped, is awaited this long, in ms. */
const AWAITED = 10_000;
/** So many characters go out at once to a panel that is awaited, and does not ask. */
const AT_ONCE = 10_000;

/** What the serving needs. */
export interface PanelsParts extends Timing {
  readonly record: RecordSource;
  readonly info: () => DocumentInfo;
  readonly isRecording: () => boolean;
  /** Both clocks, now. */
  readonly clock: () => ClockSample;
  readonly execute: (order: Order) => Done;
  /** A channel was closed from the other end: by the panel, by the relay's stop, or because the extension is gone. */
  readonly onCut: () => void;
  /** The last panel is gone for good. */
  readonly onAllGone: () => void;
  /** Says something to whichever panel listens, without a channel: it arrives also where a channel is cut as it is used. */
  readonly leaveBehind: (messages: readonly FromBridge[], isKept: boolean) => void;
}

/** The panels of a window. */
export interface Panels {
  /** Whether there is one, or one is awaited. */
  readonly isThere: boolean;
  /** @param relayed whether the relay is in between: it may be stopped at any moment, and the panel comes back */
  connect(channel: Channel, relayed: boolean): void;
  /** Something was added to the record. */
  added(): void;
  /**
   * The window goes away, or into the back/forward cache (`isKept`), where a port looks open and carries nothing.
   */
  hide(isKept: boolean): void;
}

interface Connected {
  readonly channel: Channel;
  readonly panel: Served;
  readonly relayed: boolean;
}

/** Serves every panel that connects. */
export function createPanels(parts: PanelsParts): Panels {
  const { record, info, isRecording, clock, execute, onCut, onAllGone, leaveBehind, later, now } = parts;
  const connected = new Set<Connected>();
  const done = executeOnce(execute);
  /**
   * Serves the panel that is awaited from where it was, without a channel, until it asks again: the window's process may
   * end, and its scripts with it.
   */
  let awaited: Served | undefined;
  /** The last word that the record was cleared: what is left behind may overtake it, and counts only after it. */
  let cleared: FromBridge | undefined;

  /** How often the window was put into the back/forward cache. */
  let kept = 0;

  /** A panel that was cut off again before it could ask for anything is still where it was. */
  const cursorOf = (panel: Served) => panel.pulled ?? awaited?.pulled ?? 0;

  function say(message: FromBridge, isKept: boolean): void {
    leaveBehind(cleared ? [cleared, message] : [message], isKept);
  }

  /**
   * Says all that comes after `cursor`. Not all in one: it can be the whole record, and Firefox may end a window's scripts
   * in the middle of this.
   */
  function serveBehind(cursor: number, isKept: boolean): Served {
    const served = serveRecord((piece) => say(piece, isKept), record, parts, AT_ONCE);
    served.pull(cursor);
    return served;
  }

  function ifAllGone(): void {
    if (connected.size > 0) return;
    awaited = undefined;
    onAllGone();
  }

  function gone(one: Connected, mayComeBack: boolean): void {
    if (!connected.delete(one)) return;
    if (mayComeBack) {
      const served = serveBehind(Math.min(cursorOf(one.panel), awaited?.pulled ?? Number.POSITIVE_INFINITY), true);
      served.added();
      awaited = served;
      later(() => awaited === served && ifAllGone(), AWAITED);
    } else ifAllGone();
  }

  return {
    get isThere() {
      return connected.size > 0 || awaited !== undefined;
    },
    connect(channel, relayed) {
      const panel = serveRecord((message) => channel.post(message), record, parts);
      const one = { channel, panel, relayed };
      connected.add(one);
      channel.onMessage((raw) => {
        // Only the extension's own pages can open this channel: its messages are trusted.
        const message = raw as FromPanel;
        if (message.t === 'pull') {
          awaited = undefined;
          panel.pull(message.after, message.max);
        } else if (message.t === 'order') {
          const word: FromBridge = { t: 'done', id: message.id, done: done(message.id, message.order), clock: clock() };
          if (word.done.was === 'cleared') cleared = word;
          channel.post(word);
        } else gone(one, message.isBack);
      });
      channel.onClose(() => {
        onCut();
        gone(one, relayed);
      });
      channel.post({ t: 'hello', info: info(), last: record.last, recording: isRecording(), kept, clock: clock() });
    },
    added() {
      for (const { panel } of connected) panel.added();
      awaited?.added();
    },
    hide(isKept) {
      const bye: FromBridge = { t: 'bye', at: now(), last: record.last > record.cleared ? record.last : 0, kept };
      kept += 1;
      /** From where on is left behind. */
      let cursor = awaited?.pulled ?? Number.POSITIVE_INFINITY;
      for (const { channel, panel, relayed } of connected) {
        // Its channel may be dead already, and nobody has said so yet; what is posted as a page goes into the cache is
        // lost in Chromium, at once in a frame of another site (measured).
        if (relayed || isKept) cursor = Math.min(cursor, cursorOf(panel));
        else {
          panel.flush();
          channel.post(bye);
        }
        channel.close();
      }
      if (cursor < Number.POSITIVE_INFINITY) {
        serveBehind(cursor, isKept).flush();
        say(bye, isKept);
      }
      connected.clear();
      ifAllGone();
    },
  };
}
