/** The panels that a bridge serves: connected, cut off and awaited, or gone. */
import type { DocumentInfo } from '../entry/entry.ts';
import { type RecordSource, type Served, serveRecord } from './bridge-end.ts';
import type { Channel, Done, FromBridge, FromPanel, Order } from './messages.ts';
import { PIECE_SIZE } from './messages.ts';
import { createObedience } from './orders.ts';

/** A panel that connects anew, or whose relay was stopped, is awaited this long, in ms. */
const AWAITED = 10_000;

/** What the serving needs. */
export interface PanelsParts {
  readonly record: RecordSource;
  readonly info: () => DocumentInfo;
  readonly isRecording: () => boolean;
  readonly obey: (order: Order) => Done;
  /** A channel was closed from the other end: by the panel, by the relay's stop, or because the extension is gone. */
  readonly onCut: () => void;
  /** The last panel is gone for good. */
  readonly onAllGone: () => void;
  /** Says something to whichever panel listens, without a channel: it arrives also where a channel is cut as it is used. */
  readonly leaveBehind: (messages: readonly FromBridge[], isKept: boolean) => void;
  /** Runs `run` after `delay` ms. @returns how to call it off */
  readonly later: (run: () => void, delay: number) => () => void;
  /** ms since the epoch */
  readonly now: () => number;
}

/** The panels of a window. */
export interface Panels {
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
  const { record, info, isRecording, obey, onCut, onAllGone, leaveBehind, later, now } = parts;
  const connected = new Set<Connected>();
  const done = createObedience(obey);
  /** Up to where the panel that is awaited had everything; undefined when none is. */
  let awaited: number | undefined;
  let giveUp = () => {};
  /** The last word that the record was cleared: what is left behind may overtake it, and counts only after it. */
  let cleared: FromBridge | undefined;

  /** A panel that was cut off again before it could ask for anything is still where it was. */
  const cursorOf = ({ panel }: Connected) => panel.pulled ?? awaited ?? 0;

  function allGone(): void {
    giveUp();
    awaited = undefined;
    onAllGone();
  }

  function gone(one: Connected, mayComeBack: boolean): void {
    if (!connected.delete(one)) return;
    if (mayComeBack) awaited = Math.min(cursorOf(one), awaited ?? Number.POSITIVE_INFINITY);
    if (connected.size > 0) return;
    if (mayComeBack) giveUp = later(allGone, AWAITED);
    else allGone();
  }

  return {
    connect(channel, relayed) {
      giveUp();
      const panel = serveRecord((message) => channel.post(message), record, now);
      const one = { channel, panel, relayed };
      connected.add(one);
      channel.onMessage((raw) => {
        // Only the extension's own pages can open this channel: its messages are trusted.
        const message = raw as FromPanel;
        if (message.t === 'pull') {
          awaited = undefined;
          panel.pull(message.after, message.max);
        } else if (message.t === 'order') {
          const word: FromBridge = { t: 'done', id: message.id, done: done(message.id, message.order) };
          if (word.done.was === 'cleared') cleared = word;
          channel.post(word);
        } else gone(one, message.isBack);
      });
      channel.onClose(() => {
        onCut();
        gone(one, relayed);
      });
      channel.post({ t: 'hello', info: info(), last: record.last, recording: isRecording() });
    },
    added() {
      for (const { panel } of connected) panel.added();
    },
    hide(isKept) {
      const bye: FromBridge = { t: 'bye', at: now(), last: record.last > record.cleared ? record.last : 0 };
      /** From where on is left behind. */
      let cursor = awaited ?? Number.POSITIVE_INFINITY;
      for (const one of connected) {
        const { channel, panel, relayed } = one;
        // Its channel may be dead already, and nobody has said so yet; what is posted as a page goes into the cache is
        // lost in Chromium, at once in a frame of another site (measured).
        if (relayed || isKept) cursor = Math.min(cursor, cursorOf(one));
        else {
          panel.flush();
          channel.post(bye);
        }
        channel.close();
      }
      if (cursor < Number.POSITIVE_INFINITY) {
        const rest: FromBridge[] = cleared ? [cleared] : [];
        // Not all in one: it can be the whole record, and Firefox may end a window's scripts in the middle of this.
        const hand = (piece: FromBridge) => {
          if (rest.at(-1)?.t === 'piece') leaveBehind(rest.splice(0), isKept);
          rest.push(piece);
        };
        const behind = serveRecord(hand, record, now);
        behind.pull(cursor, PIECE_SIZE);
        behind.flush();
        leaveBehind([...rest, bye], isKept);
      }
      connected.clear();
      allGone();
    },
  };
}
