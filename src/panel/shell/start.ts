/** Makes all stores of a panel from what the browser gives. */
import { effect, signal } from '@preact/signals';
import type { AccessTransport } from '../../access/access-transport.ts';
import { createSession } from '../../session/session.ts';
import { isOn, isWatched, type Layers } from '../../transport/rules.ts';
import type { TabTransport } from '../../transport/tab-transport.ts';
import { ALL_GRANTED, createAccess } from '../stores/access.ts';
import { createChoices } from '../stores/choices.ts';
import { createClock } from '../stores/clock.ts';
import { createFailures, type Failures } from '../stores/failures.ts';
import { guardSession, guardTransport } from '../stores/guards.ts';
import { createInspectedTab } from '../stores/inspected-tab.ts';
import { loadOnOpen } from '../stores/loading.ts';
import type { OpenSource, PanelStores } from '../stores/panel.ts';
import { createRules, NO_RULES, type PanelRulesStorage } from '../stores/rules.ts';
import { createSaving } from '../stores/saving.ts';
import { loadSettings, type SettingsStorage } from '../stores/settings.ts';
import { endNeedless } from '../stores/subscribing.ts';
import { createWallTimes } from '../stores/wall.ts';
import { t } from '../text/i18n.ts';
import { addPart } from '../ui/lazy-parts.ts';
import { makeStores, type SharedStores } from './make-stores.ts';
import type { AllStores } from './PanelProvider.tsx';
import { createRecordings } from './recordings.ts';

/** What a panel needs of its browser. */
export interface PanelSurroundings {
  /** To the inspected tab. */
  readonly transport: TabTransport;
  readonly storage: SettingsStorage;
  /** Whether it is in a private window. */
  readonly isPrivate?: boolean;
  /** Where the rules stand; all is allowed where left out. */
  readonly rules?: PanelRulesStorage;
  /** Which sites the browser lets us watch; all where left out. */
  readonly access?: AccessTransport;
  readonly onNavigated: (listener: () => void) => void;
  readonly reload: () => void;
  /** Runs before the next frame, or soon where no frame comes. */
  readonly soon: (draw: () => void) => void;
  readonly copy: (text: string) => void;
  /** Gives the user a file; nobody gets one where left out. */
  readonly save?: PanelStores['save'];
  /** Opens the viewer in a tab; nobody can where left out. */
  readonly openInTab?: NonNullable<PanelStores['openInTab']>;
  /** Left out where the browser has no such thing (Firefox). */
  readonly openSource?: OpenSource;
  /** Where failures of the tool's own go; new ones where left out. */
  readonly failures?: Failures;
  /** Forgets all that the extension keeps anywhere, which ends this panel. Settled as false, or refused: it did not work. */
  readonly forget?: () => Promise<boolean>;
  /** When all was forgotten, in ms since the epoch, where that is why this panel begins anew. */
  readonly forgottenAt?: number;
  /** The extension's. */
  readonly version?: string;
  /** Name and version of the browser, as it says them. */
  readonly browser?: string;
}

/** Makes the stores and begins to watch the tab, until `abort`. */
export async function startPanel(around: PanelSurroundings, abort: AbortSignal): Promise<AllStores> {
  const { failures = createFailures(Date.now), forgottenAt = null } = around;
  const choices = createChoices(forgottenAt === null ? null : 'forgotten');
  const words = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const settings = await loadSettings(around.storage, (error) => {
    choices.trouble.value = t('trouble_storage', words(error));
  });
  const { now, wall: wallClock } = around.transport;
  const wall = createWallTimes();
  const clock = createClock(() => {
    const t = now();
    wall.note(t, wallClock() - t);
    return t;
  }, abort);
  const watching = createInspectedTab(
    {
      transport: guardTransport(around.transport, failures.guard),
      session: guardSession(createSession(), failures),
      soon: around.soon,
      preserveLog: () => settings.settings.peek().preserveLog,
      failed: (text) => failures.report('bridge', text),
      timed: wall.note,
    },
    abort,
  );
  const rules = around.rules ? createRules(around.rules, watching.hello, abort) : NO_RULES;
  const gone = signal<(origin: string) => boolean>(() => false);
  const saving = createSaving(
    {
      settings,
      rules,
      watching,
      transport: around.transport,
      isPrivate: around.isPrivate ?? false,
      about: { tool: around.version ?? '', browser: around.browser ?? '' },
      report: (error) => failures.report('storage', error),
    },
    abort,
  );
  const access = around.access
    ? createAccess(
        {
          transport: around.access,
          layers: rules.layers,
          onWithdrawn(isGone) {
            gone.value = isGone;
          },
          report: (error) => failures.report('access', error),
        },
        abort,
      )
    : ALL_GRANTED;
  const stopObeying = effect(() => {
    const { value } = rules.layers;
    const isGone = gone.value;
    if (!value) return;
    if (!isOn(value, 'keeping')) settings.keepNothingSaved();
    // In the first moments of a browser an organisation's rules may come late, and a bridge have heard of none. What users
    // take away from themselves they may have seen.
    const fixed: Layers = [value[0], {}];
    watching.forbid((origin) => isGone(origin) || !isOn(fixed, 'recording') || !isWatched(fixed, origin));
  });
  abort.addEventListener('abort', stopObeying);
  const recordings = createRecordings({ failures, abort });
  const shared: SharedStores = {
    rules,
    access,
    saving,
    failures,
    recorded: null,
    compareWith: signal(null),
    recordings,
    forgottenAt,
    isPrivate: around.isPrivate ?? false,
    isViewer: false,
    version: around.version ?? '',
    forget: around.forget ?? (async () => false),
    copy: around.copy,
    save: around.save ?? (() => {}),
    openInTab: around.openInTab ?? null,
    reload: around.reload,
    openSource: around.openSource ?? null,
  };
  const stores = makeStores(
    { shared, settings, choices, watching, mark: around.transport.mark, clock, now, wall },
    abort,
  );
  stores.install();
  recordings.begin(stores);
  const { commands } = stores;
  endNeedless(watching, commands, abort);
  around.onNavigated(
    failures.guard('navigation', () => {
      watching.navigated();
      access.navigated();
    }),
  );
  watching.hello();
  // Nobody tells the clocks of pages that ended before the panel began. There is no hurry.
  addPart(async () => {
    try {
      const { CLOCK_GUESS } = await import('../../session/clock-guess.ts');
      watching.session.guessClocksBy(CLOCK_GUESS);
    } catch (error) {
      failures.report('loading', error);
    }
  });

  if (settings.settings.peek().loadOnOpen) loadOnOpen({ commands, settings }, abort);
  return stores;
}
