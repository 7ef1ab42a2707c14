/** The panel's end of a channel: asks for what comes after its cursor, one piece at a time, for ever. */
import type { DocumentInfo, Entry } from '../entry/entry.ts';
import { readPiece } from '../entry/header.ts';
import type { Channel, ClockSample, Command, FromBridge, FromPanel, Order, Refusal } from './link-messages.ts';
import { PIECE_SIZE } from './link-messages.ts';
import type { Outbox } from './outbox.ts';
import { parseFromBridge } from './parse.ts';

/** What a document's stream brings. */
export interface StreamEvents {
  /** Something came: the document is at work. */
  onWord(): void;
  /**
   * What the document's clocks showed when it said what is heard now.
   * @param asked when the panel said what that is the answer to, by the panel's clock
   */
  onClock(sample: ClockSample, asked: number): void;
  /** The bridge answered: it is reachable, and this is its document. `recording`: whether it records now. */
  onHello(info: DocumentInfo, recording: boolean): void;
  /** Whether what was recorded before this stream is wanted. Asked at its first hello. */
  wantsPast(): boolean;
  /** Entries in order, each once. `behind`: the piece was a full one, so more is waiting. */
  onEntries(entries: readonly Entry[], behind: boolean): void;
  /** Entries that can no longer be had: trimmed, cleared or unreadable. */
  onLost(count: number): void;
  /** Entries up to this number are left out because the user wanted it so: they are not lost. */
  onSkipped(through: number): void;
  onRefused(ref: string, why: Refusal, detail: string): void;
  /** At a time of the panel's clock, all that had been recorded by then was taken. Told only when asked (`catchUp`). */
  onCurrent(at: number): void;
  /**
   * The document said goodbye (`at`: by its own clock), or the transport was cut (`at`: null).
   * @param missing the number of its last entry, if that did not come yet; Infinity where nobody knows it, else 0
   * @param mayGoOn the goodbye may be older than the channel: a document that is back says hello on it
   */
  onEnd(at: number | null, missing: number, mayGoOn: boolean): void;
}

/** A running stream. */
export interface Stream {
  send(command: Command): void;
  record(on: boolean): void;
  /** Forgets the bridge's record. */
  clear(): void;
  /** Asks whether all is taken; a stream that is busy may not answer. @param at the time of asking, by the panel's clock */
  catchUp(at: number): void;
  /** Takes a message that this document said without a channel: as it went, or while it is still there (`isKept`). */
  hear(message: FromBridge, isKept: boolean): void;
  /** @param isBack another stream takes this one's place */
  close(isBack: boolean): void;
}

/** Where a stream begins, and what it needs. */
export interface StreamStart {
  /** The last number that the panel has of this document; 0 for none. */
  readonly after: number;
  /** When the channel was opened, or before, by the panel's clock. */
  readonly opened: number;
  /** Told each new value of that cursor, so that a later channel goes on from there. */
  readonly moved: (after: number) => void;
  /** What this document was told to do and has not confirmed. */
  readonly orders: Outbox;
}

/** Pulls a document's record over a channel. The transport under it may be cut and mended: each hello begins anew. */
export function pullRecord(channel: Channel, { after, opened, moved, orders }: StreamStart, on: StreamEvents): Stream {
  let cursor = after;
  /** How often the document had been put into the back/forward cache by its hello; null before that. */
  let greeted: number | null = null;
  /** The same of the last goodbye. A hello that is no younger was overtaken by it. */
  let ended = -1;
  /** Pieces and new beginnings, by which an old question is told from one that nothing came after. */
  let heard = 0;
  let asked: { readonly order: Order; readonly heard: number; readonly at: number } | null = null;
  let isClosed = false;
  const post = (message: FromPanel) => channel.post(message);
  const pull = () => post({ t: 'pull', after: cursor, max: PIECE_SIZE });
  /** Before the first hello an order would overtake those that an earlier stream lost: that hello says them all. */
  function give(order: Order): void {
    const message = orders.give(order);
    if (greeted !== null) post(message);
  }

  function skip(through: number): void {
    cursor = Math.max(cursor, through);
    moved(cursor);
    on.onSkipped(through);
  }

  function take(
    { after, first, last, text }: Extract<FromBridge, { t: 'piece' }>,
    backlog?: { isKept: boolean },
  ): void {
    // What was on its way when the user cleared is not wanted.
    if (orders.isClearing) return;
    // It begins where another panel is, and what comes before it is lost only if the document does not come back.
    if (backlog?.isKept && after > cursor) return;
    // Somebody cleared what stood in between, perhaps before this panel was open. What was left behind may also begin
    // where another panel is: to this one, all before is lost.
    if (after > cursor && !backlog) skip(after);
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

  function confirmed({ id, done }: Extract<FromBridge, { t: 'done' }>): void {
    const order = orders.confirmed(id);
    if (order?.want === 'clear') {
      heard += 1;
      if (done.was === 'cleared') skip(done.last);
      pull();
    } else if (order?.want === 'send' && done.was === 'refused') {
      on.onRefused(order.command.ref, done.why, done.detail);
    } else if (order && order === asked?.order) {
      // What came in between may not be the last of it.
      const isCurrent = asked.heard === heard && !orders.isClearing;
      const { at } = asked;
      asked = null;
      if (isCurrent) on.onCurrent(at);
    }
  }

  function hear(message: FromBridge, backlog?: { isKept: boolean }): void {
    on.onWord();
    // After a hello, what was asked is said again before the pull that it stands for.
    if (message.t === 'piece' || message.t === 'hello') heard += 1;
    if (message.t === 'hello') {
      if (message.kept <= ended) return;
      const isFirst = greeted === null;
      greeted = message.kept;
      if (message.clock) on.onClock(message.clock, opened);
      for (const order of orders.again()) post(order);
      on.onHello(message.info, message.recording);
      if (isFirst && !on.wantsPast()) skip(message.last);
      pull();
    } else if (message.t === 'done') {
      const given = orders.givenAt(message.id);
      // One that was left behind may have waited for long.
      if (message.clock && given !== undefined && !backlog) on.onClock(message.clock, given);
      confirmed(message);
    } else if (message.t === 'piece') take(message, backlog);
    // A document says goodbye without a channel as it is put into the back/forward cache, and can be back by now: then it
    // says hello on another channel, and the goodbye may come after that.
    else if (message.kept >= (greeted ?? 0)) {
      ended = message.kept;
      // A channel that it has not answered yet may have reached it only after its return.
      const mayGoOn = backlog?.isKept === true && greeted === null;
      if (!mayGoOn) channel.close();
      const isWanted = !orders.isClearing && (greeted !== null || on.wantsPast());
      end(message.at, isWanted && message.last > cursor ? message.last : 0, mayGoOn);
    }
  }

  function end(at: number | null, missing: number, mayGoOn: boolean): void {
    if (isClosed) return;
    orders.documentEnded();
    on.onEnd(at, missing, mayGoOn);
  }

  channel.onMessage((raw) => {
    const message = parseFromBridge(raw);
    if (message) hear(message);
  });
  channel.onClose(() => end(null, Number.POSITIVE_INFINITY, false));

  return {
    hear: (message, isKept) => hear(message, { isKept }),
    send: (command) => give({ want: 'send', command }),
    record: (on) => give({ want: 'record', on }),
    clear: () => give({ want: 'clear' }),
    catchUp(at) {
      if (asked) return;
      asked = { order: { want: 'nothing' }, heard, at };
      give(asked.order);
    },
    close(isBack) {
      // A transport that was cut unheard says so only now: that is no news, and no reason to connect anew.
      isClosed = true;
      post({ t: 'leave', isBack });
      channel.close();
    },
  };
}
