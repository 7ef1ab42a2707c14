/** The stores that work alike over a tab and over a recording. */
import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createComposeStore } from '../features/compose/compose-store.ts';
import { createEditsPlace } from '../features/userdata/edits-place.ts';
import { type createChoices, VIEWS, type View } from '../stores/choices.ts';
import { createCommands } from '../stores/commands.ts';
import type { InspectedTab } from '../stores/inspected-tab.ts';
import { createMessagesStore } from '../stores/messages-store.ts';
import type { SettingsStore } from '../stores/settings.ts';
import { createSilences } from '../stores/silence.ts';
import { createTimes } from '../stores/times.ts';
import type { WallTimes } from '../stores/wall.ts';
import { createWwes } from '../stores/wwes.ts';
import { installClocks, installTimes } from '../text/format.ts';
import type { AllStores } from './PanelProvider.tsx';

/** What all panels of one document share, whatever they show. */
export type SharedStores = Pick<
  AllStores,
  | 'rules'
  | 'saving'
  | 'access'
  | 'failures'
  | 'recorded'
  | 'recordings'
  | 'compareWith'
  | 'forgottenAt'
  | 'isPrivate'
  | 'isViewer'
  | 'version'
  | 'forget'
  | 'copy'
  | 'save'
  | 'openInTab'
  | 'reload'
  | 'openSource'
>;

/** What they are made of. */
export interface StoreParts {
  readonly shared: SharedStores;
  readonly settings: SettingsStore;
  readonly choices: ReturnType<typeof createChoices>;
  readonly watching: InspectedTab;
  /** See `TabTransport.mark`. */
  readonly mark: string;
  /** Moves once a second, by the clock of `now`; of a recording it stands. */
  readonly clock: ReadonlySignal<number>;
  /** See `TabTransport.now`. */
  readonly now: () => number;
  readonly wall: WallTimes;
}

/** Shows the view that was shown last, and remembers each that is shown from now on. */
function rememberView(view: Signal<View>, settings: SettingsStore, abort: AbortSignal): void {
  const last = VIEWS.find((known) => known === settings.settings.peek().view);
  if (last) view.value = last;
  const stop = effect(() => {
    const { value } = view;
    if (settings.settings.peek().view !== value) settings.change({ view: value });
  });
  abort.addEventListener('abort', stop);
}

/** Makes them; they work until `abort`. */
export function makeStores(
  { shared, settings, choices, watching, mark, clock, now, wall }: StoreParts,
  abort: AbortSignal,
): AllStores {
  const { rules, failures } = shared;
  rememberView(choices.view, settings, abort);
  const { session, version } = watching;
  const times = createTimes({ settings, session, version, clock, now, wall: wall.at }, abort);
  const wwes = createWwes({ watching, ...choices });
  const commands = createCommands({ watching, clock, rules, wwes, client: choices.client, mark });
  const messages = createMessagesStore({ watching, ...choices, report: failures.report });
  const compose = createComposeStore(
    {
      watching,
      commands,
      wwes,
      settings,
      clock,
      show() {
        choices.view.value = 'compose';
      },
    },
    abort,
  );
  return {
    ...shared,
    ...choices,
    comparedInteractions: signal(null),
    settings,
    watching,
    wwes,
    silences: createSilences(watching, clock),
    commands,
    edits: createEditsPlace(watching, commands, clock, abort),
    clock,
    times,
    messages,
    compose,
    install() {
      installClocks({ ...wall, now });
      installTimes(times.shown);
    },
  };
}
