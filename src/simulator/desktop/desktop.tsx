/** The agent desktop as a whole. */
import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { ANSWER_FORMS } from '../core/services/answer-forms.ts';
import type { Settings } from '../core/settings/settings.ts';
import type { DeskModel } from '../core/wwe/model.ts';
import type { Wwe } from '../core/wwe/wwe.ts';
import type { PageProblem } from '../remote/page-problem.ts';
import { shownInteraction } from './act-places.ts';
import { CaseDetails } from './case-details.tsx';
import { CaseList } from './case-list.tsx';
import type { ClientFrames } from './client-frames.ts';
import { ControlBar, type PlayView } from './control-bar.tsx';
import type { WweSimulator } from './control-types.ts';
import { FramesView } from './frames-view.tsx';
import { NewMenu } from './new-menu.tsx';
import { PageDialogs } from './page-dialogs.tsx';
import { saveText } from './save.ts';
import { Drawer } from './settings/drawer.tsx';
import type { Supports } from './shell-safe.ts';
import { Toasts } from './toasts.tsx';
import { TopBar } from './top-bar.tsx';
import { Warnings } from './warnings.tsx';

/** What the desktop shows. */
export interface DesktopProps {
  readonly model: ReadonlySignal<DeskModel>;
  readonly wwe: Wwe;
  readonly control: WweSimulator;
  readonly clients: ClientFrames;
  /** What is wrong with the address or the scenario, in words. */
  readonly problems: ReadonlySignal<readonly string[]>;
  /** The scenario that is played; null: none. */
  readonly playback: ReadonlySignal<PlayView> | null;
  /** Why the page of one's own does not show, if it does not. */
  readonly pageProblem: ReadonlySignal<PageProblem | null>;
}

const supports: Supports = (property, value) => CSS.supports(property, value);

/** The desktop. Its parts read the model by themselves, so that it is not drawn whole every second. */
export function Desktop({ model, wwe, control, clients, problems, playback, pageProblem }: DesktopProps) {
  const settings = useComputed(() => {
    void model.value;
    return wwe.settings();
  });
  const drawer = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    drawer.value = false;
    button.current?.focus();
  };
  return (
    <div class={clients.list.value.length === 0 ? 'desktop without-clients' : 'desktop'}>
      <TopBar model={model} settings={settings} wwe={wwe} control={control} playback={playback} supports={supports}>
        <button
          type="button"
          ref={button}
          aria-expanded={drawer.value}
          onClick={() => {
            if (drawer.value) close();
            else drawer.value = true;
          }}
        >
          Settings
        </button>
      </TopBar>
      <Problems problems={problems} />
      <nav class="left" aria-label="Cases">
        <NewInteractions model={model} settings={settings} wwe={wwe} />
        <CaseList model={model} wwe={wwe} />
      </nav>
      <main class="middle">
        <CaseDetails model={model} wwe={wwe} />
        <Warnings model={model} wwe={wwe} />
      </main>
      <FramesView clients={clients} model={model} problem={pageProblem} />
      {playback === null ? null : <ControlBar playback={playback} acts={control.scenario} />}
      <Shell model={model} wwe={wwe} clients={clients} />
      {drawer.value ? <OpenDrawer settings={settings} wwe={wwe} close={close} /> : null}
    </div>
  );
}

function Problems({ problems }: Pick<DesktopProps, 'problems'>) {
  if (problems.value.length === 0) return null;
  return (
    <p class="problems" role="alert">
      {problems.value.join(' ')}
    </p>
  );
}

function NewInteractions({
  model,
  settings,
  wwe,
}: Pick<DesktopProps, 'model' | 'wwe'> & { settings: ReadonlySignal<Settings> }) {
  return (
    <NewMenu wwe={wwe} openMedia={settings.value.openMedia} selected={shownInteraction(model.value)?.id ?? null} />
  );
}

function Shell({ model, wwe, clients }: Pick<DesktopProps, 'model' | 'wwe' | 'clients'>) {
  const { toasts, dialogs } = model.value.shell;
  return (
    <>
      <PageDialogs dialogs={dialogs} wwe={wwe} clients={clients} supports={supports} />
      <Toasts toasts={toasts} wwe={wwe} />
    </>
  );
}

function OpenDrawer({ settings, wwe, close }: { settings: ReadonlySignal<Settings>; wwe: Wwe; close: () => void }) {
  return (
    <Drawer
      settings={settings.value}
      configure={(patch) => wwe.configure(patch)}
      forms={ANSWER_FORMS}
      address={location.href}
      copy={(text) => navigator.clipboard.writeText(text)}
      save={(name, text) => saveText(document, name, text)}
      close={close}
    />
  );
}
