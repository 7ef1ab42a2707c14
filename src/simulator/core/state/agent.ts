/**
 * The agent, the agent's state and the media (docs/protocol.md#agent-events, docs/protocol.md#agent-services,
 * docs/protocol.md#media-services). All people are invented.
 */

import type { Settings } from '../settings/settings.ts';
import type { EventSubscriptions } from './event-subscriptions.ts';

/** As `agent.get` answers. */
export interface Agent {
  readonly employeeId: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly username: string;
  readonly roles: readonly string[];
}

/** A media.State as far as pages read it (docs/protocol.md#agent-services); more fields are unknown. */
export interface AgentState {
  readonly operationName: string;
  readonly displayName: string;
  readonly type: string;
}

const READY: AgentState = { operationName: 'Ready', displayName: 'Ready', type: 'READY' };

/** As `agent.getStateList` answers: one state for each operationName, which is what setState takes. */
export const AGENT_STATES: readonly AgentState[] = [
  READY,
  { operationName: 'NotReady', displayName: 'Not Ready', type: 'NOT_READY' },
  { operationName: 'NotReadyReason', displayName: 'Lunch', type: 'NOT_READY_ACTION_CODE' },
  { operationName: 'AfterCallWork', displayName: 'After Call Work', type: 'NOT_READY_AFTER_CALLWORK' },
  {
    operationName: 'AfterCallWorkReason',
    displayName: 'Writing up',
    type: 'NOT_READY_AFTER_CALLWORK_ACTION_CODE',
  },
  { operationName: 'Dnd', displayName: 'Do Not Disturb', type: 'DND_ON' },
  { operationName: 'LogOff', displayName: 'Log Off', type: 'LOGOUT' },
];

/** The agent's state while some media are ready and others are not. */
const PARTLY: AgentState = { operationName: 'Ready', displayName: 'Partially Ready', type: 'PARTIAL_READY' };

/** A medium and its state. */
export interface MediaItem {
  readonly media: string;
  readonly state: AgentState;
}

/** The agent's readiness. */
export interface AgentDesk {
  agent(): Agent;
  fullName(): string;
  /** The state of all media; where they differ, `PARTIAL_READY`, or the first medium's if none is ready. */
  state(): AgentState;
  media(): readonly MediaItem[];
  /** A medium as answers and events carry it. */
  wire(medium: MediaItem): object;
  /**
   * Takes an operationName for one medium, or for all; false if there is no such state or medium. Sends a `media` event
   * for what changed, and an `agent` event if the agent's own state did.
   */
  set(operationName: unknown, medium?: unknown): boolean;
}

/** Makes a ready agent. */
export function createAgentDesk(events: EventSubscriptions, settings: () => Settings): AgentDesk {
  const states = new Map<string, AgentState>();
  const names = (): readonly string[] => [...new Set(['voice', 'email', 'chat', ...settings().openMedia])];
  const media = (): readonly MediaItem[] => names().map((name) => ({ media: name, state: states.get(name) ?? READY }));

  const state = (): AgentState => {
    const all = media().map((one) => one.state);
    if (all.every((one) => one === all[0])) return all[0] ?? READY;
    return all.includes(READY) ? PARTLY : (all[0] ?? READY);
  };
  const wire = (medium: MediaItem): object => {
    const { mediaNameKey } = settings();
    return {
      ...(mediaNameKey === 'name' ? {} : { media: medium.media }),
      ...(mediaNameKey === 'media' ? {} : { name: medium.media }),
      state: medium.state,
    };
  };
  const tellMedia = (changed: readonly MediaItem[]): void => {
    const { mediaEvent } = settings();
    if (mediaEvent === 'list' && changed.length > 0) events.emit('media', media().map(wire));
    if (mediaEvent === 'list') return;
    const extra = mediaEvent === 'withEventType' ? { eventType: 'STATE_CHANGED' } : {};
    for (const one of changed) events.emit('media', { ...extra, ...wire(one) });
  };
  const tellAgent = (): void => {
    const { agentEvent } = settings();
    const now = state();
    if (agentEvent === 'wrapped') events.emit('agent', { state: now });
    else events.emit('agent', agentEvent === 'withEventType' ? { eventType: 'STATE_CHANGED', ...now } : now);
  };
  const agent = (): Agent => {
    const { agentFirstName: firstname, agentLastName: lastname } = settings();
    const username = `${firstname}.${lastname}@example.com`.toLowerCase().replace(/\s+/g, '-');
    return { employeeId: 'E1001', firstname, lastname, username, roles: ['ROLE_AGENT'] };
  };

  return {
    agent,
    fullName: () => `${agent().firstname} ${agent().lastname}`.trim(),
    state,
    media,
    wire,
    set(operationName, medium) {
      const next = AGENT_STATES.find((one) => one.operationName === operationName);
      const meant = media().filter((one) => medium === undefined || one.media === medium);
      if (next === undefined || meant.length === 0) return false;
      const before = state();
      const changed = meant.filter((one) => one.state !== next).map((one) => ({ ...one, state: next }));
      for (const one of changed) states.set(one.media, next);
      if (state() !== before) tellAgent();
      tellMedia(changed);
      return true;
    },
  };
}
