/** What can happen to interactions, by name: the vocabulary of the desktop's buttons, the scenarios and the tests. */
import type { CallType, Direction } from '../../../protocol/interaction.ts';
import type { InteractionState } from '../../../protocol/states.ts';

/** Something that the agent can do to an interaction, in the order in which the desktop shows the buttons. */
export const ACTS = [
  'answer',
  'accept',
  'reject',
  'hold',
  'resume',
  'consult',
  'transfer',
  'conference',
  'completeTransfer',
  'completeConference',
  'startRecording',
  'pauseRecording',
  'resumeRecording',
  'stopRecording',
  'joinAgain',
  'leaveConference',
  'recover',
  'send',
  'save',
  'cancel',
  'getRecord',
  'callRecord',
  'rejectRecord',
  'cancelRecord',
  'release',
  'done',
] as const;

/** One of `ACTS`. */
export type Act = (typeof ACTS)[number];

/** What the customer, the far end, routing or a fault does to an interaction. */
export const HAPPENINGS = [
  'partyLeaves',
  'partyJoins',
  'revoke',
  'fail',
  'lose',
  'attachData',
  'farEndAnswers',
] as const;

/** One of `HAPPENINGS`. */
export type Happening = (typeof HAPPENINGS)[number];

/** Whom a consultation, transfer or conference goes to (docs/protocol.md#interaction-services). */
export interface Target {
  readonly destination: string;
  /** AGENT, SKILL…; a bare text is a CUSTOM_CONTACT. */
  readonly kind: string;
}

/** What may come with an act or a happening. */
export interface ActOptions {
  readonly target?: Target;
  /**
   * Laid over the interaction's own: by consult and callRecord for the new call, by transfer, conference and attachData
   * for the interaction.
   */
  readonly userData?: Readonly<Record<string, unknown>>;
  /** Who is consulted, joins or leaves; default: the target, else an invented colleague, or the last who joined. */
  readonly party?: string;
}

/** Who comes in, and with what. Everything has an invented default; one that makes no sense is a RangeError. */
export interface Arrival {
  /** voice, chat, email, workitem, outboundpreview, or any open medium of the site. Default: voice. */
  readonly medium?: string;
  /** Of calls and e-mails. Default: IN, or OUT for a call that begins DIALING. An e-mail that goes OUT is a draft. */
  readonly direction?: Direction;
  /** Of calls. A CONSULT in the case of a call is that call's consultation. */
  readonly callType?: CallType;
  /** The state it appears in, one of `ENTRY_STATES`. Default: RINGING or DIALING, INVITED, CREATED, PREVIEW. */
  readonly state?: InteractionState;
  readonly party?: string;
  /** Of calls; of a call preview, the number to call. */
  readonly ani?: string;
  readonly dnis?: string;
  /** Laid over the default user data of the medium. */
  readonly userData?: Readonly<Record<string, unknown>>;
  /** Id of an interaction whose case it joins. Default: a case of its own. */
  readonly inCaseOf?: string;
}
