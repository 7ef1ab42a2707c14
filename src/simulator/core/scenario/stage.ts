/** What a scenario is played on: WWE, its client frames, and a clock. The host and `virtual.ts` each make one. */
import type { Wwe } from '../wwe/wwe.ts';

/** WWE and what stands around it. Frames are numbered from 0. */
export interface Stage {
  readonly wwe: Wwe;
  /** Has the simulator's own page call `namespace.method`; false if there is no such frame. Any other page ignores it. */
  page(frame: number, call: string, parameters: readonly unknown[]): boolean;
  /** Loads the page of a frame anew; false if there is no such frame. */
  reloadPage(frame: number): boolean;
  /** Loads all client pages anew, as they are when WWE is reloaded. */
  reloadFrames(): void;
  /** WWE's window posts any message; false if there is no such frame. */
  post(frame: number, message: unknown): boolean;
  /** A window that is not WWE's posts any message; false if there is no such frame. */
  forge(frame: number, message: unknown): boolean;
}

/** WWE's time. */
export interface PlayerClock {
  /** ms; only differences count. */
  now(): number;
  /** Runs `work` after so many ms; returns what cancels it. */
  later(ms: number, work: () => void): () => void;
  /** Lets the time run to `ms` (on the scale of `now`) at once, with all that falls due until then. */
  advanceTo(ms: number): void;
  /** Real time, whatever the speed: for waiting until a page has loaded. Default: `later`. */
  laterOnWire?(ms: number, work: () => void): () => void;
}
