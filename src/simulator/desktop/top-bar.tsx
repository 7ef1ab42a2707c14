/** The bar at the top: views of pages, the scenario, WWE itself, settings, the agent. */
import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Settings } from '../core/settings/settings.ts';
import type { MenuView } from '../core/shell/shell-types.ts';
import type { DeskModel } from '../core/wwe/model.ts';
import type { Wwe } from '../core/wwe/wwe.ts';
import { LIBRARY } from '../scenarios/library.ts';
import { AgentMenu } from './agent-menu.tsx';
import type { PlayView } from './control-bar.tsx';
import type { WweSimulator } from './control-types.ts';
import { cssValue, type Supports } from './shell-safe.ts';
import { PageIcon } from './toasts.tsx';
import { WweMenu } from './wwe-menu.tsx';

/** The bar; `children` is the button of the settings. */
export function TopBar({
  model,
  settings,
  wwe,
  control,
  playback,
  supports,
  children,
}: {
  model: ReadonlySignal<DeskModel>;
  settings: ReadonlySignal<Settings>;
  wwe: Wwe;
  control: WweSimulator;
  playback: ReadonlySignal<PlayView> | null;
  supports: Supports;
  children: ComponentChildren;
}) {
  const { frameState } = settings.value;
  return (
    <header class="top">
      <strong class="product">Workspace</strong>
      <span class="badge">simulator</span>
      {frameState === 'leading' ? null : <span class="badge warned">this tab is {frameState}</span>}
      <Views views={model.value.shell.views} supports={supports} />
      <span class="space" />
      <ScenarioChooser playback={playback} load={(name) => control.scenario.load(name)} />
      <button type="button" onClick={() => control.openPopup()}>
        Open pop-up
      </button>
      <button type="button" onClick={() => control.refresh()}>
        Refresh WWE
      </button>
      <WweMenu wwe={wwe} control={control} settings={settings.value} />
      {children}
      <AgentMenu model={model} wwe={wwe} />
    </header>
  );
}

const SCENARIOS = Object.entries(LIBRARY).map(([name, { title }]) => ({ name, title }));

/** Loads a scenario of the library, or none. One from elsewhere is shown by its title. */
function ScenarioChooser({
  playback,
  load,
}: {
  playback: ReadonlySignal<PlayView> | null;
  load: (name: string | null) => void;
}) {
  const title = playback?.value.title ?? null;
  const name = SCENARIOS.find((one) => one.title === title)?.name ?? (title === null ? '' : 'given');
  return (
    <select
      aria-label="Load a scenario"
      value={name}
      onChange={(event) => load(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    >
      <option value="">No scenario</option>
      {name === 'given' ? <option value="given">{title}</option> : null}
      {SCENARIOS.map((one) => (
        <option key={one.name} value={one.name}>
          {one.title}
        </option>
      ))}
    </select>
  );
}

/** The views that pages put into the menu bar (docs/protocol.md#system-services). */
function Views({ views, supports }: { views: readonly MenuView[]; supports: Supports }) {
  if (views.length === 0) return null;
  return (
    <ul class="views" aria-label="Views of embedded pages">
      {views.map(({ name, label, shortLabel, tooltip, iconUrl, backgroundColor, labelColor }) => {
        const ground = cssValue('background-color', backgroundColor, supports);
        const ink = cssValue('color', labelColor, supports);
        return (
          <li
            key={name}
            title={tooltip === '' ? label : tooltip}
            style={{
              ...(ground === undefined ? {} : { backgroundColor: ground }),
              ...(ink === undefined ? {} : { color: ink }),
            }}
          >
            <PageIcon url={iconUrl} />
            {label || shortLabel || name}
          </li>
        );
      })}
    </ul>
  );
}
