/** The transport between a panel and its tab: what each browser must provide, and what all of them share. */
import type { Announcement, Backlog, Channel, OrphanMessage, Reach } from './link-messages.ts';

/** An announcement with the way back to who made it. */
export interface Announced {
  readonly announcement: Announcement;
  /** Opens a channel to that document. */
  connect(): Channel;
}

/** What bridges say to every panel. */
export interface TabListener {
  announced(announced: Announced): void;
  /**
   * What a window says to whoever was cut off from it, and as it goes away.
   * @param orphan what the browser still knows of that window, where it no longer says that it was in this tab
   */
  backlog(backlog: Backlog, orphan?: OrphanMessage): void;
}

/** The browser, as far as the link needs it. */
export interface TabTransport {
  /** Unlike that of every other panel. */
  readonly mark: string;
  /**
   * When this panel began, by its own clock, if everything was forgotten just before and it began anew because of that. A document that is
   * older is told to clear its record before anything of it is taken: it may have been out of reach (in the back/forward
   * cache) when the word was given.
   */
  readonly forgottenAt?: number;
  /** Asks every bridge of the tab to announce itself. */
  hello(): Promise<Reach>;
  /** Hears what the bridges of the tab say to every panel. */
  listen(on: TabListener, signal: AbortSignal): void;
  /** Runs `run` after `delay` ms, unless `signal` aborts. */
  later(run: () => void, delay: number, signal: AbortSignal): void;
  /** The panel's own clock, in ms: like that of a document, it never jumps (`EntryHeader.t`). All times of a panel are by it. */
  now(): number;
  /** The computer's wall clock, ms since the epoch. It jumps. */
  wall(): number;
}

/** The clock of this document that never jumps (`EntryHeader.t`), ms. */
export function ownClock(): number {
  return performance.timeOrigin + performance.now();
}

/** Runs `run` after `delay` ms, unless `signal` aborts. */
export function later(run: () => void, delay: number, signal: AbortSignal): void {
  setTimeout(() => {
    if (!signal.aborted) run();
  }, delay);
}
