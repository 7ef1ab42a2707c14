/** Whether an interaction passes a filter, as far as its own fields tell. */
import type { SessionInteraction } from '../../../session/model.ts';
import type { Test } from '../../filter/filter.ts';
import type { InteractionIsWord, IsWord, NameField } from '../../filter/filter-fields.ts';
import { fits, fold } from '../../filter/glob.ts';
import type { Verdict } from '../../filter/judge.ts';
import { isOfKinds, type Kind } from '../../filter/kinds.ts';
import { wasThen } from '../../filter/moments.ts';
import { isOver, mediumOf, runsUntil, whoOf } from '../../stores/interaction-texts.ts';

/** What a filter needs to know beside the interaction: the number of a client as the views show it; null if it has none. */
export type ClientNumber = (document: string) => number | null;

/** Judges one test, as if it stood without a minus. Cheap: `body` is what only all properties and user data can tell. */
export function judgeInteraction(test: Test, one: SessionInteraction, clientNumber: ClientNumber): Verdict {
  switch (test.by) {
    case 'text':
      return namesOf(one).some((name) => fold(name).includes(test.folded)) ? 'yes' : 'body';
    case 'pattern':
      // What takes too long to be told at once, the search tells.
      return namesOf(one).some((name) => test.matcher.test(name) === true) ? 'yes' : 'body';
    case 'data':
      return 'body';
    case 'name':
      if (test.field === 'key') return 'body';
      return yes(valuesOf(test.field, one).some((value) => !!value && fits(fold(value), test.folded)));
    case 'is':
      return yes(interactionIs(one, test.word));
    case 'client':
      return yes(one.documents.some((document) => clientNumber(document) === test.number));
    case 'time':
      return yes(wasThen(test, one.firstSeen, isOver(one) ? runsUntil(one, 0) : Number.POSITIVE_INFINITY));
    case 'amount':
      return 'no';
  }
}

/** Whether an interaction is of one of the kinds. */
export function isInteractionOf(kinds: readonly Kind[] | undefined, one: SessionInteraction): boolean {
  return isOfKinds(kinds, (word) => interactionIs(one, word));
}

function yes(holds: boolean): Verdict {
  return holds ? 'yes' : 'no';
}

/** The longest name that is looked through at once, in characters: a page may make one a megabyte long. */
const LONGEST = 300;

/** What the table shows of it, cut to what a line shows. All of it is in the properties, which the search reads. */
function namesOf(one: SessionInteraction): readonly string[] {
  const { state, previousState, caseId, interactionUUID, direction, callType, recordingState } = one.interaction;
  const names = [one.id, state, previousState, caseId, interactionUUID, direction, callType, recordingState];
  return [...names, ...one.formerIds, mediumOf(one), whoOf(one)].flatMap((name) =>
    name ? name.slice(0, LONGEST) : [],
  );
}

/** Parties that are looked at. */
const MOST_PARTIES = 1_000;

function valuesOf(field: NameField, one: SessionInteraction): readonly (string | null | undefined)[] {
  const { interaction } = one;
  switch (field) {
    case 'state':
      return [interaction.state ?? one.state];
    case 'previous':
      return [interaction.previousState];
    case 'id':
      return [one.id, ...one.formerIds];
    case 'uuid':
      return [interaction.interactionUUID, interaction.callUuid];
    case 'case':
      return [interaction.caseId];
    case 'medium':
      return [mediumOf(one)];
    case 'direction':
      return [interaction.direction];
    case 'calltype':
      return [interaction.callType];
    case 'recording':
      return [interaction.recordingState];
    case 'who':
      return [
        ...(interaction.parties ?? []).slice(0, MOST_PARTIES).map(({ name }) => name),
        interaction.ani,
        interaction.dnis,
        whoOf(one),
      ];
    case 'wwe':
      return [one.wwe.origin];
    default:
      return [];
  }
}

const IS: Readonly<Record<InteractionIsWord, (one: SessionInteraction) => boolean>> = {
  blocked: ({ block }) => block.status === 'blocked',
  unblocked: ({ block }) => block.status === 'clear',
  ended: ({ ended }) => ended !== null,
  live: ({ ended }) => ended === null,
  former: ({ ended, known }) => ended === null && known.length === 0,
  consultation: ({ interaction }) => interaction.isConsultation === true,
};

function isOwnWord(word: IsWord): word is InteractionIsWord {
  return Object.hasOwn(IS, word);
}

function interactionIs(one: SessionInteraction, word: IsWord): boolean {
  return isOwnWord(word) && IS[word](one);
}
