/** What is played of a recording: WWE's side, and which requests of the pages belong to it. Plain data. */
import type { Incoming } from '../state/incoming.ts';

/** What a page asked for, without its reference id. */
export type AskedFor = Incoming extends infer One ? (One extends Incoming ? Omit<One, 'ref'> : never) : never;

/** A request that a page made. Frames and their pages are numbered from 0. */
export interface PlannedRequest {
  readonly atMs: number;
  readonly frame: number;
  readonly page: number;
  readonly asked: AskedFor;
  /** The reference id that it had. */
  readonly ref: unknown;
}

/** What WWE, or another window, sent to a page; or that the page was loaded anew. */
export type PlannedStep =
  | {
      readonly is: 'message';
      readonly atMs: number;
      /** So many of `requests` were made before it. */
      readonly after: number;
      readonly page: number;
      readonly message: unknown;
      /** Another window than WWE's sent it. */
      readonly forged: boolean;
    }
  | {
      readonly is: 'answer';
      readonly atMs: number;
      readonly page: number;
      readonly message: unknown;
      /** Its place in `requests`. */
      readonly to: number;
    }
  | { readonly is: 'reload'; readonly atMs: number; readonly after: number };

/** What is played. All times are ms since the first of them. */
export interface ReplayPlan {
  /** Client frames. */
  readonly frames: number;
  readonly lengthMs: number;
  /** Values are pseudonyms: parameters are compared by their form. */
  readonly isRedacted: boolean;
  /** By time. */
  readonly requests: readonly PlannedRequest[];
  /** What each frame gets, in the order in which it came. */
  readonly lanes: readonly (readonly PlannedStep[])[];
  /** What of the recording is not played, as sentences. */
  readonly leftOut: readonly string[];
}

/** What was asked for, in a line. */
export function wordsOfAsked(asked: AskedFor): string {
  if (asked.is === 'call') return `${asked.service}(${asked.parameters.map(short).join(', ')})`;
  return asked.is === 'subscribe' ? `subscribe(${short(asked.names)})` : `unsubscribe(${short(asked.subscriptionId)})`;
}

/** Longer values are cut, in characters. */
const MOST = 120;

function short(value: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    // A cycle, or a BigInt.
  }
  const words = text ?? String(value);
  return words.length > MOST ? `${words.slice(0, MOST)}…` : words;
}
