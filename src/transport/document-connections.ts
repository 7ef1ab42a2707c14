/** The documents of a tab, as a panel's link knows them. */
import type { DocumentInfo } from '../entry/entry.ts';
import { createDocumentClock, type DocumentClock } from './clock.ts';
import type { Channel } from './link-messages.ts';
import type { Outbox } from './outbox.ts';
import type { Stream } from './record-client.ts';

/**
 * The state of one connection:
 * - `watching`: a bridge is there and has seen nothing of WWE;
 * - `connecting`: asked, no answer yet; `silent`: asked, and no answer within the time;
 * - `live`: connected; `ended`: the document is gone.
 */
export type ConnectionState = 'watching' | 'connecting' | 'silent' | 'live' | 'ended';

/** One document as the link knows it. */
export interface DocumentConnection {
  readonly info: DocumentInfo;
  readonly state: ConnectionState;
  /** It answered the last `hello`, or announced itself since. */
  readonly present: boolean;
  /** It ended, and what it recorded last may be missing: no goodbye came, or one that tells of more. */
  readonly isIncomplete: boolean;
}

/** A connection, and what the link needs to lead on from it. */
export interface TrackedConnection {
  readonly outbox: Outbox;
  info: DocumentInfo;
  state: ConnectionState;
  present: boolean;
  /** Where it ended: the number of its last entry, if that may not be here; Infinity where nobody knows it, else 0. */
  missing: number;
  /** It answered, or said that WWE's protocol is spoken there: it has something to lose. */
  mayHold: boolean;
  /** It was connected once: what it brought and was told to do still counts, whatever it is now. */
  wasConnected: boolean;
  /** Last number pulled; survives every channel. */
  cursor: number;
  /** Messages that came from it. */
  words: number;
  readonly clock: DocumentClock;
  /** When it announced itself last, by the panel's clock. */
  announced: number;
  stream: Stream | null;
  /** It announced itself while a connect was on its way: if that one finds nobody, the next may. */
  again: boolean;
  connect: () => Channel;
}

/** A document that announced itself for the first time. @param connect opens a channel to it */
export function newConnection(info: DocumentInfo, outbox: Outbox, connect: () => Channel): TrackedConnection {
  return {
    outbox,
    info,
    state: 'watching',
    present: true,
    missing: 0,
    mayHold: false,
    wasConnected: false,
    cursor: 0,
    words: 0,
    clock: createDocumentClock(),
    announced: 0,
    stream: null,
    again: false,
    connect,
  };
}

/** Whether it ended, and what it recorded last may be missing. That may still come, by another way. */
export const isIncomplete = ({ missing, cursor }: TrackedConnection): boolean => missing > cursor;
