/**
 * The numbered entry of a bridge's record: what one window saw cross its border.
 *
 * An entry is two lines of text, a header and a body, joined by a line feed. Neither line can hold a line feed of its
 * own (JSON escapes it), so a piece of the record is many entries joined by line feeds. The header is small and read
 * at once; the body is the message's data in the one encoding of `encode.ts` and is read late.
 */
import type { Kind } from '../protocol/kind.ts';
import type { NoteKind } from '../protocol/notes.ts';

/**
 * A window of the tab, as a bridge could name it:
 * - `top`, or `top/0/2`: the frame at these indexes below the tab's top window, at that time;
 * - `self`: the window itself;
 * - `opener`: the window that opened the tab; `popup`: a window that this window opened;
 * - `unknown`: in no frame list (a frame in a shadow root, a removed one, a window of another tab).
 */
export type WindowPath = string;

/**
 * `wire`: a message that this window received; `command`: a request that the tool itself posted from this window;
 * `probe`: what the probe in this window's page told of the page's own client (`protocol/notes.ts`), the note as its body.
 */
export type EntrySort = 'wire' | 'command' | 'probe';

/** What an entry is: of sort `probe` the note's kind, else the message's. No name is in both. */
export type EntryKind = Kind | NoteKind;

/** The header of an entry. */
export interface EntryHeader {
  /** Number within the document's record, from 1, without holes. */
  readonly n: number;
  /**
   * When, by the document's own clock, in ms with fractions (`performance.timeOrigin + performance.now()`); probe: when what
   * it tells happened. That clock never jumps, and stands while the computer sleeps (macOS, Linux). So two times of one
   * document are as far apart as they say, but it is ms since the epoch only until the wall clock jumps, and only for this
   * document: times of two documents are compared by what the link learns of their clocks (`transport/clock.ts`).
   */
  readonly t: number;
  readonly sort: EntrySort;
  readonly kind: EntryKind;
  /** The service or the event's name (probe: of the call's message), cut to 200 characters; empty where there is none. */
  readonly name: string;
  /** The reference id as text, cut to 200 characters; empty where there is none. A number is written `#7`. */
  readonly ref: string;
  /** wire: who posted it; command: to whom it was posted; probe: empty. */
  readonly peer: WindowPath;
  /** wire: the sender's origin; command: the target origin; probe: empty. */
  readonly origin: string;
  /** This window's own path at that time. */
  readonly path: WindowPath;
  /**
   * By how much the wall clock (`Date.now()`) was ahead of the document's own when the entry was made, in whole ms; less
   * than nothing where it was behind. Left out where they agreed.
   */
  readonly ahead?: number | undefined;
}

/** An entry in hand: its header, and its body still as text. */
export interface Entry extends EntryHeader {
  readonly body: string;
}

/** What a bridge says of its document: constant for the document's life, but for title and path. */
export interface DocumentInfo {
  /** Our own id: time origin and a random part. Unique among the tab's documents. */
  readonly document: string;
  /** `location.href` at the time of the announcement. */
  readonly url: string;
  readonly origin: string;
  readonly title: string;
  readonly path: WindowPath;
  /**
   * The window that a client of this document talks to: opener, else parent (docs/protocol.md#sending); null if it has
   * neither.
   */
  readonly target: WindowPath | null;
  /** `performance.timeOrigin`: when it began, by its own clock, which mostly was the time of day then (ms since the epoch). */
  readonly timeOrigin: number;
  /** Since when it is watched, by its own clock; left out: from its first moment, as usual. */
  readonly since?: number | undefined;
}

/**
 * What the tool's own reference ids begin with: no decimal text, so never like a page's
 * (docs/protocol.md#trap-ids-like-the-page).
 */
export const TOOL_REF = 'wwe-devtools-';
