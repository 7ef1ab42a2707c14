/** An interaction as WWE holds it, and how it looks on the wire (docs/protocol.md#interaction-object). */
import type { CallType, Direction, Interaction, Party, RecordingState } from '../../../protocol/interaction.ts';
import type { InteractionState } from '../../../protocol/states.ts';
import { listNames, type Settings } from '../settings/settings.ts';

/**
 * What an interaction is, whatever its medium is called: each kind has its own states
 * (docs/protocol.md#state-transitions). `email` is an inbound one, `openMedia` a workitem or any other open medium of
 * the site, `preview` a call preview.
 */
export type Kind = 'voice' | 'chat' | 'email' | 'outboundEmail' | 'openMedia' | 'preview';

/** What only calls have. */
export interface VoicePart {
  readonly direction: Direction;
  readonly callType: CallType;
  readonly ani: string;
  readonly dnis: string;
  recordingState: RecordingState;
}

/** Somebody in an interaction beside the agent. */
export interface LiveParty {
  readonly name: string;
  /** A number or an e-mail address. */
  readonly address: string;
}

/** The agent's own number. */
export const AGENT_DN = '5001';

/** A live interaction. Identity is the object itself: the id changes at a refresh, the uuid never. */
export interface LiveInteraction {
  id: string;
  readonly uuid: string;
  readonly caseId: string;
  readonly kind: Kind;
  /** The medium's name at this site: an open set. */
  readonly medium: string;
  /** The call that this call is a consultation of. */
  readonly parent: LiveInteraction | null;
  /** Whom it is with: the customer, or the colleague in a consultation. */
  readonly party: string;
  /** Everybody in it but the agent, in the order of joining. Nobody is in a workitem. */
  parties: readonly LiveParty[];
  /** More than the agent and one other take part. */
  conference: boolean;
  /** A chat that was accepted and is on its way to the chat server. */
  joining: boolean;
  /** Null for other kinds than voice. */
  readonly voice: VoicePart | null;
  readonly userData: Map<string, unknown>;
  state: InteractionState;
  /**
   * The state without USER_DATA_ATTACHED and USER_DATA_UPDATED: what can be done goes by this one
   * (docs/protocol.md#open-media-transitions).
   */
  basicState: InteractionState;
  /** Null until the first change after it was made or WWE was refreshed. */
  previousState: InteractionState | null;
  /** ms on the core's clock at which the state was reached. */
  since: number;
  /** ms on the core's clock at which it appeared. */
  readonly started: number;
}

/** States in which nothing more can come but the end. */
const OVER: ReadonlySet<string> = new Set([
  'IDLE',
  'COMPLETED',
  'REVOKED',
  'TRANSFER_COMPLETED',
  'LEFT_CONFERENCE',
  'SENT',
  'CANCELLED',
  'CANCELED',
  'REJECTED',
]);

/** Whether it is not over yet. */
export function isLive(live: LiveInteraction): boolean {
  return !OVER.has(live.state);
}

/** Whether it is a consultation: one of the agent's, or of a colleague who asks the agent. */
export function isConsultation(live: LiveInteraction): boolean {
  return live.voice?.callType === 'CONSULT';
}

/** Where an interaction stands on the desktop, as the wire shows it. */
export interface Place {
  /** Its case is the selected one. */
  readonly selected: boolean;
  readonly expanded: boolean;
  /** It is the main one of its case. */
  readonly main: boolean;
}

/** The whole Interaction as answers and events carry it; a new object each time. */
export function toWire(live: LiveInteraction, place: Place, settings: Settings): Interaction {
  const readable = [...live.userData].filter(([key]) => listNames(settings.readAllowed, key));
  return {
    interactionId: live.id,
    ...parentOf(live, settings),
    caseId: live.caseId,
    ...mediaOf(live, settings),
    userData: Object.fromEntries(readable),
    state: live.state,
    ...previousOf(live, settings),
    parties: partiesOf(live, settings),
    isConsultation: isConsultation(live),
    isMainCaseInteraction: place.main,
    ...voiceOf(live, settings),
    isCaseSelected: place.selected,
    isCaseExpanded: place.expanded,
    interactionUUID: live.uuid,
  };
}

function parentOf(live: LiveInteraction, settings: Settings): object {
  if (live.parent !== null) return { parentInteractionId: live.parent.id };
  if (settings.parentOfNone === 'null') return { parentInteractionId: null };
  return settings.parentOfNone === 'empty' ? { parentInteractionId: '' } : {};
}

function mediaOf(live: LiveInteraction, settings: Settings): { readonly media?: string } {
  const media = live.kind === 'preview' ? settings.previewMedia : live.medium;
  return settings.mediaProperty && media !== '' ? { media } : {};
}

function previousOf(live: LiveInteraction, settings: Settings): object {
  if (live.previousState !== null) return { previousState: live.previousState };
  return settings.firstPreviousState === 'absent' ? {} : { previousState: settings.firstPreviousState };
}

function partiesOf(live: LiveInteraction, settings: Settings): readonly Party[] {
  const agent: LiveParty = { name: `${settings.agentFirstName} ${settings.agentLastName}`, address: AGENT_DN };
  const all = settings.agentIsParty ? [...live.parties, agent] : live.parties;
  return all.map((party) => ({ name: settings.partyName === 'address' ? party.address : party.name }));
}

function voiceOf(live: LiveInteraction, settings: Settings): object {
  if (live.voice !== null) {
    const { callType, ...rest } = live.voice;
    return {
      callUuid: live.uuid,
      ...rest,
      callType: settings.callTypeCase === 'capital' ? capital(callType) : callType,
    };
  }
  if (settings.voiceOnlyElsewhere === 'absent') return {};
  const none = settings.voiceOnlyElsewhere === 'null' ? null : undefined;
  return { callUuid: none, direction: none, callType: none, ani: none, dnis: none, recordingState: none };
}

/** `INBOUND` → `Inbound`. */
function capital(word: string): string {
  return word.charAt(0) + word.slice(1).toLowerCase();
}
