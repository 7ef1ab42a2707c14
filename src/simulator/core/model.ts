/** What a desktop or a test reads of a WWE: plain, serialisable data. */
import type { Act } from './acts/kinds.ts';
import type { Acts } from './acts.ts';
import { AGENT, type AgentDesk, type AgentState } from './agent.ts';
import type { Desk } from './desk.ts';
import type { Hub, ServerSubscription } from './hub.ts';
import type { Live, Medium, VoicePart } from './live.ts';
import type { MarkDone, Warning } from './markdone.ts';
import { EMPTY_SHELL, type ShellModel } from './shell/kinds.ts';

/** One interaction on the desktop. */
export interface InteractionModel {
  readonly id: string;
  readonly uuid: string;
  readonly caseId: string;
  readonly medium: Medium;
  readonly party: string;
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
  readonly cases: readonly CaseModel[];
  readonly selectedCase: string | null;
  readonly selectedInteraction: string | null;
  readonly warnings: readonly Warning[];
  readonly subscriptions: readonly ServerSubscription[];
  readonly shell: ShellModel;
}

/** What the model is read from. */
export interface ModelParts {
  readonly desk: Desk;
  readonly acts: Acts;
  readonly markDone: MarkDone;
  readonly agent: AgentDesk;
  readonly hub: Hub;
  readonly now: () => number;
}

/** Reads the desk as it is now. */
export function readDesk({ desk, acts, markDone, agent, hub, now }: ModelParts): DeskModel {
  const read = (live: Live): InteractionModel => ({
    id: live.id,
    uuid: live.uuid,
    caseId: live.caseId,
    medium: live.medium,
    party: live.party,
    state: live.state,
    previousState: live.previousState,
    inStateMs: now() - live.since,
    ageMs: now() - live.started,
    isConsultation: live.parent !== null,
    voice: live.voice === null ? null : { ...live.voice },
    userData: [...live.userData],
    blocked: markDone.blockOf(live)?.warning ?? null,
    acts: acts.possible(live),
  });
  const cases = new Map<string, InteractionModel[]>();
  for (const live of desk.all()) cases.set(live.caseId, [...(cases.get(live.caseId) ?? []), read(live)]);
  return {
    agentName: `${AGENT.firstname} ${AGENT.lastname}`,
    agentState: agent.state(),
    cases: [...cases].map(([id, interactions]) => ({ id, selected: id === desk.selectedCase(), interactions })),
    selectedCase: desk.selectedCase(),
    selectedInteraction: desk.selectedInteraction()?.id ?? null,
    warnings: markDone.warnings(),
    subscriptions: hub.list(),
    shell: EMPTY_SHELL,
  };
}
