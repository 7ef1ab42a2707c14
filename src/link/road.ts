/** The road between a panel and its tab: what each browser must provide, and what all of them share. */
import type { Announcement, Channel, Reach, Rest, Stray } from './messages.ts';

/** An announcement with the way back to who made it. */
export interface Announced {
  readonly announcement: Announcement;
  /** Opens a channel to that document. */
  connect(): Channel;
}

/** What bridges say to every panel. */
export interface TabEars {
  announced(announced: Announced): void;
  /**
   * What a window says to whoever was cut off from it, and as it goes away.
   * @param stray what the browser still knows of that window, where it no longer says that it was in this tab
   */
  rest(rest: Rest, stray?: Stray): void;
}

/** The browser, as far as the link needs it. */
export interface TabRoad {
  /** Unlike that of every other panel. */
  readonly mark: string;
  /**
   * When everything was forgotten, in ms since the epoch, if this panel began anew because of that. A document that is
   * older is told to clear its record before anything of it is taken: it may have been out of reach (in the back/forward
   * cache) when the word was given.
   */
  readonly forgottenAt?: number;
  /** Asks every bridge of the tab to announce itself. */
  hello(): Promise<Reach>;
  /** Hears what the bridges of the tab say to every panel. */
  hear(on: TabEars, signal: AbortSignal): void;
  /** Runs `run` after `delay` ms, unless `signal` aborts. */
  later(run: () => void, delay: number, signal: AbortSignal): void;
  /** ms since the epoch. */
  now(): number;
}

/** Runs `run` after `delay` ms, unless `signal` aborts. */
export function later(run: () => void, delay: number, signal: AbortSignal): void {
  setTimeout(() => {
    if (!signal.aborted) run();
  }, delay);
}
