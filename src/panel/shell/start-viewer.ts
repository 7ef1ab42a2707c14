/** Makes the stores of the viewer: a panel without a tab, which shows recordings alone. */
import { effect, signal } from '@preact/signals';
import { createSession } from '../../session/session.ts';
import { isOn } from '../../transport/rules.ts';
import { ownClock } from '../../transport/tab-transport.ts';
import { ALL_GRANTED } from '../stores/access.ts';
import { createChoices } from '../stores/choices.ts';
import { createClock } from '../stores/clock.ts';
import { createFailures, type Failures } from '../stores/failures.ts';
import { createRecordedTab } from '../stores/recorded-tab.ts';
import { createRules, NO_RULES, type PanelRulesStorage } from '../stores/rules.ts';
import type { SavingStore } from '../stores/saving.ts';
import { loadSettings, type SettingsStorage } from '../stores/settings.ts';
import { createWallTimes } from '../stores/wall.ts';
import { t } from '../text/i18n.ts';
import { makeStores } from './make-stores.ts';
import type { AllStores } from './PanelProvider.tsx';
import { createRecordings } from './recordings.ts';

/** Nothing is saved here: what is shown is a file already. */
const NO_SAVING: SavingStore = {
  state: signal({ is: 'off' }),
  written: signal(0),
  off: signal(''),
  sessions: () => Promise.reject(new Error('The viewer saves nothing.')),
  again() {},
  end: async () => {},
};

/** What the viewer needs of its browser. */
export interface ViewerSurroundings {
  readonly storage: SettingsStorage;
  /** Where the rules stand; all is allowed where left out. */
  readonly rules?: PanelRulesStorage;
  readonly copy: (text: string) => void;
  readonly save: (file: Blob, name: string) => void;
  readonly failures?: Failures;
  /** The tool's. */
  readonly version: string;
}

/** Makes them; what they show until a recording is opened is empty. */
export async function startViewer(around: ViewerSurroundings, abort: AbortSignal): Promise<AllStores> {
  const { failures = createFailures(Date.now) } = around;
  const choices = createChoices();
  const settings = await loadSettings(around.storage, (error) => {
    choices.trouble.value = t('trouble_storage', error instanceof Error ? error.message : String(error));
  });
  const rules = around.rules ? createRules(around.rules, () => {}, abort) : NO_RULES;
  const recordings = createRecordings({ failures, abort });
  const stores = makeStores(
    {
      shared: {
        rules,
        access: ALL_GRANTED,
        saving: NO_SAVING,
        failures,
        recorded: null,
        compareWith: signal(null),
        recordings,
        forgottenAt: null,
        isPrivate: false,
        isViewer: true,
        version: around.version,
        forget: async () => false,
        copy: around.copy,
        save: around.save,
        openInTab: null,
        reload() {},
        openSource: null,
      },
      settings,
      choices,
      watching: createRecordedTab(createSession(), t('recorded_off')),
      mark: 'viewer',
      clock: createClock(ownClock, abort),
      now: ownClock,
      wall: createWallTimes(),
    },
    abort,
  );
  stores.install();
  const stopObeying = effect(() => {
    const { value } = rules.layers;
    if (value && !isOn(value, 'keeping')) settings.keepNothingSaved();
  });
  abort.addEventListener('abort', stopObeying);
  recordings.begin(stores);
  const stop = effect(() => {
    document.title = recordings.shown.value?.recorded?.file.name ?? t('viewer_title');
  });
  abort.addEventListener('abort', stop);
  return stores;
}
