/** Who joins and who leaves (docs/protocol.md#party-object). */
import type { LiveInteraction, LiveParty } from '../state/live-interaction.ts';
import type { Target } from './act-types.ts';
import { colleagueAt, mailOf, nextColleague } from './customers.ts';
import type { ActsParts } from './rule.ts';

/** Those who come and go. */
export interface Parties {
  /** Somebody joins, or several: one event for each. */
  join(live: LiveInteraction, joining: readonly LiveParty[]): void;
  /** One of two or more leaves: the one of this name, by default the last who joined. False if nobody is called that. */
  leave(live: LiveInteraction, name: string | undefined): boolean;
}

/** Whom a target means; without one, a colleague who is not in it yet. Of destinations, the list of interactions knows its colleagues' numbers. */
export function partyOf(live: LiveInteraction, target: Target | undefined, name?: string): LiveParty {
  if (target !== undefined) {
    const { destination } = target;
    return { name: name ?? colleagueAt(destination) ?? destination, address: destination };
  }
  const colleague = nextColleague(live.parties);
  if (name === undefined) return colleague;
  return { name, address: live.kind === 'voice' ? colleague.address : mailOf(name) };
}

/** Makes them. */
export function createParties({ interactions, settings }: ActsParts): Parties {
  return {
    join(live, joining) {
      for (const party of joining) {
        live.parties = [...live.parties, party];
        live.conference = live.conference || live.parties.length > 1;
        interactions.tell(live, settings().eventTypes.partyAdded);
      }
    },
    leave(live, name) {
      const at = name === undefined ? live.parties.length - 1 : live.parties.findLastIndex((one) => one.name === name);
      if (at < 0) return false;
      live.parties = live.parties.filter((_, index) => index !== at);
      live.conference = live.parties.length > 1;
      interactions.tell(live, settings().eventTypes.partyRemoved);
      return true;
    },
  };
}
