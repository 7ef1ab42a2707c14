/**
 * Which WWE is meant. Another window is another WWE, and so is another origin in the same window: any page can speak WWE's
 * protocol to the frames in it, and what is meant for one must never reach another.
 */
import type { WindowPath } from '../entry/entry.ts';

/** One WWE of the tab: a window, and the origin that it spoke from. */
export interface SessionWwe {
  /** The two as one text; the same for the same WWE in every document that hears it. */
  readonly key: string;
  /**
   * Its window's name, which it keeps when it moves among the frames: where it stood when it was first heard of (`top`,
   * `top/0`), `opener`, or one of these as one document alone knows it (`popup of top`).
   */
  readonly window: string;
  /** `null` as text: an opaque one, to which nothing can be sent. */
  readonly origin: string;
}

/** A WWE that a document's client can be asked through. */
export interface ReachableWwe extends SessionWwe {
  /** Where it is for the bridge of that document; null: its client's own target, opener or parent. */
  readonly to: WindowPath | null;
}

/** The WWE in a window, at an origin. */
export function wweOf(window: string, origin: string): SessionWwe {
  return { key: JSON.stringify([window, origin]), window, origin };
}
