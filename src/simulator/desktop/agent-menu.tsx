/** Who the agent is, and the state of each medium. */
import type { ReadonlySignal } from '@preact/signals';
import { AGENT_STATES, type AgentState } from '../core/state/agent.ts';
import type { DeskModel } from '../core/wwe/model.ts';
import type { Wwe } from '../core/wwe/wwe.ts';
import { mediumName } from './desktop-texts.ts';
import { Popover } from './popover.tsx';

/** The agent's button; behind it, the states of all media and of each. */
export function AgentMenu({ model, wwe }: { model: ReadonlySignal<DeskModel>; wwe: Wwe }) {
  const { agentName, agentState, media, shell } = model.value;
  const muted = [
    ...(shell.microphoneMuted ? ['microphone muted'] : []),
    ...(shell.speakerMuted ? ['speaker muted'] : []),
  ];
  return (
    <>
      {muted.map((words) => (
        <span key={words} class="badge">
          {words}
        </span>
      ))}
      <Popover
        name={`${agentName}: ${agentState.displayName}`}
        label="States of the agent"
        side="end"
        face={
          <>
            <Dot state={agentState} />
            <b>{agentName}</b> {agentState.displayName}
          </>
        }
      >
        {() => (
          <div class="fields states">
            <StateField
              label="Agent state"
              words="All media"
              state={agentState}
              set={(name) => wwe.setAgentState(name)}
            />
            {media.map((one) => (
              <StateField
                key={one.media}
                label={`State of ${one.media}`}
                words={mediumName(one.media)}
                state={one.state}
                set={(name) => wwe.setAgentState(name, one.media)}
              />
            ))}
          </div>
        )}
      </Popover>
    </>
  );
}

function StateField({
  label,
  words,
  state,
  set,
}: {
  label: string;
  words: string;
  state: AgentState;
  set: (operationName: string) => void;
}) {
  return (
    <label class="field">
      <span>
        <Dot state={state} /> {words}
      </span>
      <select aria-label={label} value={state.operationName} onChange={(event) => set(event.currentTarget.value)}>
        {AGENT_STATES.map((one) => (
          <option key={one.operationName} value={one.operationName}>
            {one.displayName}
          </option>
        ))}
      </select>
    </label>
  );
}

function Dot({ state: { type } }: { state: AgentState }) {
  const tone = type === 'READY' ? 'ready' : type === 'LOGOUT' ? 'out' : 'not-ready';
  return <span class={`dot ${tone}`} aria-hidden="true" />;
}
