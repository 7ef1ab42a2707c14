/**
 * The windows that talk to WWE: who they are, and how to reach them (docs/protocol.md#simulator-answers: answers go to
 * the source).
 */

/** A window that can be posted to. */
export interface PostTarget {
  postMessage(message: unknown, targetOrigin: string): void;
}

/** A window known to WWE. */
export interface KnownFrame {
  /** `frame-0`…, `popup-0`…, `parent`, `self`, or `window-0`… for any other that spoke first. */
  readonly key: string;
  readonly target: PostTarget;
  /** Origin of its last message; where nothing came yet, the origin it was opened with. Null: any. */
  origin: string | null;
}

/** The book of windows. */
export interface FrameBook {
  /** Enters a window under a key; a new window under an old key takes its place. */
  enter(key: string, target: PostTarget, origin: string | null): void;
  /** The window's key, making one (`window-n`) for a stranger; notes the origin it speaks with. */
  hear(target: PostTarget, origin: string): string;
  /** Posts to a window; false if there is none of that key. */
  post(key: string, message: unknown): boolean;
  list(): readonly KnownFrame[];
}

/** Makes an empty book. */
export function createFrameBook(): FrameBook {
  let frames: KnownFrame[] = [];
  let strangers = 0;
  return {
    enter(key, target, origin) {
      const same = frames.find((frame) => frame.key === key && frame.target === target);
      if (same !== undefined) return;
      frames = [...frames.filter((frame) => frame.key !== key && frame.target !== target), { key, target, origin }];
    },
    hear(target, origin) {
      const known = frames.find((frame) => frame.target === target);
      if (known !== undefined) {
        known.origin = origin;
        return known.key;
      }
      const key = `window-${strangers++}`;
      frames = [...frames, { key, target, origin }];
      return key;
    },
    post(key, message) {
      const frame = frames.find((one) => one.key === key);
      if (frame === undefined) return false;
      // A sandboxed frame's origin is the text `null`, which no target origin can name.
      frame.target.postMessage(message, frame.origin === null || frame.origin === 'null' ? '*' : frame.origin);
      return true;
    },
    list: () => frames,
  };
}
