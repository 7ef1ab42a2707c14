/** The agent desktop as a whole. */
import type { Signal } from '@preact/signals';
import { AGENT_STATES } from '../core/agent.ts';
import type { Warning } from '../core/markdone.ts';
import type { DeskModel } from '../core/model.ts';
import type { Wwe } from '../core/wwe.ts';
import { placeActs } from './act-places.ts';
import { CaseDetails } from './case-details.tsx';
import { CaseList } from './case-list.tsx';
import type { ClientFrames } from './client-frames.ts';
import type { WweSimulator } from './control.ts';
import { FramesView } from './frames-view.tsx';

/** What the desktop shows. */
export interface DesktopProps {
  readonly model: Signal<DeskModel>;
  readonly wwe: Wwe;
  readonly control: WweSimulator;
  readonly clients: ClientFrames;
  readonly problems: readonly string[];
}

/** The desktop. */
export function Desktop({ model, wwe, control, clients, problems }: DesktopProps) {
  const desk = model.value;
  return (
    <div class={clients.list.value.length === 0 ? 'desktop without-clients' : 'desktop'}>
      <TopBar desk={desk} wwe={wwe} control={control} />
      {problems.length === 0 ? null : (
        <p class="problems" role="alert">
          The address asks for something that does not exist: {problems.join(' ')}
        </p>
      )}
      <nav class="left" aria-label="Cases">
        <div class="new">
          <button type="button" onClick={() => control.ring()}>
            New call
          </button>
          <button type="button" onClick={() => control.ring({ medium: 'chat' })}>
            New chat
          </button>
          <button type="button" onClick={() => control.ring({ medium: 'email' })}>
            New email
          </button>
        </div>
        <CaseList cases={desk.cases} selected={desk.selectedInteraction} places={placeActs(desk)} wwe={wwe} />
      </nav>
      <main class="middle">
        <CaseDetails desk={desk} />
        <Warnings warnings={desk.warnings} wwe={wwe} />
      </main>
      <FramesView clients={clients} />
    </div>
  );
}

function TopBar({ desk, wwe, control }: { desk: DeskModel; wwe: Wwe; control: WweSimulator }) {
  return (
    <header class="top">
      <strong class="product">Workspace</strong>
      <span class="simulated">simulator</span>
      <span class="space" />
      <button type="button" class="plain" onClick={() => control.openPopup()}>
        Open pop-up
      </button>
      <button type="button" class="plain" onClick={() => control.refresh()}>
        Refresh WWE
      </button>
      <span class="agent">
        <span class={`dot ${desk.agentState.type === 'READY' ? 'ready' : 'not-ready'}`} aria-hidden="true" />
        {desk.agentName}
      </span>
      <select
        aria-label="Agent state"
        value={desk.agentState.operationName}
        onChange={(event) => wwe.setAgentState(event.currentTarget.value)}
      >
        {AGENT_STATES.map((state) => (
          <option key={state.operationName} value={state.operationName}>
            {state.displayName}
          </option>
        ))}
      </select>
    </header>
  );
}

function Warnings({ warnings, wwe }: { warnings: readonly Warning[]; wwe: Wwe }) {
  return (
    <div class="warnings">
      {warnings.map(({ interactionId, party, message }) => (
        <div
          key={interactionId}
          role="alertdialog"
          class="warning"
          aria-label={`Interaction ${interactionId} cannot be marked done yet`}
        >
          <h2>Not done yet</h2>
          <p class="quiet">
            {party}, interaction {interactionId}
          </p>
          <p class="warning-text">{message}</p>
          <button type="button" onClick={() => wwe.dismissWarning(interactionId)}>
            Close
          </button>
        </div>
      ))}
    </div>
  );
}
