/**
 * Messages that may come from a page whose load event has not come yet. If it comes, they were the new page's: what the
 * old page's quarantine kept from being answered is answered then.
 */
import type { Incoming } from '../state/incoming.ts';

/** One of them. */
export interface EarlyMessage {
  readonly origin: string;
  readonly incoming: Incoming;
  /** Whether the limits let it pass when it came. */
  readonly wasAdmitted: boolean;
}

/** The messages, by frame. */
export interface EarlyMessages {
  note(frame: string, message: EarlyMessage): void;
  /** The load event came: those of the new page, oldest first. All of the frame are forgotten with that. */
  take(frame: string): readonly EarlyMessage[];
  /** The frame is gone, or its page before: nobody waits any more. */
  forget(frame: string): void;
  /** The same of all frames. */
  clear(): void;
}

/** The client gives up after that, ms (docs/protocol.md#sending): an answer would be for nobody. */
const PATIENCE_MS = 10_000;
/** No more are kept for a frame; the oldest go first. */
const MOST = 1_000;

interface Kept {
  readonly messages: EarlyMessage[];
  /** So many of them, the first, were there when the timer was set: it ends them. */
  waited: number;
  readonly cancel: () => void;
}

/**
 * Starts with none. `laterOnWire` runs work after so many ms of real time, and returns what cancels it. A message is
 * forgotten after once to twice as long as a client waits: one timer for a frame is enough.
 */
export function createEarlyMessages(laterOnWire: (ms: number, work: () => void) => () => void): EarlyMessages {
  const frames = new Map<string, Kept>();
  const keep = (frame: string, messages: EarlyMessage[]): void => {
    const kept: Kept = {
      messages,
      waited: messages.length,
      cancel: laterOnWire(PATIENCE_MS, () => {
        const left = kept.messages.slice(kept.waited);
        if (left.length === 0) frames.delete(frame);
        else keep(frame, left);
      }),
    };
    frames.set(frame, kept);
  };
  const forget = (frame: string): void => {
    frames.get(frame)?.cancel();
    frames.delete(frame);
  };
  return {
    note(frame, message) {
      if (!frames.has(frame)) keep(frame, []);
      const kept = frames.get(frame);
      if (kept === undefined) return;
      kept.messages.push(message);
      if (kept.messages.length <= MOST) return;
      kept.messages.shift();
      kept.waited = Math.max(0, kept.waited - 1);
    },
    take(frame) {
      const all = frames.get(frame)?.messages ?? [];
      forget(frame);
      return countedFromZero(all);
    },
    forget,
    clear() {
      for (const frame of [...frames.keys()]) forget(frame);
    },
  };
}

/**
 * Those whose ids can be a new page's: its clients count from "0", so each id has the one before it among them. A client
 * that the old page made, and that has asked for longer than a client waits, is not among them.
 */
function countedFromZero(all: readonly EarlyMessage[]): readonly EarlyMessage[] {
  /** The next id of each client; clients with the same one cannot be told apart, and need not be. */
  const next = new Map<number, number>();
  return all.filter(({ incoming: { ref } }) => {
    const id = typeof ref === 'string' && /^\d+$/.test(ref) ? Number(ref) : -1;
    const clients = next.get(id) ?? 0;
    if (id !== 0 && clients === 0) return false;
    if (id !== 0) next.set(id, clients - 1);
    next.set(id + 1, (next.get(id + 1) ?? 0) + 1);
    return true;
  });
}
