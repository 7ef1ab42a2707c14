/** The panel's end of a channel: asks for what comes after its cursor, one piece at a time, for ever. */
import type { DocumentInfo, Entry } from '../entry/entry.ts';
import { readPiece } from '../entry/header.ts';
import type { Channel, Command, FromBridge, FromPanel, Refusal } from './messages.ts';
import { PIECE_SIZE } from './messages.ts';
import { parseFromBridge } from './parse.ts';

/** What a document's stream brings. */
export interface StreamEvents {
  /** The bridge answered: it is reachable, and this is its document. */
  onHello(info: DocumentInfo): void;
  /** Whether what was recorded before this channel is wanted. Asked at each hello. */
  wantsPast(): boolean;
  /** Entries in order, each once. `behind`: the piece was a full one, so more is waiting. */
  onEntries(entries: readonly Entry[], behind: boolean): void;
  /** Entries that can no longer be had: trimmed, cleared or unreadable. */
  onLost(count: number): void;
  /** Entries up to this number are left out because the user wanted it so: they are not lost. */
  onSkipped(through: number): void;
  onRefused(ref: string, why: Refusal, detail: string): void;
  /** The document said goodbye (`at`: ms since the epoch), or the road was cut (`at`: null). */
  onEnd(at: number | null): void;
}

/** A running stream. */
export interface Stream {
  send(command: Command): void;
  record(on: boolean): void;
  /** Forgets the bridge's record. */
  clear(): void;
  close(): void;
}

/**
 * Pulls a document's record over a channel.
 * @param after the last number that the panel has of this document; 0 for none
 * @param moved told each new value of that cursor, so that a later channel goes on from there
 */
export function pullRecord(channel: Channel, after: number, moved: (after: number) => void, on: StreamEvents): Stream {
  let cursor = after;
  /** Between the wish to clear and the bridge's word: what is still on its way is not wanted. */
  let clearing = false;
  const post = (message: FromPanel) => channel.post(message);
  const pull = () => post({ t: 'pull', after: cursor, max: PIECE_SIZE });

  function skip(through: number): void {
    cursor = Math.max(cursor, through);
    moved(cursor);
    on.onSkipped(through);
  }

  function take({ first, last, text }: Extract<FromBridge, { t: 'piece' }>): void {
    if (clearing) return;
    // A piece that begins before the cursor was asked for twice: only its new part counts.
    const { entries, unreadable } = readPiece(text);
    const lost = Math.max(0, first - 1 - cursor) + unreadable;
    const fresh = entries.filter((entry) => entry.n > cursor);
    if (last > cursor) cursor = last;
    moved(cursor);
    // Asked before the work is done, so that the next piece is on its way meanwhile.
    pull();
    if (lost > 0) on.onLost(lost);
    if (fresh.length > 0) on.onEntries(fresh, text.length > PIECE_SIZE / 2);
  }

  channel.onMessage((raw) => {
    const message = parseFromBridge(raw);
    if (message?.t === 'hello') {
      on.onHello(message.info);
      if (!on.wantsPast()) skip(message.last);
      pull();
    } else if (message?.t === 'cleared') {
      clearing = false;
      skip(message.last);
      pull();
    } else if (message?.t === 'more') pull();
    else if (message?.t === 'piece') take(message);
    else if (message?.t === 'refused') on.onRefused(message.ref, message.why, message.detail);
    else if (message?.t === 'bye') {
      channel.close();
      on.onEnd(message.at);
    }
  });
  channel.onClose(() => on.onEnd(null));

  return {
    send: (command) => post({ t: 'send', command }),
    record: (on) => post({ t: 'record', on }),
    clear() {
      clearing = true;
      post({ t: 'clear' });
    },
    close: () => channel.close(),
  };
}
