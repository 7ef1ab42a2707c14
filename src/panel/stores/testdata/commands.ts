/** The stores up to the commands, over a fake tab. */
import { signal } from '@preact/signals';
import type { Session } from '../../../session/api.ts';
import { createSession } from '../../../session/session.ts';
import type { PanelSurroundings } from '../../shell/start.ts';
import { createCommands } from '../commands.ts';
import { createInspectedTab, type InspectedTab } from '../inspected-tab.ts';
import { NO_RULES } from '../rules.ts';
import { createWwes } from '../wwes.ts';
import { FakeTab } from './tab.ts';

/** A tab, what watches it, and what sends to it; `wwe` is the key of the WWE that was picked. */
export function watchTab(tab = new FakeTab()) {
  const session = createSession();
  const abort = new AbortController();
  const { transport, soon } = tab;
  const watching = createInspectedTab({ transport, session, soon, preserveLog: () => true }, abort.signal);
  const clock = signal(1_000);
  const [client, wwe] = [signal<string | null>(null), signal<string | null>(null)];
  const wwes = createWwes({ watching, client, wwe });
  const commands = createCommands({ watching, clock, rules: NO_RULES, wwes, client, mark: 'm' });
  return { tab, session, abort, watching, clock, client, wwe, wwes, commands };
}

/** What a panel needs of its browser, over a tab; nothing is remembered. */
export function surroundingsOf({ transport, soon }: FakeTab, more: Partial<PanelSurroundings> = {}): PanelSurroundings {
  const storage = { get: async () => ({}), set: async () => {} };
  return { transport, soon, storage, onNavigated() {}, reload() {}, copy() {}, ...more };
}

/** A tab that is watched already: the session is fed by the test, and what is sent comes to it. */
export function watchingOf(
  session: Session,
  given: Pick<InspectedTab, 'version' | 'connections' | 'refused' | 'send'>,
): InspectedTab {
  const nothing = () => {};
  return {
    session,
    off: null,
    ...given,
    reach: signal({ reached: true, allowed: true }),
    recording: signal(true),
    hello: nothing,
    record: nothing,
    clear: nothing,
    onFed: nothing,
    onForbidden: nothing,
    beforeForgetting: nothing,
    cleared: signal(0),
    forbid: nothing,
    navigated: nothing,
  };
}
