/**
 * The Interaction and the Party as Genesys documents them (docs/protocol.md#interaction-object,
 * docs/protocol.md#party-object). Types only.
 */
import type { InteractionState } from './states.ts';

/** Somebody in an interaction. Nothing but the name is documented (docs/protocol.md#party-object). */
export interface Party {
  readonly name?: string;
}

/**
 * IN, OUT or UNKNOWN; voice only. WWE's object model writes other cases: compare without case
 * (docs/protocol.md#states).
 */
export type Direction = 'IN' | 'OUT' | 'UNKNOWN';
/** Voice only. */
export type CallType = 'INTERNAL' | 'INBOUND' | 'OUTBOUND' | 'CONSULT' | 'UNKNOWN';
/** Voice only. */
export type RecordingState = 'STOPPED' | 'RECORDING' | 'PAUSED';

/**
 * An interaction as WWE sends it. Everything but `interactionId` may be missing: whether voice-only properties are
 * absent, null or undefined elsewhere is unknown (docs/protocol.md#interaction-object), and so are more properties,
 * which are kept and shown.
 */
export interface Interaction {
  /** Made by this WWE page; lost at a refresh. */
  readonly interactionId: string;
  readonly parentInteractionId?: string;
  /** Opaque: not always a valid UUID (docs/protocol.md#interaction-events). */
  readonly caseId?: string;
  readonly userData?: Readonly<Record<string, unknown>>;
  /** One of the 30 documented states, or a text that nobody documented. */
  readonly state?: InteractionState | (string & {});
  readonly previousState?: InteractionState | (string & {});
  readonly parties?: readonly Party[];
  readonly isConsultation?: boolean;
  readonly isMainCaseInteraction?: boolean;
  readonly callUuid?: string;
  readonly direction?: Direction | (string & {});
  readonly callType?: CallType | (string & {});
  readonly ani?: string;
  readonly dnis?: string;
  readonly recordingState?: RecordingState | (string & {});
  readonly isCaseSelected?: boolean;
  readonly isCaseExpanded?: boolean;
  /** Survives a refresh (docs/protocol.md#interaction-object): the multimedia interaction id, or callUuid for voice. */
  readonly interactionUUID?: string;
  /** Not documented; read by pages in the field (docs/protocol.md#interaction-object). */
  readonly media?: string;
}
