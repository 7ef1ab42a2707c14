/** Hears the wire in one window: what is WWE's goes into the record, everything else is left alone. */
import type { WindowPath } from '../entry/entry.ts';
import { short } from '../entry/header.ts';
import { isFromServer, isRecord, type Kind, kindOf } from '../protocol/kind.ts';
import type { Recorder } from './recorder.ts';
import type { Windows } from './windows.ts';

/** What the watch learnt of other windows, for sending commands. */
export interface Watched {
  /** The origin of the last WWE message (answer, event, frame id) from this window; null if there was none. */
  originOf(source: Window): string | null;
  /** The frame id that WWE announced to this window (docs/protocol.md#frame-id); undefined if none. */
  readonly frameId: unknown;
  /** How often it did. */
  readonly frameIds: number;
  /**
   * What to do at one `message` or `messageerror` event. Does not read its data: Chromium unpacks a stream that was handed
   * over only once, for the world that reads first, and that must be the page's.
   * @param isOtherHeard whether another one was heard, and not read yet
   * @returns what is to be read later, in order; null for what cannot be WWE's
   */
  hear(event: MessageEvent, isOtherHeard: boolean): Heard | null;
  /** What to do when the page has had its turn. */
  read(heard: Heard): void;
}

/** A message that was heard. Of its window and of ours, what is true then: both may be gone when it is read. */
export interface Heard {
  readonly event: MessageEvent;
  /** ms since the epoch */
  readonly t: number;
  readonly source: Window | null;
  readonly origin: string;
  /** Null for a window that is gone. */
  readonly peer: WindowPath | null;
  readonly path: WindowPath;
}

/** What the watch needs. */
export interface WatchParts {
  readonly self: Window;
  readonly windows: Windows;
  readonly recorder: Recorder;
  /** ms since the epoch, with fractions. */
  readonly now: () => number;
  /** Whether messages are read after the page had them: what only one reader gets, the page has then. */
  readonly isReadLate: boolean;
  /** Called once, at the first message of WWE's protocol. */
  readonly onSeen: () => void;
  /** Called with every answer: what an answer to the tool's own subscription says is kept elsewhere. */
  readonly onAnswer: (source: Window, data: unknown) => void;
}

/** Windows that are remembered: the oldest goes first, but never the one that the client talks to. */
const MOST_SPEAKERS = 100;

/** Makes the handler of a window's `message` events. */
export function createWatch(parts: WatchParts): Watched {
  const { self, windows, recorder, now, isReadLate, onSeen, onAnswer } = parts;
  // Held, not weak: where nobody holds another process's window, Firefox makes a new object of it after a while.
  const speakers = new Map<Window, { origin: string }>();
  let seen = false;
  let frameId: unknown;
  let frameIds = 0;

  function learn(source: Window, origin: string, kind: Kind, data: unknown): void {
    if (!isFromServer(kind)) return;
    const speaker = speakers.get(source) ?? { origin };
    speakers.set(source, speaker);
    speaker.origin = origin;
    for (const one of speakers.keys()) {
      if (speakers.size > MOST_SPEAKERS && one !== windows.target()) speakers.delete(one);
    }
    if (kind === 'success' || kind === 'failure') onAnswer(source, data);
    // Another frame may pose as WWE: only the window that the client talks to tells us our frame id.
    if (kind === 'frame' && isRecord(data) && source === windows.target()) {
      frameId = data.frameId;
      frameIds += 1;
    }
  }

  /** Null for a window that is gone: Chromium has no source then, Firefox lets nobody look at it. */
  function nameOf(source: Window | null, isQuick?: boolean): WindowPath | null {
    try {
      return source && windows.nameOf(source, isQuick);
    } catch {
      return null;
    }
  }

  /**
   * Whether what comes from there matters only where WWE was seen. Pages talk to themselves a lot: that is the own echo
   * (docs/protocol.md#unusual-embeddings) only where no WWE can be.
   */
  const isMute = (source: Window | null) => source === null || (source === self && windows.target() !== null);

  function hear(event: MessageEvent, isOtherHeard: boolean): Heard | null {
    // An event that the page made up did not cross the wire, and its source and origin are the page's word.
    if (!event.isTrusted) return null;
    const source = event.source as Window | null;
    if (!seen && !isOtherHeard && isMute(source)) return null;
    // Most of what comes is not WWE's, and looking for a window takes long among many.
    return { event, t: now(), source, origin: event.origin, peer: nameOf(source, true), path: windows.own(true) };
  }

  function read({ event, t, source: sender, origin, peer: place, path }: Heard): void {
    if (!seen && isMute(sender)) return;
    // An event that the page has dispatched anew meanwhile may hold whatever the page has put into it.
    const given: unknown = event.isTrusted ? event.data : null;
    const isUnread = given === null && (isReadLate || event.type === 'messageerror');
    const kind = isUnread ? 'unread' : kindOf(given);
    if (kind === null) return;
    const data = ownCopy(given);
    // What starts with `wwe`, or was not to be had, proves nothing: it counts only where WWE's protocol is spoken.
    if (!seen && (kind === 'string' || kind === 'unread')) return;
    let source = sender;
    let peer = place === 'unknown' ? (nameOf(sender) ?? place) : place;
    if (peer === null) {
      // The page hears it all the same: the last word of a window that went, or what waited for a page in the
      // back/forward cache (measured). By its origin it may be WWE's.
      if (!seen) return;
      const target = windows.target();
      source = target && origin !== 'null' && speakers.get(target)?.origin === origin ? target : null;
      peer = nameOf(source) ?? 'unknown';
    }
    if (source) learn(source, origin, kind, data);
    recorder.add(
      { t, sort: 'wire', kind, ...labels(kind, data), peer, origin, path: path === 'unknown' ? windows.own() : path },
      data,
    );
    if (seen) return;
    seen = true;
    onSeen();
  }

  return {
    get frameId() {
      return frameId;
    },
    get frameIds() {
      return frameIds;
    },
    originOf: (source) => speakers.get(source)?.origin ?? null,
    hear,
    read,
  };
}

/**
 * Firefox shows content scripts the page's own objects through a wrapper, through which reading is many times slower
 * and a Map looks empty. In Chromium the data is a copy already.
 */
export function ownCopy(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || data instanceof Object) return data;
  try {
    return structuredClone(data);
  } catch {
    // What was handed over with the message, such as a port, cannot be copied: it is read as it is.
    return data;
  }
}

/** The name and the reference id that an entry's header carries. */
export function labels(kind: Kind, data: unknown): { readonly name: string; readonly ref: string } {
  if (!isRecord(data)) return { name: '', ref: '' };
  const { event, request, referenceId } = data;
  // An answer has no event: with one, it would be none.
  const name = kind === 'request' ? request : event;
  return { name: typeof name === 'string' ? short(name) : '', ref: refText(referenceId) };
}

/** A numeric id is another id than its text: clients compare strictly (docs/protocol.md#receiving). */
function refText(ref: unknown): string {
  if (typeof ref === 'string') return short(ref);
  return typeof ref === 'number' ? `#${ref}` : '';
}
