/** What comes in: an `Arrival` with its gaps filled, or the words why there can be no such interaction. */
import type { CallType, Direction } from '../../../protocol/interaction.ts';
import type { InteractionState } from '../../../protocol/states.ts';
import type { Settings } from '../settings/settings.ts';
import { ENTRY_STATES } from '../state/allowed-states.ts';
import type { InteractionList, NewInteraction } from '../state/interaction-list.ts';
import {
  AGENT_DN,
  type Kind,
  type LiveInteraction,
  type LiveParty,
  type VoicePart,
} from '../state/live-interaction.ts';
import type { Random } from '../state/random.ts';
import type { Arrival } from './act-types.ts';
import { defaultUserData, mailOf, pickCustomer, pickNumber } from './customers.ts';

/** What reading an arrival needs. */
export interface ArrivalParts {
  readonly interactions: InteractionList;
  readonly random: Random;
  readonly settings: Settings;
}

const KIND_WORDS: Readonly<Record<Kind, string>> = {
  voice: 'A call',
  chat: 'A chat',
  email: 'An inbound e-mail',
  outboundEmail: 'An outbound e-mail',
  openMedia: 'An interaction of open media',
  preview: 'A call preview',
};

/**
 * The name of the medium of call previews, as arrivals and the media list say it; the wire may say another
 * (docs/protocol.md#unknown-media-property).
 */
export const PREVIEW_MEDIUM = 'outboundpreview';

/**
 * Which kind a medium is. Any name that is not known is open media of the site: the set of media is open
 * (docs/protocol.md#media-services).
 */
export function kindOfMedium(medium: string, direction: Direction | undefined, settings: Settings): Kind {
  if (medium === 'voice' || medium === 'chat') return medium;
  if (medium === 'email') return direction === 'OUT' ? 'outboundEmail' : 'email';
  const preview = medium === PREVIEW_MEDIUM || (medium !== '' && medium === settings.previewMedia);
  return preview ? 'preview' : 'openMedia';
}

/**
 * Fills the gaps of an arrival with what is usual.
 * @throws RangeError in words, if such an interaction cannot be: a state in which its kind cannot begin, a direction
 *   that contradicts the state, no name of a medium, or nothing on the list of interactions whose case it could join
 */
export function readArrival(arrival: Arrival, { interactions, random, settings }: ArrivalParts): NewInteraction {
  const medium = arrival.medium ?? 'voice';
  if (medium === '') throw new RangeError('A medium must have a name.');
  const kind = kindOfMedium(medium, arrival.direction, settings);
  const state = entryState(kind, arrival);
  const mate = arrival.inCaseOf === undefined ? null : interactions.find(arrival.inCaseOf);
  if (arrival.inCaseOf !== undefined && mate === null) {
    throw new RangeError(`There is no interaction ${arrival.inCaseOf}, so nothing can join its case.`);
  }
  const party = arrival.party ?? pickCustomer(random);
  const number = pickNumber(random);
  const voice = kind === 'voice' ? readVoice(arrival, state, number) : null;
  const contact = { party, number: arrival.ani ?? number };
  return {
    kind,
    medium: kind === 'preview' ? PREVIEW_MEDIUM : medium,
    party,
    parties: partiesOf(kind, arrival, { name: party, address: addressOf(kind, party, voice, contact.number) }),
    state,
    voice,
    userData: { ...defaultUserData(kind, medium, contact, random, settings), ...arrival.userData },
    parent: voice === null ? null : parentOf(voice, mate),
    inCaseOf: mate,
  };
}

function entryState(kind: Kind, { state, direction, callType }: Arrival): InteractionState {
  const possible = ENTRY_STATES[kind];
  const outbound = kind === 'voice' && (direction === 'OUT' || (direction === undefined && callType === 'OUTBOUND'));
  const usual = outbound ? 'DIALING' : (possible[0] ?? 'UNKNOWN');
  const chosen = state ?? usual;
  if (!possible.includes(chosen)) {
    throw new RangeError(`${KIND_WORDS[kind]} cannot begin in state ${chosen}, only in ${possible.join(', ')}.`);
  }
  if (chosen === 'DIALING' && direction === 'IN') throw new RangeError('A call that comes in is not DIALING.');
  if (chosen === 'RINGING' && outbound) throw new RangeError('A call that goes out is not RINGING.');
  return chosen;
}

function readVoice(arrival: Arrival, state: InteractionState, number: string): VoicePart {
  const goesOut = state === 'DIALING' || arrival.callType === 'OUTBOUND';
  const direction = arrival.direction ?? (goesOut ? 'OUT' : 'IN');
  const usual: Readonly<Record<Direction, CallType>> = { IN: 'INBOUND', OUT: 'OUTBOUND', UNKNOWN: 'UNKNOWN' };
  const out = direction === 'OUT';
  return {
    direction,
    callType: arrival.callType ?? usual[direction],
    ani: arrival.ani ?? (out ? AGENT_DN : number),
    dnis: arrival.dnis ?? (out ? number : AGENT_DN),
    recordingState: 'STOPPED',
  };
}

/** A consultation in the case of a call is that call's, as after a reload of WWE in the midst of one. */
function parentOf(voice: VoicePart, mate: LiveInteraction | null): LiveInteraction | null {
  return voice.callType === 'CONSULT' && mate?.kind === 'voice' && mate.parent === null ? mate : null;
}

function addressOf(kind: Kind, party: string, voice: VoicePart | null, number: string): string {
  if (voice !== null) return voice.direction === 'OUT' ? voice.dnis : voice.ani;
  return kind === 'preview' ? number : mailOf(party);
}

/** A workitem is from nobody, unless somebody is named. */
function partiesOf(kind: Kind, arrival: Arrival, contact: LiveParty): readonly LiveParty[] {
  const nobody = kind === 'openMedia' && arrival.medium === 'workitem' && arrival.party === undefined;
  return nobody ? [] : [contact];
}
