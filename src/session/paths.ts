/** What paths of windows say by themselves. */
import type { WindowPath } from '../entry/entry.ts';

/** The path of the window around a frame; null for the top and for paths that say nothing. */
export function parentPath(path: WindowPath): WindowPath | null {
  const cut = path.lastIndexOf('/');
  return cut < 0 ? null : path.slice(0, cut);
}

/** The name of a window that one document knows by its relation to it. @param home the name of that document's own window */
export function relativeName(peer: WindowPath, home: string): string {
  if (peer === 'self') return home;
  return (peer === 'opener' && home !== 'top') || peer === 'popup' ? `${peer} of ${home}` : peer;
}
