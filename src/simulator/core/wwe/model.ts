/** What a desktop or a test reads of a WWE: plain, serialisable data. */

import type { Act, Happening } from '../acts/act-types.ts';
import type { Acts } from '../acts/acts.ts';
import type { Admission, FramesQuarantine } from '../admission/admission.ts';
import type { Shell } from '../shell/shell.ts';
import type { ShellModel } from '../shell/shell-types.ts';
import type { AgentDesk, AgentState, MediaItem } from '../state/agent.ts';
import type { EventSubscriptions, ServerSubscription } from '../state/event-subscriptions.ts';
import type { InteractionList } from '../state/interaction-list.ts';
import { isConsultation, type Kind, type LiveInteraction, type VoicePart } from '../state/live-interaction.ts';
import type { MarkDone, Warning } from '../state/markdone.ts';

/** One interaction on the desktop. */
export interface InteractionModel {
  readonly id: string;
  readonly uuid: string;
  readonly caseId: string;
  readonly kind: Kind;
  /** The medium's name: an open set. */
  readonly medium: string;
  /** Whom it is with: the customer, or the colleague in a consultation. */
  readonly party: string;
  /** The names of everybody in it but the agent. Nobody is in a workitem. */
  readonly parties: readonly string[];
  readonly state: string;
  /** Null until it changed. */
  readonly previousState: string | null;
  /** ms since the state was reached. */
  readonly inStateMs: number;
  /** ms since it appeared. */
  readonly ageMs: number;
  readonly isConsultation: boolean;
  readonly voice: Readonly<VoicePart> | null;
  /** All keys: the agent sees what client pages may not. */
  readonly userData: readonly (readonly [key: string, value: unknown])[];
  /** The warning text while mark-done is blocked. */
  readonly blocked: string | null;
  /** What the agent can do with it now. */
  readonly acts: readonly Act[];
  /** What can befall it now. */
  readonly happenings: readonly Happening[];
}

/** One case on the desktop. */
export interface CaseModel {
  readonly id: string;
  readonly selected: boolean;
  readonly interactions: readonly InteractionModel[];
}

/** The whole desktop. */
export interface DeskModel {
  readonly agentName: string;
  readonly agentState: AgentState;
  /** The media and the state of each. */
  readonly media: readonly MediaItem[];
  readonly cases: readonly CaseModel[];
  readonly selectedCase: string | null;
  readonly selectedInteraction: string | null;
  readonly warnings: readonly Warning[];
  readonly subscriptions: readonly ServerSubscription[];
  readonly shell: ShellModel;
  /** Who is in quarantine, and how long still (docs/protocol.md#rate-limit-and-quarantine). */
  readonly quarantines: readonly FramesQuarantine[];
}

/** What the model is read from. */
export interface ModelParts {
  readonly interactions: InteractionList;
  readonly acts: Acts;
  readonly markDone: MarkDone;
  readonly agent: AgentDesk;
  readonly shell: Shell;
  readonly events: EventSubscriptions;
  readonly admission: Admission;
  readonly now: () => number;
}

/** Reads the list of interactions as it is now. */
export function readDesk({
  interactions,
  acts,
  markDone,
  agent,
  shell,
  events,
  admission,
  now,
}: ModelParts): DeskModel {
  const read = (live: LiveInteraction): InteractionModel => ({
    id: live.id,
    uuid: live.uuid,
    caseId: live.caseId,
    kind: live.kind,
    medium: live.medium,
    party: live.party,
    parties: live.parties.map(({ name }) => name),
    state: live.state,
    previousState: live.previousState,
    inStateMs: now() - live.since,
    ageMs: now() - live.started,
    isConsultation: isConsultation(live),
    voice: live.voice === null ? null : { ...live.voice },
    userData: [...live.userData],
    blocked: markDone.blockOf(live)?.warning ?? null,
    acts: acts.possible(live),
    happenings: acts.canHappen(live),
  });
  return {
    agentName: agent.fullName(),
    agentState: agent.state(),
    media: agent.media(),
    cases: [...interactions.cases()].map(([id, lives]) => ({
      id,
      selected: id === interactions.selectedCase(),
      interactions: [...lives].map(read),
    })),
    selectedCase: interactions.selectedCase(),
    selectedInteraction: interactions.selectedInteraction()?.id ?? null,
    warnings: markDone.warnings(),
    subscriptions: events.list(),
    shell: shell.model(),
    quarantines: admission.quarantines(),
  };
}
