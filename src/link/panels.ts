/** The panels that a bridge serves: connected, cut off and awaited, or gone. */
import type { DocumentInfo } from '../entry/entry.ts';
import { type RecordSource, type Served, serveRecord } from './bridge-end.ts';
import type { Channel, Done, FromBridge, FromPanel, Order } from './messages.ts';
import { PIECE_SIZE } from './messages.ts';
import { createObedience } from './orders.ts';

/** A panel whose relay was stopped is awaited this long, in ms: it comes back as soon as Firefox lets it. */
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
  /** Says something to whichever panel listens, without a channel. */
  readonly leaveBehind: (messages: readonly FromBridge[]) => void;
  /** Runs `run` after `delay` ms. @returns how to call it off */
  readonly later: (run: () => void, delay: number) => () => void;
}

/** The panels of a window. */
export interface Panels {
  /** @param relayed whether the relay is in between: it may be stopped at any moment, and the panel comes back */
  connect(channel: Channel, relayed: boolean): void;
  /** Something was added to the record. */
  added(): void;
  /** The window goes away, or into the back/forward cache, where a port looks open and carries nothing. @param at ms */
  hide(at: number): void;
}

interface Connected {
  readonly panel: Served;
  readonly relayed: boolean;
}

/** Serves every panel that connects. */
export function createPanels(parts: PanelsParts): Panels {
  const { record, info, isRecording, obey, onCut, onAllGone, leaveBehind, later } = parts;
  const connected = new Map<Channel, Connected>();
  const done = createObedience(obey);
  /** Up to where the panel that is awaited had everything; null when none is. */
  let awaited: number | null = null;
  let giveUp: () => void = () => {};
  /** The last word that the record was cleared: what is left behind may overtake it, and counts only after it. */
  let cleared: FromBridge | null = null;

  function allGone(): void {
    giveUp();
    awaited = null;
    onAllGone();
  }

  function closed(channel: Channel): void {
    const one = connected.get(channel);
    connected.delete(channel);
    onCut();
    if (!one) return;
    // A panel that was cut off again before it could ask for anything is still where it was.
    if (one.relayed) awaited = Math.min(one.panel.pulled ?? awaited ?? 0, awaited ?? Number.POSITIVE_INFINITY);
    if (connected.size > 0) return;
    giveUp();
    if (one.relayed) giveUp = later(allGone, AWAITED);
    else allGone();
  }

  /** What relayed panels have not pulled: their channels may be dead already, and nobody has said so yet. */
  function unpulled(at: number): readonly FromBridge[] {
    const cursors = [...connected.values()].flatMap(({ panel, relayed }) =>
      relayed ? (panel.pulled ?? awaited ?? 0) : [],
    );
    if (awaited !== null) cursors.push(awaited);
    if (cursors.length === 0) return [];
    const messages: FromBridge[] = cleared ? [cleared] : [];
    const post = (message: FromBridge | FromPanel) => void messages.push(message as FromBridge);
    const behind = serveRecord({ post, onMessage() {}, onClose() {}, close() {} }, record);
    behind.pull(Math.min(...cursors), PIECE_SIZE);
    behind.flush();
    behind.post({ t: 'bye', at });
    return messages;
  }

  return {
    connect(channel, relayed) {
      giveUp();
      const panel = serveRecord(channel, record);
      connected.set(channel, { panel, relayed });
      channel.onMessage((raw) => {
        // Only the extension's own pages can open this channel: its messages are trusted.
        const message = raw as FromPanel;
        if (message.t === 'pull') {
          awaited = null;
          panel.pull(message.after, message.max);
        } else if (message.t === 'order') {
          const word: FromBridge = { t: 'done', id: message.id, done: done(message.id, message.order) };
          if (word.done.was === 'cleared') cleared = word;
          panel.post(word);
        } else {
          connected.delete(channel);
          if (connected.size === 0) allGone();
        }
      });
      channel.onClose(() => closed(channel));
      panel.post({ t: 'hello', info: info(), last: record.last, recording: isRecording() });
    },
    added() {
      for (const { panel } of connected.values()) panel.added();
    },
    hide(at) {
      const rest = unpulled(at);
      if (rest.length > 0) leaveBehind(rest);
      for (const [channel, { panel, relayed }] of connected) {
        if (!relayed) {
          panel.flush();
          panel.post({ t: 'bye', at });
        }
        channel.close();
      }
      connected.clear();
      allGone();
    },
  };
}
