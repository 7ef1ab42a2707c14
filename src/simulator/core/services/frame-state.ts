/** The `system` event: this browser tab's part among the agent's tabs (scapi.md §3.5; unknown 2). */
import type { Settings } from '../settings.ts';

/** The event's payload. */
export function systemEvent({ frameState, systemEvent: form }: Settings): unknown {
  const state = frameState.toUpperCase();
  if (form === 'text') return state;
  return form === 'withEventType' ? { eventType: 'FRAME_STATE_CHANGED', frameState: state } : { frameState: state };
}
