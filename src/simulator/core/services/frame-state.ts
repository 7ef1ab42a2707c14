/**
 * The `system` event: this browser tab's part among the agent's tabs
 * (docs/protocol.md#markdone-media-and-system-events, docs/protocol.md#unknown-event-payloads).
 */
import type { Settings } from '../settings/settings.ts';

/** The event's payload. */
export function systemEvent({ frameState, systemEvent: form }: Settings): unknown {
  const state = frameState.toUpperCase();
  if (form === 'text') return state;
  return form === 'withEventType' ? { eventType: 'FRAME_STATE_CHANGED', frameState: state } : { frameState: state };
}
