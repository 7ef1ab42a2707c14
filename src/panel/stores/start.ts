/** Makes all stores of a panel from what the browser gives. */
import { effect } from '@preact/signals';
import type { TabRoad } from '../../link/road.ts';
import { createSession } from '../../session/session.ts';
import { t } from '../i18n.ts';
import { createClock } from './clock.ts';
import { createCommands } from './commands.ts';
import { createComposeStore } from './compose.ts';
import { createEditsStore } from './edits.ts';
import { healthOf, liveClients } from './health.ts';
import { createMessagesStore } from './messages.ts';
import { createChoices, type OpenSource, type PanelStores } from './panel.ts';
import { loadSettings, type SettingsStorage } from './settings.ts';
import { endNeedless } from './subscribing.ts';
import { createWatching } from './watching.ts';

/** What a panel needs of its browser. */
export interface PanelSurroundings {
  /** To the inspected tab. */
  readonly road: TabRoad;
  readonly storage: SettingsStorage;
  readonly onNavigated: (listener: () => void) => void;
  readonly reload: () => void;
  /** Runs before the next frame, or soon where no frame comes. */
  readonly soon: (draw: () => void) => void;
  readonly copy: (text: string) => void;
  /** Left out where the browser has no such thing (Firefox). */
  readonly openSource?: OpenSource;
}

/** Makes the stores and begins to watch the tab, until `abort`. */
export async function startPanel(around: PanelSurroundings, abort: AbortSignal): Promise<PanelStores> {
  const choices = createChoices();
  const words = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const settings = await loadSettings(around.storage, (error) => {
    choices.trouble.value = t('trouble_storage', words(error));
  });
  const clock = createClock(() => Date.now(), abort);
  const watching = createWatching(
    {
      road: around.road,
      session: createSession(),
      soon: around.soon,
      preserveLog: () => settings.settings.peek().preserveLog,
    },
    abort,
  );
  const commands = createCommands({ watching, clock, client: choices.client, mark: around.road.mark });
  const messages = createMessagesStore({ watching, ...choices });
  const compose = createComposeStore(
    {
      watching,
      commands,
      settings,
      clock,
      show() {
        choices.view.value = 'compose';
      },
    },
    abort,
  );
  const edits = createEditsStore(watching, commands, clock, abort);
  endNeedless(watching, commands, abort);
  around.onNavigated(() => watching.navigated());
  watching.hello();

  if (settings.settings.peek().loadOnOpen) {
    let asked = false;
    const stop = effect(() => {
      if (asked || liveClients(healthOf({ watching })).length === 0) return;
      asked = true;
      commands.send({ name: 'interaction.getInteractions' });
    });
    abort.addEventListener('abort', stop);
  }
  return {
    watching,
    commands,
    edits,
    settings,
    clock,
    messages,
    compose,
    ...choices,
    copy: around.copy,
    reload: around.reload,
    openSource: around.openSource ?? null,
  };
}
