/**
 * Names of windows that stay the same while frames move. A window is named by its place when it is first heard of; a frame
 * that comes or goes before it moves it to another place, and another window to the old one
 * (docs/platform.md#which-frame-sent-a-message).
 */
import type { WindowPath } from '../entry/entry.ts';
import type { WatchedDocument } from './documents.ts';
import { parentPath, relativeName } from './paths.ts';

/**
 * Names each document's own window (`home`) and the one around it (`around`), by the documents that were there before it.
 * What says where a window is now are entries: one that moved, and said nothing since, is taken for the one that stood
 * there before only if that is gone.
 * @param documents all that are known, by `compareDocuments`
 * @returns whether any window has another name than before
 */
export function nameWindows(documents: readonly WatchedDocument[]): boolean {
  const haveMoved = documents.some((document) => document.hasMoved);
  let isChanged = false;
  documents.forEach((document, index) => {
    const { born } = document;
    const { target } = document.info;
    const path = document.pathAt(born);
    const before = haveMoved ? documents.slice(0, index) : [];
    const parent = parentPath(path);
    const home = nameAt(path, born, before);
    const isFrame = target !== null && target !== 'opener' && parent !== null;
    const around = isFrame ? nameAt(parent, born, before) : target && relativeName(target, home);
    if (home === document.home && around === document.around) return;
    document.home = home;
    document.around = around;
    isChanged = true;
  });
  return isChanged;
}

/** The name of the window at a path, at a time. */
function nameAt(path: WindowPath, t: number, before: readonly WatchedDocument[]): string {
  if (parentPath(path) === null) return path;
  const alive = before.filter((document) => document.aliveAt(t));
  for (const document of alive.toReversed()) {
    const name = nameBy(document, path, t);
    if (name !== null) return name;
  }
  const isElsewhere = (name: string) => alive.some(({ home, around }) => home === name || around === name);
  let last: { readonly name: string; readonly endedAt: number } | null = null;
  for (const document of before) {
    const { endedAt } = document;
    const name = endedAt === null || endedAt > t ? null : nameBy(document, path, endedAt);
    if (endedAt === null || name === null || isElsewhere(name)) continue;
    if (last === null || endedAt >= last.endedAt) last = { name, endedAt };
  }
  return last?.name ?? (isElsewhere(path) ? `${path} since ${t}` : path);
}

/** The name of the window at a path, as a document in it, or in a frame of it, tells it; null: it says nothing of it. */
function nameBy(document: WatchedDocument, path: WindowPath, t: number): string | null {
  const own = document.pathAt(t);
  if (own === path) return document.home;
  return parentPath(own) === path && document.info.target !== 'opener' ? document.around : null;
}
