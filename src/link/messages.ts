/** What bridge and panel say to each other. Ports carry JSON only, so every field is plain. */
import type { DocumentInfo, WindowPath } from '../entry/entry.ts';

/** Name of the port that a panel opens to a bridge. */
export const PORT_NAME = 'wwe-devtools';

/** How many characters a piece of the record holds at most, unless one entry alone is longer (measured: house.md). */
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
  /** Whether it may go out before any message of WWE showed WWE's origin. Only for what carries nothing but its name. */
  readonly withoutOrigin: boolean;
}

/** Why a bridge did not post a command. */
export type Refusal = 'no window' | 'not verified' | 'origin unknown' | 'recording off' | 'cannot be sent';

/** Panel → bridge. */
export type FromPanel =
  | { readonly t: 'pull'; readonly after: number; readonly max: number }
  | { readonly t: 'record'; readonly on: boolean }
  | { readonly t: 'clear' }
  | { readonly t: 'send'; readonly command: Command };

/** Bridge → panel. */
export type FromBridge =
  /** The answer to every connect: who this is, and the number of the last entry. */
  | { readonly t: 'hello'; readonly info: DocumentInfo; readonly last: number }
  /** Something came after the panel had pulled all. */
  | { readonly t: 'more' }
  /** Entries `first`…`last`; those between `after` and `first` were trimmed or cleared. `last` < `first`: none are left. */
  | {
      readonly t: 'piece';
      readonly after: number;
      readonly first: number;
      readonly last: number;
      readonly text: string;
    }
  /** The record was emptied as asked: entries up to `last` are not wanted any more. */
  | { readonly t: 'cleared'; readonly last: number }
  | { readonly t: 'refused'; readonly ref: string; readonly why: Refusal; readonly detail: string }
  /** The document is hidden for good, or kept in the back/forward cache. `at`: ms since the epoch. */
  | { readonly t: 'bye'; readonly at: number };

/** Bridge → every panel, through `runtime.sendMessage`. */
export interface Announcement {
  readonly wwe: 'announce';
  readonly info: DocumentInfo;
  /** Whether this window has seen a message of WWE's protocol. */
  readonly seen: boolean;
}

/** Panel → all bridges of a tab, through `tabs.sendMessage`: announce yourselves. */
export interface Hello {
  readonly wwe: 'hello';
}

/** A two-ended road between one bridge and one panel. The one interface over ports, relays and tests. */
export interface Channel {
  /** Sends a message. A closed channel swallows it: what matters is pulled again. */
  post(message: FromPanel | FromBridge): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The other end went away, or the browser cut the road. Never called for `close()`. */
  onClose(listener: () => void): void;
  close(): void;
}
