/** The agent, the agent's state and the media (scapi.md §4.2, §4.3). All people are invented. */
import type { Hub } from './hub.ts';

/** As `agent.get` answers. */
export const AGENT = {
  employeeId: 'E1001',
  firstname: 'Ada',
  lastname: 'Example',
  username: 'ada.example@example.com',
  roles: ['ROLE_AGENT'],
} as const;

/** A media.State as far as pages read it (scapi.md §4.2); more fields are unknown. */
export interface AgentState {
  readonly operationName: string;
  readonly displayName: string;
  readonly type: string;
}

const READY: AgentState = { operationName: 'Ready', displayName: 'Ready', type: 'READY' };

/** As `agent.getStateList` answers. */
export const AGENT_STATES: readonly AgentState[] = [
  READY,
  { operationName: 'NotReady', displayName: 'Not Ready', type: 'NOT_READY' },
  { operationName: 'AfterCallWork', displayName: 'After Call Work', type: 'NOT_READY_AFTER_CALLWORK' },
];

/** One item of `media.getMediaList`, by the form that one public sample reads (scapi.md §4.3). */
export interface MediaItem {
  readonly media: string;
  readonly state: AgentState;
}

/** The agent's readiness. */
export interface AgentDesk {
  state(): AgentState;
  media(): readonly MediaItem[];
  /** Takes an operationName; false if it is none of the list. Sends an `agent` event. */
  set(operationName: unknown): boolean;
}

/** Makes a ready agent. */
export function createAgentDesk(hub: Hub): AgentDesk {
  let current = READY;
  return {
    state: () => current,
    media: () => ['voice', 'email', 'chat'].map((media) => ({ media, state: current })),
    set(operationName) {
      const state = AGENT_STATES.find((one) => one.operationName === operationName);
      if (state === undefined) return false;
      current = state;
      hub.emit('agent', state);
      return true;
    },
  };
}
