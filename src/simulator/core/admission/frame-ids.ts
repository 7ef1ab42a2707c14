/**
 * Telling client frames their frame id (docs/protocol.md#frame-id, docs/protocol.md#simulator-frame-id,
 * docs/protocol.md#unknown-frame-id).
 */
import { PROTOCOL_VERSION, SERVER_USER_AGENT } from '../../../protocol/messages.ts';
import type { Settings } from '../settings/settings.ts';

/** The announcing. */
export interface FrameIds {
  /** The frame's load event came. */
  loaded(frame: string): void;
  /** An answer is about to go out to the frame. */
  answering(frame: string): void;
  /** The frame shows a new page, which was told of nothing yet. */
  began(frame: string): void;
}

/** Makes it; it sends through `post`. */
export function createFrameIds(settings: () => Settings, post: (frame: string, message: unknown) => void): FrameIds {
  const told = new Set<string>();
  const announce = (frame: string): void => {
    const value = settings().frameAnnounce;
    if (value === 'off') return;
    const frameId = typeof value === 'string' ? value.replaceAll('{frame}', frame) : value;
    post(frame, { userAgent: SERVER_USER_AGENT, protocolVersion: PROTOCOL_VERSION, frameId });
  };
  return {
    loaded(frame) {
      if (settings().frameAnnounceWhen === 'load') announce(frame);
    },
    answering(frame) {
      if (settings().frameAnnounceWhen !== 'firstRequest' || told.has(frame)) return;
      told.add(frame);
      announce(frame);
    },
    began: (frame) => void told.delete(frame),
  };
}
