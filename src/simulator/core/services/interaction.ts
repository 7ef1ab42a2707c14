/** `interaction.*` (docs/protocol.md#interaction-services). */
import type { Act } from '../acts/act-types.ts';
import type { Settings } from '../settings/settings.ts';
import type { InteractionList } from '../state/interaction-list.ts';
import type { MarkDone } from '../state/markdone.ts';
import { actService, onInteraction, type Performer, performAct } from './on-interaction.ts';
import { readValues } from './parameters.ts';
import { data, error, outcomeOf, type Service, type ServiceTable, VOID } from './service-types.ts';
import { readTarget } from './target.ts';
import { userDataServices } from './user-data.ts';

/** What these services are made of. */
export interface InteractionParts {
  readonly interactions: InteractionList;
  readonly acts: Performer;
  readonly markDone: MarkDone;
  readonly settings: () => Settings;
}

/** The services of the namespace. */
export function interactionServices(parts: InteractionParts): ServiceTable {
  const { interactions, acts, markDone, settings } = parts;
  const towards = (act: Act): Service =>
    onInteraction(parts, (live, { parameters: [, given, givenData, extensions] }) => {
      const target = readTarget(given, settings().targetKey);
      if (!target.ok) return error(target.problem);
      const userData = readValues(givenData, 'The user data');
      if (!userData.ok) return error(userData.problem);
      const extended = readValues(extensions, 'The extensions');
      if (!extended.ok) return error(extended.problem);
      return performAct(acts, act, live, { target: target.value, userData: userData.value });
    });
  return {
    'interaction.getInteractions': () => data([...interactions.all()].map(interactions.wire)),
    'interaction.getByInteractionId': ({ parameters }) => {
      const live = interactions.find(parameters[0]);
      if (live !== null) return data(interactions.wire(live));
      return settings().noneAnswer === 'absent' ? { is: 'bare' } : data(null);
    },
    ...userDataServices(parts),
    'interaction.selectCaseByCaseId': ({ parameters }) => {
      if (interactions.selectCase(parameters[0]) || settings().missingInteraction === 'ok') return VOID;
      return error('The case does not exist');
    },
    'interaction.markdone': onInteraction(parts, (live, { answer }) => {
      if (!markDone.possible(live) && settings().markdoneWhileLive === 'error') {
        return error(`Not possible in state ${live.state}`);
      }
      if (markDone.blockOf(live) !== null && settings().scapiMarkdoneOnBlocked !== 'pass') {
        if (settings().scapiMarkdoneOnBlocked === 'fail') return error('Mark done is blocked');
        markDone.wait(live, () => answer(VOID));
        return { is: 'later' };
      }
      markDone.finish(live);
      return VOID;
    }),
    'interaction.blockMarkdone': onInteraction(parts, (live, { parameters: [, warning], frame }) =>
      outcomeOf(markDone.block(live, typeof warning === 'string' ? warning : '', frame)),
    ),
    'interaction.unblockMarkdone': onInteraction(parts, (live, { frame }) => outcomeOf(markDone.unblock(live, frame))),
    'interaction.accept': actService(parts, 'accept'),
    'interaction.reject': actService(parts, 'reject'),
    'interaction.singleStepTransfer': towards('transfer'),
    'interaction.singleStepConference': towards('conference'),
    'interaction.consult': towards('consult'),
    'interaction.completeTransfer': actService(parts, 'completeTransfer'),
    'interaction.completeConference': actService(parts, 'completeConference'),
  };
}
