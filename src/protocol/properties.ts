/**
 * The properties of an Interaction (docs/protocol.md#interaction-object) as data: for reading defensively and for
 * showing them.
 */
import type { Interaction } from './interaction.ts';
import type { Sure } from './service.ts';

/** How a property is written on the wire. `userData` is an object by key, `parties` an array of Party. */
export type PropertyType = 'id' | 'string' | 'boolean' | 'userData' | 'parties';

/** What is known of one property. */
export interface Property {
  readonly type: PropertyType;
  /** `voice`: documented for voice only; whether it is absent, null or undefined elsewhere is unknown. */
  readonly media: 'all' | 'voice';
  readonly meaning: string;
  readonly sure: Sure;
}

const seed = (type: PropertyType, media: 'all' | 'voice', meaning: string): Property => ({
  type,
  media,
  meaning,
  sure: 'seed',
});

/** The 18 documented properties in the reference's order, and `media`, which pages in the field read. */
export const INTERACTION_PROPERTIES = {
  interactionId: seed('id', 'all', 'Id made by this WWE page; lost at a refresh or the next session'),
  parentInteractionId: seed('id', 'all', "The parent's id; lost at a refresh too"),
  caseId: seed('string', 'all', 'The case it belongs to'),
  userData: seed('userData', 'all', 'Attached data; keys may be hidden by user-data.read-allowed'),
  state: seed('string', 'all', 'Its state'),
  previousState: seed('string', 'all', 'The state before'),
  parties: seed('parties', 'all', 'Everybody in it'),
  isConsultation: seed('boolean', 'all', 'It is a consultation'),
  isMainCaseInteraction: seed('boolean', 'all', "It is the case's main interaction"),
  callUuid: seed('string', 'voice', 'Id of the call; survives a refresh'),
  direction: seed('string', 'voice', 'IN, OUT or UNKNOWN'),
  callType: seed('string', 'voice', 'INTERNAL, INBOUND, OUTBOUND, CONSULT or UNKNOWN'),
  ani: seed('string', 'voice', 'Calling number'),
  dnis: seed('string', 'voice', 'Dialled number'),
  recordingState: seed('string', 'voice', 'STOPPED, RECORDING or PAUSED'),
  isCaseSelected: seed('boolean', 'all', 'Its case is the selected one'),
  isCaseExpanded: seed('boolean', 'all', 'Its case is unfolded'),
  interactionUUID: seed('string', 'all', 'Multimedia interaction id, or the callUuid for voice; survives a refresh'),
  media: { type: 'string', media: 'all', meaning: "The medium's name", sure: 'inferred' },
} as const satisfies Record<keyof Interaction, Property>;

/** The name of a property that is documented, or `media`. */
export type PropertyName = keyof typeof INTERACTION_PROPERTIES;

/** Whether a key of an Interaction is a known property. */
export function isPropertyName(key: string): key is PropertyName {
  return Object.hasOwn(INTERACTION_PROPERTIES, key);
}
