/** Load interactions: what it goes to in words, and when it may go by itself. */
import { effect } from '@preact/signals';
import { t } from '../text/i18n.ts';
import { type Commands, LOAD } from './commands.ts';
import type { SettingsStore } from './settings.ts';
import type { Route } from './wwes.ts';

/** Origins that are remembered: the latest. */
const MOST = 20;

/** Where a request would go, in a sentence; empty where nobody can say. */
export function goesTo(way: Route | null): string {
  return way ? t(way.heard ? 'goes_to' : 'goes_to_silent', way.wwe.origin.slice(0, 200)) : '';
}

/** What loading needs. */
interface LoadingParts {
  readonly commands: Pick<Commands, 'blockedBare' | 'way' | 'send'>;
  readonly settings: Pick<SettingsStore, 'settings' | 'change'>;
}

/**
 * Remembers the origin that Load interactions goes to now, if interactions are to be loaded when the panel opens: the user
 * has seen it. Nothing is remembered where that is off.
 */
export function rememberOrigin({ commands, settings }: LoadingParts): void {
  const { loadOnOpen: isOn, loadFrom } = settings.settings.peek();
  const origin = commands.way()?.wwe.origin;
  if (!isOn || origin === undefined || loadFrom.includes(origin)) return;
  settings.change({ loadFrom: [...loadFrom, origin].slice(-MOST) });
}

/** Loads the interactions, once, as soon as there is one WWE alone, at an origin that the user has seen here before. */
export function loadOnOpen({ commands, settings }: LoadingParts, abort: AbortSignal): void {
  let asked = false;
  const stop = effect(() => {
    if (asked || commands.blockedBare() !== null) return;
    const origin = commands.way()?.wwe.origin;
    if (origin === undefined || !settings.settings.peek().loadFrom.includes(origin)) return;
    asked = true;
    commands.send(LOAD);
  });
  abort.addEventListener('abort', stop);
}
