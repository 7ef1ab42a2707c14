/** Whether the probe may tell what is sent by its service and id alone, since WWE's window shows the rest. */
import { isGranted, siteOf } from '../access/sites.ts';
import { isOn, isWatched, type Layers } from '../transport/rules.ts';
import type { Watched } from './watch.ts';
import type { Windows } from './windows.ts';

/** What it depends on. */
export interface SeenParts {
  readonly windows: Windows;
  readonly watched: Watched;
  /** The window that answered last; null if none did. */
  readonly answerer: Window | null;
  readonly layers: Layers;
  /** Match patterns; undefined: not known. */
  readonly granted: readonly string[] | undefined;
}

/**
 * Whether what this window sends to WWE is seen in WWE's window as well: that is in the same tab, has answered, and has an
 * origin whose pages are watched. A pop-up's WWE has a tab, and a panel, of its own.
 */
export function isSeenThere({ windows, watched, answerer, layers, granted }: SeenParts): boolean {
  const target = windows.target();
  const origin = target && watched.originOf(target);
  return (
    !!target &&
    target === answerer &&
    !!origin?.startsWith('http') &&
    windows.nameOf(target).startsWith('top') &&
    isOn(layers, 'recording') &&
    isWatched(layers, origin) &&
    (!granted || isGranted(granted, siteOf(origin) ?? ''))
  );
}
