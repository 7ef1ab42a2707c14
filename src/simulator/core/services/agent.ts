/** `agent.*` and `media.*` (docs/protocol.md#agent-services, docs/protocol.md#media-services). */
import { AGENT_STATES, type AgentDesk } from '../state/agent.ts';
import { kindOf, quoted, readText } from './parameters.ts';
import { data, error, type ServiceTable, VOID } from './service-types.ts';

/** What these services are made of. */
export interface AgentParts {
  readonly agent: AgentDesk;
}

/** The services of the two namespaces. */
export function agentServices({ agent }: AgentParts): ServiceTable {
  const noState = (given: unknown): string => {
    const names = AGENT_STATES.map(({ operationName }) => operationName).join(', ');
    return `The state must be one of ${names}, not ${typeof given === 'string' ? quoted(given) : kindOf(given)}`;
  };
  const noMedium = (name: string): string => {
    const names = agent.media().map(({ media }) => media);
    return `There is no medium ${quoted(name)}; there are ${names.join(', ')}`;
  };
  return {
    'agent.get': () => data(agent.agent()),
    'agent.getState': () => data(agent.state()),
    'agent.getStateList': () => data(AGENT_STATES),
    'agent.setState': ({ parameters: [state] }) => (agent.set(state) ? VOID : error(noState(state))),
    'media.getMediaList': () => data(agent.media().map(agent.wire)),
    'media.getMediaByName': ({ parameters }) => {
      const name = readText(parameters[0], "The medium's name");
      if (!name.ok) return error(name.problem);
      const found = agent.media().find(({ media }) => media === name.value);
      return found === undefined ? error(noMedium(name.value)) : data(agent.wire(found));
    },
    'media.setState': ({ parameters: [given, state] }) => {
      const name = readText(given, "The medium's name");
      if (!name.ok) return error(name.problem);
      if (agent.set(state, name.value)) return VOID;
      const there = agent.media().some(({ media }) => media === name.value);
      return error(there ? noState(state) : noMedium(name.value));
    },
  };
}
