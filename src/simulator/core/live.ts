/** An interaction as WWE holds it, and how it looks on the wire (scapi.md §5.1). */
import type { CallType, Direction, Interaction, RecordingState } from '../../scapi/interaction.ts';
import type { InteractionState } from '../../scapi/states.ts';
import { listNames, type Settings } from './settings.ts';

/** The media that the desktop's buttons can start. */
export type Medium = 'voice' | 'chat' | 'email';

/** What only calls have. */
export interface VoicePart {
  readonly direction: Direction;
  readonly callType: CallType;
  readonly ani: string;
  readonly dnis: string;
  recordingState: RecordingState;
}

/** A live interaction. Identity is the object itself: the id changes at a refresh, the uuid never. */
export interface Live {
  id: string;
  readonly uuid: string;
  readonly caseId: string;
  readonly medium: Medium;
  readonly parent: Live | null;
  readonly party: string;
  /** Null for other media than voice. */
  readonly voice: VoicePart | null;
  readonly userData: Map<string, unknown>;
  state: InteractionState;
  /** Null until the first change after it was made or WWE was refreshed. */
  previousState: InteractionState | null;
  /** ms on the core's clock at which the state was reached. */
  since: number;
  /** ms on the core's clock at which it appeared. */
  readonly started: number;
}

/** States in which an agent has it in hand or may still take it. */
const LIVE_STATES: ReadonlySet<string> = new Set([
  'RINGING',
  'DIALING',
  'TALKING',
  'HELD',
  'INVITED',
  'ACCEPTED',
  'JOIN_PENDING',
  'HISTORY_IN_PROGRESS',
  'HISTORY_DONE',
  'USER_DATA_UPDATED',
]);

/** Whether it is not over yet. */
export function isLive(live: Live): boolean {
  return LIVE_STATES.has(live.state);
}

/** How the wire shows a case's place on the desktop. */
export interface CasePlace {
  readonly selected: boolean;
  readonly expanded: boolean;
}

/** The whole Interaction as answers and events carry it; a new object each time. */
export function toWire(live: Live, place: CasePlace, settings: Settings): Interaction {
  const readable = [...live.userData].filter(([key]) => listNames(settings.readAllowed, key));
  return {
    interactionId: live.id,
    ...parentOf(live, settings),
    caseId: live.caseId,
    ...(settings.mediaProperty ? { media: live.medium } : {}),
    userData: Object.fromEntries(readable),
    state: live.state,
    ...previousOf(live, settings),
    parties: [{ name: live.party }],
    isConsultation: live.parent !== null,
    isMainCaseInteraction: live.parent === null,
    ...voiceOf(live, settings),
    isCaseSelected: place.selected,
    isCaseExpanded: place.expanded,
    interactionUUID: live.uuid,
  };
}

function parentOf(live: Live, settings: Settings): object {
  if (live.parent !== null) return { parentInteractionId: live.parent.id };
  if (settings.parentOfNone === 'null') return { parentInteractionId: null };
  return settings.parentOfNone === 'empty' ? { parentInteractionId: '' } : {};
}

function previousOf(live: Live, settings: Settings): object {
  if (live.previousState !== null) return { previousState: live.previousState };
  return settings.firstPreviousState === 'absent' ? {} : { previousState: settings.firstPreviousState };
}

function voiceOf(live: Live, settings: Settings): object {
  if (live.voice !== null) return { callUuid: live.uuid, ...live.voice };
  if (settings.voiceOnlyElsewhere === 'absent') return {};
  const none = settings.voiceOnlyElsewhere === 'null' ? null : undefined;
  return { callUuid: none, direction: none, callType: none, ani: none, dnis: none, recordingState: none };
}
