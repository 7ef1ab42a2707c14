/**
 * Event names (docs/protocol.md#events) and the known values of `eventType`. Both are open sets: an unknown one is
 * shown as it is.
 */
import type { Sure } from './service.ts';

/** What is known of an event name. */
export interface EventName {
  readonly carries: string;
  readonly payload: 'in part' | 'unknown';
  readonly sure: Sure;
}

/** The event names of docs/protocol.md#events; `messenger:<channel>` comes beside them, see `MESSENGER_PREFIX`. */
export const EVENT_NAMES = {
  interaction: { carries: 'life of interactions, and case selection', payload: 'in part', sure: 'seed' },
  agent: { carries: "a change of the agent's state", payload: 'in part', sure: 'sample' },
  media: { carries: "a change of a medium's state", payload: 'unknown', sure: 'sample' },
  outbound: { carries: 'campaigns and preview records', payload: 'in part', sure: 'sample' },
  markdone: { carries: 'the delay of a blocked mark-done', payload: 'unknown', sure: 'seed' },
  system: { carries: "the frame's (browser tab's) state", payload: 'unknown', sure: 'sample' },
} as const satisfies Record<string, EventName>;

/** An event of another client page is named with this and the channel (docs/protocol.md#messenger-events). */
export const MESSENGER_PREFIX = 'messenger:';

/** Whether WWE's documents name an event, or it is a messenger's: only such can be expected to come. */
export function isKnownEvent(name: string): boolean {
  return Object.hasOwn(EVENT_NAMES, name) || name.startsWith(MESSENGER_PREFIX);
}

/** What is known of an `eventType`. */
export interface EventType {
  readonly event: 'interaction' | 'outbound';
  /** What comes along: `case` a selectedCaseId, `interaction` an Interaction, `campaign` a campaign's name. */
  readonly with: 'case' | 'interaction' | 'campaign';
  readonly meaning: string;
  readonly sure: Sure;
}

const ofCase = (meaning: string): EventType => ({ event: 'interaction', with: 'case', meaning, sure: 'seed' });
const ofInteraction = (meaning: string): EventType => ({
  event: 'interaction',
  with: 'interaction',
  meaning,
  sure: 'inferred',
});
const ofCampaign = (meaning: string): EventType => ({ event: 'outbound', with: 'campaign', meaning, sure: 'docs' });

/** The known event types (docs/protocol.md#interaction-events, docs/protocol.md#outbound-events). */
export const EVENT_TYPES = {
  CASE_COLLAPSED: ofCase('a case was folded'),
  CASE_EXPANDED: ofCase('a case was unfolded'),
  CASE_SELECTED: ofCase('a case became the selected one'),
  ADDED: ofInteraction('it is now in the list'),
  REMOVED: ofInteraction('it left the list'),
  RINGING: ofInteraction('the call rings'),
  ESTABLISHED: ofInteraction('the call is connected'),
  RELEASED: ofInteraction('the call ended'),
  INVITED: ofInteraction('it is offered'),
  ACCEPTED: ofInteraction('it was accepted'),
  MARK_DONE: ofInteraction('it was marked done'),
  CampaignLoaded: ofCampaign('a campaign was loaded'),
  CampaignUnloaded: ofCampaign('a campaign was unloaded'),
  CampaignStarted: ofCampaign('a campaign was started'),
} as const satisfies Record<string, EventType>;
