/** What bridge and panel say to each other. Ports carry JSON only, so every field is plain. */
import type { DocumentInfo, WindowPath } from '../entry/entry.ts';

/** Name of the port that is opened to the bridge of a document: where frames are named by number, another may be there. */
export const portName = (document: string): string => `wwe-devtools ${document}`;

/** The same for a port that the relay opens (Firefox): its end is not yet the panel's end. */
export const relayedPortName = (document: string): string => `wwe-devtools ${document} relayed`;

/** How many characters a piece of the record holds at most, unless one entry alone is longer (measured). */
export const PIECE_SIZE = 256 * 1024;

/** A request that the tool posts from the client's window on the user's word. */
export interface Command {
  /** The tool's own reference id. */
  readonly ref: string;
  readonly verb: 'request' | 'subscribe' | 'unsubscribe';
  /** The service (`interaction.setUserData`); the event's name for a subscription. */
  readonly name: string;
  /** As encoded text: a request's array of parameters, an unsubscribe's subscriptionId; null for none. */
  readonly parameters: string | null;
  /** A window that the session verified as WWE's (reverse embedding); null for opener, else parent. */
  readonly to: WindowPath | null;
  /**
   * The origin of the WWE that it is meant for, as the user was shown it. The bridge sends it to no other, and nor does the
   * browser: by then another document may be in that window.
   */
  readonly origin: string;
}

/** Why a bridge did not post a command. */
export type Refusal =
  | 'no window'
  | 'not verified'
  | 'origin unknown'
  /** WWE's window speaks from another origin than the command is meant for. */
  | 'other origin'
  | 'recording off'
  | 'writing off'
  | 'cannot be sent';

/** What a panel wants done, once. */
export type Order =
  | { readonly want: 'record'; readonly on: boolean }
  | { readonly want: 'clear' }
  /** Only its confirmation is wanted: what was recorded before it was said is handed out by then. */
  | { readonly want: 'nothing' }
  | { readonly want: 'send'; readonly command: Command };

/**
 * Both clocks of a document at one moment, in ms: its own, which never jumps (`EntryHeader.t`), and the computer's wall
 * clock, which all documents share and which is set, and goes on while the computer sleeps.
 */
export interface ClockSample {
  readonly at: number;
  readonly wall: number;
}

/** What became of an order. */
export type Done =
  | { readonly was: 'executed' }
  /** The record was emptied: entries up to `last` are not wanted any more. */
  | { readonly was: 'cleared'; readonly last: number }
  | { readonly was: 'refused'; readonly why: Refusal; readonly detail: string };

/** Panel → bridge. */
export type FromPanel =
  | { readonly t: 'pull'; readonly after: number; readonly max: number }
  /** Said again, under the same id, until it is confirmed: the transport may be cut in between. Executed once. */
  | { readonly t: 'order'; readonly id: string; readonly order: Order }
  /** The panel closes, or connects anew (`isBack`). A transport that is cut without this may be mended. */
  | { readonly t: 'leave'; readonly isBack: boolean };

/** Bridge → panel. */
export type FromBridge =
  /**
   * The answer to every connect: who this is, the number of the last entry, and whether it records. `kept`: how often it
   * was put into the back/forward cache before, so that an old goodbye is told from a new one.
   */
  | {
      readonly t: 'hello';
      readonly info: DocumentInfo;
      readonly last: number;
      readonly recording: boolean;
      readonly kept: number;
      /** Now. */
      readonly clock?: ClockSample | undefined;
    }
  /** The answer to a pull, as soon as there is one. Entries `first`…`last`; those between `after` and `first` were trimmed, those between what was asked for and `after` cleared. `last` < `first`: none are left. */
  | {
      readonly t: 'piece';
      readonly after: number;
      readonly first: number;
      readonly last: number;
      readonly text: string;
    }
  /** `clock`: when it was said. */
  | { readonly t: 'done'; readonly id: string; readonly done: Done; readonly clock?: ClockSample | undefined }
  /**
   * The document is hidden for good, or kept in the back/forward cache. `at`: by its own clock. `last`: number of the
   * last entry that was not cleared; 0 for none. `kept`: as in its hello.
   */
  | { readonly t: 'bye'; readonly at: number; readonly last: number; readonly kept: number };

/** Bridge → every panel, through `runtime.sendMessage`: here I am. */
export interface Announcement {
  readonly wwe: 'announce';
  readonly info: DocumentInfo;
  /** Whether this window has seen a message of WWE's protocol. */
  readonly seen: boolean;
  /** When it was said. */
  readonly clock?: ClockSample | undefined;
}

/**
 * Bridge → every panel, through `runtime.sendMessage`: what a panel that was cut off has not pulled, while it is awaited,
 * and when the window goes away. Unlike a channel, it wakes the relay up if that was stopped.
 */
export interface Backlog {
  readonly wwe: 'backlog';
  readonly document: string;
  /** It is still there, or in the back/forward cache: what does not arrive now can be pulled, if it comes back. */
  readonly isKept: boolean;
  /** As they would have come over a channel. */
  readonly messages: readonly FromBridge[];
}

/** Panel → all bridges of a tab, through `tabs.sendMessage`: announce yourselves. */
export interface Hello {
  readonly wwe: 'hello';
}

/** Panel → all bridges of all tabs, and → every other panel: forget everything. */
export interface Forget {
  readonly wwe: 'forget';
}
export const FORGET: Forget = { wwe: 'forget' };

/** Background → all bridges of all tabs: access to sites was withdrawn. A bridge of a site that is granted no more ends. */
export interface Unwatch {
  readonly wwe: 'unwatch';
  /** Match patterns of what is still granted. */
  readonly granted: readonly string[];
}

/** Whether a message says to forget everything. */
export function isForget(message: unknown): message is Forget {
  return typeof message === 'object' && message !== null && 'wwe' in message && message.wwe === 'forget';
}

/** What a hello to a tab showed. */
export interface Reach {
  /** Whether any frame of the tab has a bridge. */
  readonly reached: boolean;
}

/** A two-ended transport between one bridge and one panel. The one interface over ports, relays and tests. */
export interface Channel {
  /** Sends a message. A closed channel swallows it: what matters is pulled again. */
  post(message: FromPanel | FromBridge | KeepAlive): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The other end went away, or the browser cut the transport. Never called for `close()`. */
  onClose(listener: () => void): void;
  close(): void;
}

/** It leads nowhere: for what a document says without a channel. */
export const NO_CHANNEL: Channel = { post() {}, onMessage() {}, onClose() {}, close() {} };

/** Panel → relay (Firefox), through `runtime.sendMessage`: say hello to this tab. Answered with a `Reach`. */
export interface Greeting {
  readonly wwe: 'greet';
  readonly tab: number;
}

/** Relay → every panel (Firefox): a bridge's words to all panels, and where it is. */
export interface Relayed {
  readonly wwe: 'relayed';
  readonly tab: number;
  readonly frame: number;
  readonly message: unknown;
}

/**
 * Relay → every panel (Firefox): a bridge's last words, when the browser no longer says in which tab it was. So it is with a
 * page that is left for one in the back/forward cache, and with each that is gone by the time the relay has started
 * (measured).
 */
export interface OrphanMessage {
  readonly wwe: 'orphan';
  /** Of the bridge's document, by the browser's word; undefined where it asked too late for it. */
  readonly origin?: string | undefined;
  /** Of the bridge's document when the script began, by the browser's word. */
  readonly url: string;
  readonly message: unknown;
}

/** Panel → relay (Firefox), on the port that leads no further: something came, so Firefox does not stop it for being idle. */
export interface KeepAlive {
  readonly t: 'keep-alive';
}

/** Relay → panel, on a port between them. */
export type FromRelay =
  /** The answer to a port that leads no further: it tells by its end that the relay was stopped. */
  | { readonly t: 'here' }
  /** The bridge that the port led to is not there any more. */
  | { readonly t: 'gone' };

/** Name of the port from a panel to the relay that leads on to a bridge. */
export const relayPortName = (tab: number, frame: number, document: string): string =>
  `wwe-devtools ${tab} ${frame} ${document}`;

/** Where a port of that name leads; null for every other name. */
export function readRelayPortName(name: string): { tab: number; frame: number; document: string } | null {
  const [, tab, frame, document] = /^wwe-devtools (\d+) (\d+) (\S+)$/.exec(name) ?? [];
  return document === undefined ? null : { tab: Number(tab), frame: Number(frame), document };
}
