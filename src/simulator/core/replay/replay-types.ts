/** A replay from outside: what it is played on, where it stands, what can be done to it. */

/** What a replay is played on. Frames are numbered from 0. */
export interface ReplayHost {
  /** ms; only differences count. */
  now(): number;
  /** Runs `work` after so many ms; returns what cancels it. */
  later(ms: number, work: () => void): () => void;
  /** WWE's window posts a message. */
  post(frame: number, message: unknown): void;
  /** A window that is not WWE's posts a message. */
  forge(frame: number, message: unknown): void;
  /** Loads the page of a frame anew. */
  reload(frame: number): void;
  /** Told after every change of the state, but not of `atMs`. */
  changed?(): void;
}

/** How many times as fast as it was recorded; `max`: as soon as the pages allow. */
export type ReplaySpeed = number | 'max';

/** A request in the report. */
export interface ReportedRequest {
  /** ms since the beginning: in the recording of one that is missing, else of the replay. */
  readonly atMs: number;
  readonly frame: number;
  readonly words: string;
  /** A page asked for it once more than it did in the recording, and got the last answer again. */
  readonly isRepeated: boolean;
}

/** Where a replay stands: plain data. */
export interface ReplayState {
  /** `waiting`: for a page to send something. */
  readonly status: 'waiting' | 'playing' | 'ended';
  /** ms since the beginning, on the recording's clock. */
  readonly atMs: number;
  readonly lengthMs: number;
  /** Messages sent, and how many there are. */
  readonly sent: number;
  readonly messages: number;
  /** Requests of the recording that pages made, and how many there are. */
  readonly matched: number;
  readonly requests: number;
  /** Requests of the recording that no page made; the first 200. */
  readonly missing: readonly ReportedRequest[];
  readonly missingCount: number;
  /** Requests of pages that the recording does not have; the first 200. */
  readonly unmatched: readonly ReportedRequest[];
  readonly unmatchedCount: number;
  readonly leftOut: readonly string[];
}

/** A replay. It begins when a page sends its first message, or by `begin`. */
export interface Replay {
  /** A page posted something to WWE. */
  receive(frame: number, data: unknown): void;
  begin(): void;
  state(): ReplayState;
  /** Ends it for good. */
  stop(): void;
}
