/** Events that are about a case: the one thing about event types that reading a message needs. */

/** The three event types that carry a case id and no interaction (docs/protocol.md#interaction-events). */
export type CaseEventType = 'CASE_SELECTED' | 'CASE_EXPANDED' | 'CASE_COLLAPSED';

/** Whether an eventType is one of the three case events. */
export function isCaseEventType(eventType: unknown): eventType is CaseEventType {
  return eventType === 'CASE_SELECTED' || eventType === 'CASE_EXPANDED' || eventType === 'CASE_COLLAPSED';
}
