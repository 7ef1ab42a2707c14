/** Services whose first parameter is the id of an interaction. */
import type { Act, ActOptions } from '../acts/act-types.ts';
import type { Settings } from '../settings/settings.ts';
import type { InteractionList } from '../state/interaction-list.ts';
import type { LiveInteraction } from '../state/live-interaction.ts';
import { type Call, error, type Outcome, type Service, VOID } from './service-types.ts';

/** What such a service is made of. */
export interface OnInteractionParts {
  readonly interactions: InteractionList;
  readonly settings: () => Settings;
}

/** As far as services need the acts. */
export interface Performer {
  perform(act: Act, live: LiveInteraction, options?: ActOptions): boolean;
}

/** Makes a service of `work`; fails, or succeeds without effect, if there is no such interaction. */
export function onInteraction(
  { interactions, settings }: OnInteractionParts,
  work: (live: LiveInteraction, call: Call) => Outcome,
): Service {
  return (call) => {
    const live = interactions.find(call.parameters[0]);
    if (live !== null) return work(live, call);
    return settings().missingInteraction === 'ok' ? VOID : error('The interaction does not exist');
  };
}

/** Has an act performed; in words why not, if it is not possible. */
export function performAct(acts: Performer, act: Act, live: LiveInteraction, options?: ActOptions): Outcome {
  return acts.perform(act, live, options) ? VOID : error(`${act} is not possible in state ${live.state}`);
}

/** A service that is one act and nothing else. */
export function actService(parts: OnInteractionParts & { readonly acts: Performer }, act: Act): Service {
  return onInteraction(parts, (live) => performAct(parts.acts, act, live));
}
