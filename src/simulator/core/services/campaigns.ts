/**
 * The agent's campaigns, and records that are pushed to the agent (docs/protocol.md#outbound-events,
 * docs/protocol.md#outbound-services).
 */
import type { Arrival } from '../acts/act-types.ts';
import type { Settings } from '../settings/settings.ts';
import type { CampaignSetting } from '../settings/site.ts';
import type { EventSubscriptions } from '../state/event-subscriptions.ts';
import type { InteractionList } from '../state/interaction-list.ts';
import type { LiveInteraction } from '../state/live-interaction.ts';
import type { Records } from './records.ts';

/** What becomes of a campaign (docs/protocol.md#outbound-events). */
export type CampaignEvent = 'CampaignLoaded' | 'CampaignStarted' | 'CampaignUnloaded';

/** What campaigns are made of. */
export interface CampaignsParts {
  readonly interactions: InteractionList;
  readonly events: EventSubscriptions;
  readonly acts: { arrive(arrival: Arrival): LiveInteraction };
  readonly records: Records;
  readonly settings: () => Settings;
  readonly later: (ms: number, work: () => void) => () => void;
}

/** The campaigns. */
export interface Campaigns {
  /** Those that are loaded or active. */
  loaded(): readonly CampaignSetting[];
  /** Sends an `outbound` event; false if the agent has no campaign of that name. */
  happen(event: CampaignEvent, name: string): boolean;
  /** A record of the campaign comes to the agent; false if the campaign is not loaded. */
  pull(name: string): boolean;
  /** Records come by themselves from now on; false if no campaign is loaded. */
  startPush(): boolean;
  stopPush(): void;
}

/** Makes the campaigns of the settings, all of them loaded. */
export function createCampaigns({ interactions, events, acts, records, settings, later }: CampaignsParts): Campaigns {
  const unloaded = new Set<string>();
  let stopTimer: (() => void) | null = null;
  let offered: LiveInteraction | null = null;
  let pushes = 0;

  const loaded = (): readonly CampaignSetting[] => settings().campaigns.filter(({ name }) => !unloaded.has(name));
  const arrive = (name: string, state: 'PREVIEW' | 'INVITED'): LiveInteraction => {
    const { party, userData } = records.make(name);
    return acts.arrive({ medium: 'outboundpreview', state, party, userData });
  };
  const push = (): void => {
    stopTimer = later(settings().directPushMs, push);
    // Who has not taken the last record gets no second one.
    if (offered?.state === 'INVITED' && interactions.find(offered.id) === offered) return;
    const campaigns = loaded();
    const campaign = campaigns[pushes % Math.max(campaigns.length, 1)];
    if (campaign === undefined) return;
    pushes += 1;
    offered = arrive(campaign.name, 'INVITED');
  };
  return {
    loaded,
    happen(eventType, name) {
      const campaign = settings().campaigns.find((one) => one.name === name);
      if (campaign === undefined) return false;
      if (eventType === 'CampaignUnloaded') unloaded.add(name);
      else unloaded.delete(name);
      const mode = eventType === 'CampaignStarted' ? { mode: campaign.mode } : {};
      events.emit('outbound', { eventType, campaign: name, ...mode });
      return true;
    },
    pull(name) {
      if (!loaded().some((one) => one.name === name)) return false;
      arrive(name, 'PREVIEW');
      return true;
    },
    startPush() {
      if (loaded().length === 0) return false;
      stopTimer ??= later(settings().directPushMs, push);
      return true;
    },
    stopPush() {
      stopTimer?.();
      stopTimer = null;
    },
  };
}
